"""Keeping sealed files checkable (長期保存): levels raised later, archive time stamps renewed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from akashi.adapters.seal.container import SealFailed
from akashi.adapters.seal.preserving.document_stamp import add_document_stamp
from akashi.adapters.seal.preserving.long_term import LongTerm
from akashi.adapters.seal.preserving.sealed_file import SealedFile, look_at
from akashi.adapters.timestamp import NoTimestamp, TimestampSource
from akashi.domain.certificate.seal_levels import ARCHIVED, Level, at_least
from akashi_verifier.pki.der import BadDer
from akashi_verifier.revisions import BadPdf

_TOKEN = 6 * 1024
"""Bytes kept for a token at first; one that proves larger is asked for again."""


@dataclass(frozen=True)
class Preserved:
    """A sealed file with what was added behind it, and what it reaches now.

    出典: ETSI EN 319 142-1 (B-T, B-LT, B-LTA)
    """

    pdf: bytes
    level: Level
    timestamp: datetime | None
    """The earliest time an authority states in it; None while 時刻認証待ち."""
    shortfall: str = ""
    """What was missing for the wanted level; empty when it was reached."""
    archived_at: datetime | None = None
    """The newest archive time stamp."""
    holds_until: datetime | None = None
    """When a certificate above that time stamp ends."""


class Preserver:
    """Adds revisions behind a sealed file; no byte of it changes, and no seal's key is needed.

    `level` is what every seal aims at: B-B (no time stamps at all), B-T or B-LT.
    出典: ETSI EN 319 142-1 5.4, 6
    """

    def __init__(self, source: TimestampSource, long_term: LongTerm, *, level: Level) -> None:
        self._source = source
        self._long_term = long_term
        self.level: Level = level

    def raised(self, pdf: bytes, *, at: datetime) -> Preserved:
        """Return the file with what it lacks for the wanted level, as far as it can be had.

        Raises:
            SealFailed: the file is not one of ours.
        """
        try:
            return self._raised(look_at(pdf), at)
        except (BadPdf, BadDer) as error:
            raise SealFailed(f"not a sealed file of ours: {error}") from error

    def renewed(self, pdf: bytes, *, at: datetime) -> Preserved:
        """Return the file with the newest revocation data and an archive time stamp over all.

        What is missing for it is in `shortfall`, and the file is as far as it came.

        Raises:
            SealFailed: the file is not one of ours.
        """
        try:
            found = look_at(pdf)
            if not found.times:
                ready = self._raised(found, at)
                if ready.shortfall or not ready.timestamp:
                    return ready
                found = look_at(ready.pdf)
            return self._archived(found, at)
        except (BadPdf, BadDer) as error:
            raise SealFailed(f"not a sealed file of ours: {error}") from error

    def as_it_is(self, pdf: bytes) -> Preserved:
        """Return a kept file with the level it reaches and the times stated in it.

        Raises:
            SealFailed: the file is not one of ours.
        """
        try:
            found = look_at(pdf)
        except (BadPdf, BadDer) as error:
            raise SealFailed(f"not a sealed file of ours: {error}") from error
        if found.level != ARCHIVED:
            return _as_it_is(found)
        return self._with_archive(found)

    def refresh(self, *, at: datetime) -> None:
        """Fetch lists of revoked certificates before those at hand run out."""
        self._long_term.refresh(at=at)

    def _raised(self, found: SealedFile, at: datetime) -> Preserved:
        if at_least(found.level, self.level):
            return _as_it_is(found)
        if not found.times:
            try:
                found = look_at(add_document_stamp(found.pdf, self._source, expected=_TOKEN))
            except NoTimestamp as error:
                return _as_it_is(found, str(error))
        if self.level == "B-T":
            return _as_it_is(found)
        pdf, missing = self._long_term.stored(found.pdf, self._chains(found), at=at)
        return _as_it_is(look_at(pdf), missing)

    def _archived(self, found: SealedFile, at: datetime) -> Preserved:
        pdf, missing = self._long_term.stored(found.pdf, self._chains(found), at=at)
        if missing:
            return _as_it_is(found, missing)
        try:
            done = look_at(add_document_stamp(pdf, self._source, expected=_TOKEN))
        except NoTimestamp as error:
            return _as_it_is(found, str(error))
        return self._with_archive(done)

    def _with_archive(self, found: SealedFile) -> Preserved:
        newest = found.stamps[-1]
        ends = min(each.not_valid_after_utc for each in self._long_term.path_of_token(newest))
        return Preserved(found.pdf, ARCHIVED, found.first, "", newest.at, ends)

    def _chains(self, found: SealedFile) -> Iterable[x509.Certificate]:
        yield from self._long_term.path_of(found.signer, found.enclosed)
        for token in found.times:
            yield from self._long_term.path_of_token(token)


def _as_it_is(found: SealedFile, shortfall: str = "") -> Preserved:
    return Preserved(found.pdf, found.level, found.first, shortfall)
