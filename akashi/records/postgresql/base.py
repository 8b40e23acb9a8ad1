"""A server that is just being restarted (再起動中) is waited for instead of refusing everybody."""

from __future__ import annotations

import time
from typing import Any

from django.db.backends.postgresql import base

PATIENCE = 3.0
"""Seconds a server may be gone before those who ask for it are refused."""

PAUSE = 0.05
"""Seconds between two knocks."""


class _Outage:
    """When this process first found the server gone; None while it is there."""

    since: float | None = None


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL that may be restarted, or replaced by its standby, without a page being refused.

    The seconds count from the beginning of the outage, not of the request: when it lasts,
    everybody hears so at once, and no thread is spent on waiting.
    出典: acceptance.md A15
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, as soon as the server lets us.

        Raises: the driver's OperationalError when it has been gone for too long.
        """
        while True:
            try:
                connection = super().get_new_connection(conn_params)
            except self.Database.OperationalError:
                now = time.monotonic()
                _Outage.since = now if _Outage.since is None else _Outage.since
                if now - _Outage.since > PATIENCE:
                    raise
                time.sleep(PAUSE)
            else:
                _Outage.since = None
                return connection
