"""The clock: the real one runs, the frozen one stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from akashi.adapters.clock import SystemClock
from tests.clocks import FrozenClock


def test_the_system_clock_tells_utc_and_never_goes_back():
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first


def test_a_frozen_clock_stands_until_it_is_moved():
    clock = FrozenClock(datetime(2026, 11, 22, 9, tzinfo=timezone(timedelta(hours=9))))
    assert clock.now() == clock.now() == datetime(2026, 11, 22, tzinfo=UTC)
    clock.move(timedelta(days=1))
    assert clock.now() == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_frozen_clock_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        FrozenClock(datetime(2026, 11, 22))  # noqa: DTZ001 - the missing zone is the case
