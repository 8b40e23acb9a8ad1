"""Writers of the embedded store wait in turn (順番待ち) instead of sleeping longer and longer."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from contextlib import suppress
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PATIENCE = 20.0
"""Seconds until a writer that never gets its turn is refused."""

PAUSE = 0.0005
"""Seconds between two looks whether another process has ended its transaction."""

# SQLite's own waiting backs off to 100 ms a time while the lock is held for one or two: with a few
# writers most of the time would pass asleep. One writer a process asks, so that few ask at once.
_turns: defaultdict[str, Lock] = defaultdict(Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose transactions queue: inside a process by a lock, between processes by asking.

    出典: issue 2 (600 openings a second, each one recorded)
    """

    _turn: Lock | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a file that is not there yet is made for its owner's eyes only.

        Its companions (-wal, -shm) get the permissions of the file from SQLite.
        """
        name = str(self.settings_dict["NAME"])
        if not name.startswith((":", "file:")):
            # What really stands in the way, SQLite says itself a moment later.
            with suppress(OSError):
                os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        deadline = time.monotonic() + PATIENCE
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=PATIENCE):
            raise OperationalError("database is locked")
        self._turn = turn
        try:
            self._begin_before(deadline)
        except BaseException:
            self._leave()
            raise

    def _begin_before(self, deadline: float) -> None:
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._began():
                if time.monotonic() > deadline:
                    raise OperationalError("database is locked")
                time.sleep(PAUSE)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")

    def _began(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except OperationalError as error:
            if "database is locked" not in str(error):
                raise
            return False
        return True

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self._leave()

    def _leave(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
