"""Sealing for a surety (保証会社ごとの封印): each with the seal that is its own at the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from weakref import WeakKeyDictionary

from cryptography import x509

from akashi.adapters.revocation import RevocationLists
from akashi.adapters.seal.seal_box import SealBox
from akashi.adapters.seal.seal_files import KeptSeal
from akashi.adapters.seal.seal_key import SealKey, SealUnavailable, UnfitKey
from akashi.adapters.seal.sealer import Sealed, Sealer


class SuretySealer:
    """Seals with the seal of the surety asked for; `make` makes a sealer of a key.

    出典: contract §7
    """

    def __init__(
        self,
        box: SealBox,
        make: Callable[[SealKey], Sealer],
        lists: RevocationLists | None = None,
    ) -> None:
        """Without `lists` only those kept with the seals can revoke one."""
        self._box = box
        self._make = make
        self._lists = lists or RevocationLists(lambda: box.seals().crls())
        self._made: WeakKeyDictionary[KeptSeal, Sealer] = WeakKeyDictionary()

    def seal(self, pdf: bytes, *, surety: str, at: datetime) -> Sealed:
        """Return the PDF under the surety's seal, with the level reached.

        Raises:
            SealUnavailable: the surety has no seal that can be used now, or its certificate
                has ended or is revoked.
            SealFailed, SealLevelNotReached: from its sealer.
        出典: contract §7
        """
        seal = self._box.seals().sealing(surety, at)
        path = (seal.certificate, *seal.chain)
        # Nobody would believe such a seal: the promise waits for a new one instead.
        over = next((each for each in path if not _valid(each, at)), None)
        if over is not None:
            raise _out_of_force(seal, over, "有効期間外です", "is not valid now")
        sealed = self._sealer(seal).seal(pdf, at=at)
        # Only now: it is while sealing that lists are fetched.
        revoked = self._lists.revoked(path, at=at)
        if revoked is not None:
            raise _out_of_force(seal, revoked, "失効しています", "is revoked")
        return sealed

    def _sealer(self, seal: KeptSeal) -> Sealer:
        made = self._made.get(seal)
        if made is None:
            try:
                made = self._made[seal] = self._make(seal.key)
            except UnfitKey as error:
                raise SealUnavailable(error.sentence.ja, error.sentence.en) from error
            except OSError as error:
                where, why = error.filename or seal.folder, error.strerror
                raise SealUnavailable(
                    f"{where} を読めません（{why}）", f"{where} cannot be read ({why})"
                ) from error
        return made


def _valid(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _out_of_force(
    seal: KeptSeal, certificate: x509.Certificate, ja: str, en: str
) -> SealUnavailable:
    whose, name = f"{seal.surety}/{seal.name}".lstrip("/"), certificate.subject.rfc4514_string()
    return SealUnavailable(
        f"印章 {whose} の証明書（{name}）が{ja}。`akashi seal rotate` で新しい印章を入れてください",
        f"the certificate ({name}) of the seal {whose} {en}; put in a new seal with "
        "`akashi seal rotate`",
    )
