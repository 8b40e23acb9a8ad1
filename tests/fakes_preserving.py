"""A stand-in for what preserves seals (代役): adds a line a time, as far as nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from akashi.adapters.seal import SealFailed
from akashi.adapters.toolbox import RenewalPolicy

SEAL = b"\n%SEALED "
"""Behind it stand surety, level, time and digest."""
ADDED = b"\n%ADDED "
_LEVELS = {"stamp": "B-T", "store": "B-LT", "archive": "B-LTA"}
_YEARS_LATER = datetime(2031, 11, 22, tzinfo=UTC)

POLICY = RenewalPolicy(
    first_after=timedelta(days=1), again_after=timedelta(days=365), margin=timedelta(days=90)
)


@dataclass(frozen=True)
class FakePreserved:
    """A fake with something added.

    出典: なし (試験用)
    """

    pdf: bytes
    level: str
    timestamp: datetime | None
    shortfall: str = ""
    archived_at: datetime | None = None
    holds_until: datetime | None = None


@dataclass
class FakePreserver:
    """Raises from B-B by two steps, as far as nothing is `missing`.

    出典: なし (試験用)
    """

    level: str = "B-LT"
    missing: set[str] = field(default_factory=set)
    """`authority`, `list`: what cannot be had now."""
    spoil: bool = False
    authority_until: datetime = _YEARS_LATER
    refreshed: list[datetime] = field(default_factory=list)
    done: int = 0

    def raised(self, pdf: bytes, *, at: datetime) -> FakePreserved:
        """Return the fake with what it lacks, as far as it can be had."""
        if self.as_it_is(pdf).timestamp is None:
            if "authority" in self.missing:
                return self.as_it_is(pdf, "no authority")
            pdf = self._with(pdf, f"stamp {at.isoformat()}")
        if "list" in self.missing:
            return self.as_it_is(pdf, "no list")
        return self.as_it_is(self._with(pdf, "store"))

    def renewed(self, pdf: bytes, *, at: datetime) -> FakePreserved:
        """Return the fake with an archive stamp, if nothing is missing."""
        if self.missing:
            return self.as_it_is(pdf, f"no {min(self.missing)}")
        return self.as_it_is(self._with(pdf, f"archive {at.isoformat()}"))

    def as_it_is(self, pdf: bytes, shortfall: str = "") -> FakePreserved:
        """Return what the fake's own lines say of it."""
        try:
            return self._read(pdf, shortfall)
        except (KeyError, ValueError) as error:
            raise SealFailed("not a fake of ours") from error

    def _read(self, pdf: bytes, shortfall: str) -> FakePreserved:
        seal, *added = pdf.rpartition(SEAL)[2].decode("ascii").split(ADDED.decode())
        _surety, level, sealed_at, _digest = seal.split(" ")
        times = [] if level == "B-B" else [datetime.fromisoformat(sealed_at)]
        archived = None
        for each in added:
            kind, _, at = each.partition(" ")
            level = _LEVELS[kind]
            times += [datetime.fromisoformat(at)] if at else []
            archived = times[-1] if kind == "archive" else archived
        until = self.authority_until if archived else None
        return FakePreserved(pdf, level, min(times, default=None), shortfall, archived, until)

    def refresh(self, *, at: datetime) -> None:
        """Remember that it was asked."""
        self.refreshed.append(at)

    def _with(self, pdf: bytes, more: str) -> bytes:
        self.done += 1
        return (b"x" if self.spoil else b"") + pdf + ADDED + more.encode()
