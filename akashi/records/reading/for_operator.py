"""What the operator may ask (運用の閲覧): mails, queued work, and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from akashi.records.models import AuditEntry, Notice, OpenAttempt, Task
from akashi.records.reading.application_rows import HistoryRow, history_of

FAILED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail as its reader sees it.

    出典: contract.md 第4節
    """

    id: int
    kind: str
    recipient: str
    subject: str
    body: str
    guarantee_number: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailedTask:
    """Work that the worker has given up for now.

    出典: docs/decisions/0006
    """

    id: int
    name: str
    subject: str
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the queue stands.

    出典: docs/decisions/0006
    """

    ready: int
    running: int
    failed: int
    oldest_due: datetime | None
    """When the work that waits longest became due."""
    failures: tuple[FailedTask, ...]


def mails(limit: int = 100) -> list[MailRow]:
    """Return the newest mails.

    出典: contract.md 第4節
    """
    return [
        MailRow(
            each.pk,
            each.kind,
            each.recipient,
            each.subject,
            each.body,
            each.guarantee_number,
            each.created_at,
            each.sent_at,
        )
        for each in Notice.objects.order_by("-pk")[:limit]
    ]


def queue_state() -> QueueState:
    """Return what waits, what is being done, and what failed and why.

    出典: docs/decisions/0006
    """
    counted = Task.objects.exclude(state="done").values_list("state").annotate(n=Count("pk"))
    numbers = dict(counted)
    oldest = Task.objects.filter(state__in=("ready", "running")).order_by("run_at").first()
    failed = Task.objects.filter(state="failed").order_by("pk")[:FAILED_SHOWN]
    return QueueState(
        ready=numbers.get("ready", 0),
        running=numbers.get("running", 0),
        failed=numbers.get("failed", 0),
        oldest_due=oldest.run_at if oldest else None,
        failures=tuple(
            FailedTask(each.pk, each.name, each.subject, each.attempts, each.last_error)
            for each in failed
        ),
    )


def sources_waiting(at: datetime) -> int:
    """Return how many sources must wait after failed openings: an alarm looks at it.

    出典: acceptance.md A29
    """
    return OpenAttempt.objects.filter(blocked_until__gt=at).count()


def audit(
    *, application_id: str = "", guarantee_number: str = "", limit: int = 200
) -> tuple[HistoryRow, ...]:
    """Return the newest acts, of one application or guarantee where one is named.

    出典: なし (本システムの決定)
    """
    found = AuditEntry.objects.all()
    if application_id:
        found = found.filter(application_id=application_id)
    if guarantee_number:
        found = found.filter(guarantee_number=guarantee_number)
    return history_of(found.order_by("-at", "-pk")[:limit])
