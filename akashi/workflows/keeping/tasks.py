"""Queued work (タスク): claim, do, done or again later; any number of workers, each task by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import F, QuerySet

from akashi.adapters.not_yet import NotYet
from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Task
from akashi.workflows.delivering.send_notice import send_notice
from akashi.workflows.guaranteeing.publish import publish
from akashi.workflows.guaranteeing.raise_seal import raise_seal
from akashi.workflows.guaranteeing.renew_evidence import renew_evidence
from akashi.workflows.guaranteeing.seal import seal
from akashi.workflows.keeping.anchor_log import anchor_log
from akashi.workflows.keeping.rounds import Rounds
from akashi.workflows.keeping.stamp_trail import stamp_trail
from akashi.workflows.keeping.sweep import RENEWAL

LEASE = timedelta(seconds=45)
"""How long a worker may hold a task; one that died gives it back by the end of it. Work that
takes longer is done twice, which every verb in the table bears."""

LONGEST_WAIT = timedelta(seconds=120)
PATIENT_WAIT = timedelta(seconds=60)
"""The longest wait for an authority, a list or a key that is missing: nobody gives up on those."""

MOST_ATTEMPTS = 30
"""After these the task is `failed` and stays visible; `sweep` tries it again every hour."""

IDLE_SECONDS = 0.5

_log = structlog.get_logger(__name__)


def publish_and_seal(subject: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Do both for one certificate; each half is finished already or done, whatever was before.

    出典: docs/decisions/0007
    """
    publish(int(subject), at=at, toolbox=toolbox)
    seal(int(subject), at=at, toolbox=toolbox)


Work = Callable[..., timedelta | None]
TASKS: Mapping[str, Work] = {
    "seal_certificate": publish_and_seal,
    "send_notice": send_notice,
    "anchor_log": anchor_log,
    "stamp_trail": stamp_trail,
    "raise_seal": raise_seal,
    RENEWAL: renew_evidence,
}
"""Name of a task, and the verb that does it: `verb(subject, at=…, toolbox=…)`. One that returns
a time is done again after it."""

SECOND = ("raise_seal", RENEWAL)
"""Work that nobody waits for: done when nothing else is due."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A task this worker holds until its lease ends.

    出典: docs/decisions/0006
    """

    id: int
    name: str
    subject: str
    attempts: int
    """Counted with this one; it tells this claim from any later one of the same task."""


def run_ready(*, toolbox: Toolbox, limit: int = 1) -> int:
    """Claim and do up to `limit` tasks that are due, one after the other; return how many.

    出典: docs/decisions/0006
    """
    claimed = claim(toolbox.clock.now(), limit)
    for task in claimed:
        _do(task, toolbox)
    return len(claimed)


def run_until_idle(*, toolbox: Toolbox) -> int:
    """Do everything that is due now, what that brings about included; return how many.

    A task that failed waits for its next try and is not waited for here.
    出典: docs/decisions/0006
    """
    done = 0
    while ran := run_ready(toolbox=toolbox):
        done += ran
    return done


def work_once(*, toolbox: Toolbox) -> int:
    """Do what is due now and make the rounds, so that the log is public; return how much was done.

    出典: contract.md 第2節 work
    """
    done = run_until_idle(toolbox=toolbox)
    Rounds(toolbox).go()
    # The rounds may have found an anchor due.
    return done + run_until_idle(toolbox=toolbox)


def work_forever(stop: Event, *, toolbox: Toolbox) -> None:
    """Work until told to stop; the store may go away and come back meanwhile.

    出典: acceptance.md A15
    """
    rounds = Rounds(toolbox)
    while not stop.is_set():
        try:
            rounds.go()
            ran = run_ready(toolbox=toolbox)
        except (OperationalError, InterfaceError):
            _log.exception("store_unreachable")
            close_old_connections()
            ran = 0
        if not ran:
            stop.wait(IDLE_SECONDS)


def finish_now(name: str, subject: str, *, toolbox: Toolbox) -> None:
    """Do one task at once, whoever else may hold it: every verb in the table bears being doubled.

    Raises: what the verb raises; the task stays as it is for the worker.
    出典: contract.md 第2節 issue (no worker need run)
    """
    TASKS[name](subject, at=toolbox.clock.now(), toolbox=toolbox)
    Task.objects.filter(name=name, subject=subject).exclude(state="done").update(
        state="done", finished_at=toolbox.clock.now(), last_error=""
    )


def claim(now: datetime, limit: int) -> list[Claimed]:
    """Take up to `limit` due tasks for this worker alone: first what people wait for, oldest first.

    On PostgreSQL rows that another worker is just claiming are passed over; on SQLite the
    transaction excludes other writers from its beginning. A task whose worker died is still
    `running` when its lease ends, and due again.
    出典: stack.md 付録F
    """
    with transaction.atomic():
        due = (
            Task.objects.select_for_update(skip_locked=True)
            .filter(state__in=("ready", "running"), run_at__lte=now)
            .order_by("run_at", "id")
        )
        rows = list(due.exclude(name__in=SECOND)[:limit]) or list(due[:limit])
        Task.objects.filter(pk__in=[row.pk for row in rows]).update(
            state="running", run_at=now + LEASE * max(len(rows), 1), attempts=F("attempts") + 1
        )
    return [Claimed(row.pk, row.name, row.subject, row.attempts + 1) for row in rows]


def wait_after(attempts: int) -> timedelta:
    """Return how long a task waits after its n-th failure: 1 s doubling to two minutes.

    出典: acceptance.md A28
    """
    return min(timedelta(seconds=2 ** min(attempts - 1, 20)), LONGEST_WAIT)


def _do(task: Claimed, toolbox: Toolbox) -> None:
    try:
        again = TASKS[task.name](task.subject, at=toolbox.clock.now(), toolbox=toolbox)
    except (OperationalError, InterfaceError):
        # Not the task's fault: the store went away. The lease gives the task back.
        raise
    except NotYet as missing:
        _log.warning("task_waits", task=task.name, subject=task.subject, missing=str(missing))
        _wait(task, missing, toolbox.clock.now())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is kept, logged and tried again
        _log.exception("task_failed", task=task.name, subject=task.subject, tries=task.attempts)
        _put_back(task, error, toolbox.clock.now())
    else:
        _finish(task, again, toolbox.clock.now())


def _finish(task: Claimed, again: timedelta | None, now: datetime) -> None:
    if again is None:
        _mine(task).update(state="done", finished_at=now, last_error="")
    else:
        _mine(task).update(state="ready", run_at=now + again, attempts=0, last_error="")


def _wait(task: Claimed, missing: NotYet, now: datetime) -> None:
    """Put back, and with it all that missed the very same thing when last tried.

    Thousands that wait out an outage must not knock one after the other all the time; the
    first that is due again finds out for all of them. Who misses something else is not held up.
    """
    until = now + min(wait_after(task.attempts), PATIENT_WAIT)
    said = str(missing)[:2000]
    _mine(task).update(state="ready", run_at=until, last_error=said)
    alike = Task.objects.filter(name=task.name, state="ready", last_error=said)
    alike.filter(run_at__lt=until).update(run_at=until)


def _put_back(task: Claimed, error: Exception, now: datetime) -> None:
    spent = task.attempts >= MOST_ATTEMPTS
    _mine(task).update(
        state="failed" if spent else "ready",
        run_at=now + wait_after(task.attempts),
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )


def _mine(task: Claimed) -> QuerySet[Task]:
    # A worker that overslept its lease must not end what another one has begun since.
    return Task.objects.filter(pk=task.id, state="running", attempts=task.attempts)
