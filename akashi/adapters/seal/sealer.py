"""Sealing (封印): puts the surety's electronic seal and a time stamp on a finished PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography import x509

from akashi.adapters.seal.container import Container
from akashi.adapters.seal.dss import add_security_store
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.seal_key import SealKey
from akashi.adapters.timestamp import NoTimestamp, TimestampSource
from akashi_verifier.pki.cms import load_certificate
from akashi_verifier.timestamp_token import Token, read_token

Level = Literal["B-B", "B-T", "B-LT"]
LEVELS: tuple[Level, ...] = ("B-B", "B-T", "B-LT")
"""From the lowest to the highest."""

DEFAULT_RESERVE = 9 * 1024
"""Bytes kept for signature, chain and time stamp; an authority of long chains needs more."""


class SealLevelNotReached(Exception):  # noqa: N818 - says what happened, as the other names do
    """Raised when the level set as the least cannot be reached at the moment; try again later.

    出典: なし (本システムの決定)
    """


@dataclass(frozen=True)
class Sealed:
    """A sealed PDF, the level it reached, and what kept it from a higher one.

    出典: ETSI EN 319 142-1 (B-B, B-T, B-LT)
    """

    pdf: bytes
    level: Level
    timestamp: datetime | None
    """The authority's time; None while 時刻認証待ち."""
    shortfall: str = ""
    """Why the wanted level was not reached (for the operator); empty when it was."""


class Sealer:
    """Seals with one key up to a wanted level.

    A time-stamp authority that does not answer costs a level, never the certificate,
    unless `least` says otherwise.
    出典: contract §7
    """

    def __init__(
        self,
        key: SealKey,
        source: TimestampSource | None,
        *,
        level: Level = "B-LT",
        least: Level = "B-B",
        container: Container | None = None,
        authority_crls: Sequence[x509.CertificateRevocationList] = (),
    ) -> None:
        self._key = key
        self._source = source
        self._level = LEVELS.index(level)
        self._least = LEVELS.index(least)
        self._contain = container or OwnContainer(key, DEFAULT_RESERVE)
        self._crls = (*key.crls, *authority_crls)

    @property
    def key(self) -> SealKey:
        """The key that seals."""
        return self._key

    def seal(self, pdf: bytes, *, at: datetime) -> Sealed:
        """Return the PDF sealed at `at`, with the level reached.

        Raises:
            SealLevelNotReached: below the least level allowed.
            SealFailed: the PDF cannot be sealed, or the reserve is too small.
        出典: ETSI EN 319 142-1, contract §7
        """
        # The seal is appended directly behind %%EOF; PDF/A wants a line end there.
        ready = pdf if pdf.endswith(b"\n") else pdf + b"\n"
        sealed = self._raised(ready, at)
        if LEVELS.index(sealed.level) < self._least:
            raise SealLevelNotReached(
                f"{sealed.level} instead of {LEVELS[self._least]}: {sealed.shortfall}"
            )
        return sealed

    def _raised(self, pdf: bytes, at: datetime) -> Sealed:
        """Climb the levels until the wanted one, or the first that cannot be had."""
        if self._level == LEVELS.index("B-B"):
            return Sealed(self._contain(pdf, None, at=at), "B-B", None)
        recorder = _Recorder(self._source)
        try:
            stamped = self._contain(pdf, recorder, at=at)
        except NoTimestamp as error:
            return Sealed(self._contain(pdf, None, at=at), "B-B", None, str(error))
        token = read_token(recorder.token)
        if self._level == LEVELS.index("B-T"):
            return Sealed(stamped, "B-T", token.at)
        certificates = self._to_keep(token)
        missing = _without_revocation(certificates, self._crls)
        if missing:
            reason = f"no revocation list of {missing[0].issuer.rfc4514_string()}"
            return Sealed(stamped, "B-T", token.at, reason)
        return Sealed(add_security_store(stamped, certificates, self._crls), "B-LT", token.at)

    def _to_keep(self, token: Token) -> list[x509.Certificate]:
        """Return the chains of seal and time stamp, each certificate once."""
        enclosed = (load_certificate(each) for each in token.message.certificates)
        return list(dict.fromkeys([self._key.certificate, *self._key.chain, *enclosed]))


class _Recorder:
    """Passes a request on and remembers the answer, which tells the time reached."""

    def __init__(self, source: TimestampSource | None) -> None:
        self._source = source
        self.token = b""

    def stamp(self, digest: bytes) -> bytes:
        """Return the source's token.

        Raises:
            NoTimestamp: from the source, or because there is none.
        """
        if self._source is None:
            raise NoTimestamp("no time-stamp authority is set")
        self.token = self._source.stamp(digest)
        return self.token


def _without_revocation(
    certificates: Sequence[x509.Certificate],
    crls: Sequence[x509.CertificateRevocationList],
) -> list[x509.Certificate]:
    """Return the certificates of which no enclosed list says whether they were revoked."""
    issuers = {crl.issuer for crl in crls}
    return [c for c in certificates if c.issuer != c.subject and c.issuer not in issuers]
