"""The clock (時計): the only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; everything below the edge is handed the answer.

    出典: なし (本システムの決定)
    """

    def now(self) -> datetime:
        """Return the present instant in UTC, with its time zone."""
        ...


class SystemClock:
    """The machine's own clock.

    出典: なし (本システムの決定)
    """

    def now(self) -> datetime:
        """Return the present instant in UTC, with its time zone."""
        return datetime.now(UTC)
