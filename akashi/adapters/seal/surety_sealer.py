"""Sealing for a surety (保証会社ごとの封印): each with the seal that is its own at the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from weakref import WeakKeyDictionary

from akashi.adapters.seal.seal_box import SealBox
from akashi.adapters.seal.seal_files import KeptSeal
from akashi.adapters.seal.seal_key import SealKey, SealUnavailable, UnfitKey
from akashi.adapters.seal.sealer import Sealed, Sealer


class SuretySealer:
    """Seals with the seal of the surety asked for; `make` makes a sealer of a key.

    出典: contract §7
    """

    def __init__(self, box: SealBox, make: Callable[[SealKey], Sealer]) -> None:
        self._box = box
        self._make = make
        self._made: WeakKeyDictionary[KeptSeal, Sealer] = WeakKeyDictionary()

    def seal(self, pdf: bytes, *, surety: str, at: datetime) -> Sealed:
        """Return the PDF under the surety's seal, with the level reached.

        Raises:
            SealUnavailable: the surety has no seal that can be used now.
            SealFailed, SealLevelNotReached: from its sealer.
        出典: contract §7
        """
        seal = self._box.seals().sealing(surety, at)
        return self._sealer(seal).seal(pdf, at=at)

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
