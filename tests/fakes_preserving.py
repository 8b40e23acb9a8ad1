"""A stand-in for what preserves seals (代役): adds a line a time, as far as nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from akashi.adapters.toolbox import RenewalPolicy

ADDED = b"\n%ADDED "
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
        stamped = at if b" B-B" not in pdf or ADDED in pdf else None
        if stamped is None:
            if "authority" in self.missing:
                return FakePreserved(pdf, "B-B", None, "no authority")
            pdf, stamped = self._with(pdf, b"stamp"), at
        if "list" in self.missing:
            return FakePreserved(pdf, "B-T", stamped, "no list")
        return FakePreserved(self._with(pdf, b"store"), "B-LT", stamped)

    def renewed(self, pdf: bytes, *, at: datetime) -> FakePreserved:
        """Return the fake with an archive stamp, if nothing is missing."""
        if self.missing:
            return FakePreserved(pdf, "B-LT", at, f"no {min(self.missing)}")
        made = self._with(pdf, at.isoformat().encode())
        return FakePreserved(made, "B-LTA", at, "", at, self.authority_until)

    def refresh(self, *, at: datetime) -> None:
        """Remember that it was asked."""
        self.refreshed.append(at)

    def _with(self, pdf: bytes, more: bytes) -> bytes:
        self.done += 1
        return (b"x" if self.spoil else b"") + pdf + ADDED + more
