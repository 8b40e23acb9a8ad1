"""Sealing (封印): puts the surety's electronic seal and a time stamp on a finished PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from akashi.adapters.not_yet import NotYet
from akashi.adapters.revocation import RevocationLists
from akashi.adapters.seal.container import Container
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.preserving.long_term import LongTerm
from akashi.adapters.seal.seal_key import SealKey
from akashi.adapters.timestamp import NoTimestamp, TimestampSource
from akashi.domain.certificate.seal_levels import LEVELS, Level
from akashi_verifier.timestamp_token import read_token

DEFAULT_RESERVE = 9 * 1024
"""Bytes kept for signature, chain and time stamp; an authority of long chains needs more."""


class SealLevelNotReached(NotYet):
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
        long_term: LongTerm | None = None,
    ) -> None:
        """Without `long_term` only the lists and the chain kept with the key are known."""
        self._key = key
        self._source = source
        self._level = LEVELS.index(level)
        self._least = LEVELS.index(least)
        self._contain = container or OwnContainer(key, DEFAULT_RESERVE)
        self._long_term = long_term or LongTerm(
            RevocationLists(lambda: key.crls), lambda: key.chain
        )

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
        chains = (
            self._key.certificate,
            *self._key.chain,
            *self._long_term.path_of_token(token),
        )
        pdf, missing = self._long_term.stored(stamped, chains, at=at)
        return Sealed(pdf, "B-T" if missing else "B-LT", token.at, missing)


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
