"""The rounds (巡回): what comes up by the clock - sweep, lists, log, anchors, signatures."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from akashi.adapters.toolbox import Toolbox
from akashi.workflows.keeping.anchor_log import queue_anchor
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.keeping.sign_trail import sign_trail
from akashi.workflows.keeping.stamp_trail import queue_stamp
from akashi.workflows.keeping.sweep import sweep

PUBLISH_EVERY = timedelta(seconds=1)
SIGN_EVERY = timedelta(seconds=20)
"""For so long the owner of the tables may change an act unseen; the acts themselves pay nothing."""
SWEEP_EVERY = timedelta(seconds=60)
REFRESH_EVERY = timedelta(minutes=10)
"""Lists of revoked certificates: looked at long before they run out, so rarely is enough."""
COMPLAIN_EVERY = timedelta(seconds=60)

_log = structlog.get_logger(__name__)


class Rounds:
    """The worker's clockwork: each `go` does what has become due since the last.

    出典: architecture.md 1.3
    """

    def __init__(self, toolbox: Toolbox) -> None:
        self._toolbox = toolbox
        self._done: dict[str, datetime] = {}

    def go(self) -> None:
        """Do what is due; a log that cannot be published stops nothing else.

        Raises:
            OperationalError, InterfaceError: the store cannot be reached.
        """
        if self._due("sign", SIGN_EVERY):
            self._sign()
        if self._due("sweep", SWEEP_EVERY):
            sweep(at=self._toolbox.clock.now(), toolbox=self._toolbox)
            queue_stamp(at=self._toolbox.clock.now())
        if self._due("refresh", REFRESH_EVERY):
            self._toolbox.preserver.refresh(at=self._toolbox.clock.now())
        if self._due("publish", PUBLISH_EVERY):
            self._publish()
            queue_anchor(at=self._toolbox.clock.now())

    def _sign(self) -> None:
        try:
            if sign_trail(at=self._toolbox.clock.now(), toolbox=self._toolbox):
                # There is more: on with it in the next round, after what people wait for.
                del self._done["sign"]
        except (LogContradicts, OSError) as error:
            self._complain("trail_not_signed", error)

    def _publish(self) -> None:
        try:
            publish_log(toolbox=self._toolbox)
        except (LogContradicts, OSError) as error:
            self._complain("log_not_published", error)

    def _complain(self, what: str, error: LogContradicts | OSError) -> None:
        if self._due(what, COMPLAIN_EVERY):
            kind = error.kind if isinstance(error, LogContradicts) else "folder"
            _log.error(what, kind=kind, exc_info=error)

    def _due(self, what: str, every: timedelta) -> bool:
        now = self._toolbox.clock.now()
        last = self._done.get(what)
        # A clock that was set back must not make us wait until it has caught up.
        if last is not None and timedelta(0) <= now - last < every:
            return False
        self._done[what] = now
        return True
