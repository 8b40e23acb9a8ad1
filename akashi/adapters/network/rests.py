"""Who failed rests a while (休止): an outage must not make everything that asks wait for it."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from akashi.adapters.clock import Clock


class Rests:
    """Remembers who failed, in this process; any number of threads may ask.

    出典: なし (本システムの決定)
    """

    def __init__(self, clock: Clock, rest: timedelta = timedelta(seconds=30)) -> None:
        self._clock = clock
        self._rest = rest
        self._until: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def may_ask(self, whom: str) -> bool:
        """Say whether to ask; behind a rest the first one tries, and the others still pass over."""
        with self._lock:
            now, until = self._clock.now(), self._until.get(whom)
            if until is None:
                return True
            # A clock that was set back must not make a rest of hours.
            if until - self._rest <= now < until:
                return False
            self._until[whom] = now + self._rest
            return True

    def failed(self, whom: str) -> None:
        """Let somebody rest who did not answer usably."""
        with self._lock:
            self._until[whom] = self._clock.now() + self._rest

    def answered(self, whom: str) -> None:
        """Ask again at once the next time."""
        with self._lock:
            self._until.pop(whom, None)
