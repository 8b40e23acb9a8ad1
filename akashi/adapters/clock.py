"""The clock (時計): the only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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


class FrozenClock:
    """A clock that stands still until it is moved: for tests and for replaying a day.

    出典: なし (本システムの決定)
    """

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a frozen clock needs a time with its time zone")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it stands at, in UTC."""
        return self._at

    def move(self, by: timedelta) -> None:
        """Move the hands forward, or back."""
        self._at += by
