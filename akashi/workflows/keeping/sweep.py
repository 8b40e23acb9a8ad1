"""The sweep (見回り): queues again what stands too long, and forgets what need not be kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from akashi.adapters.toolbox import Toolbox
from akashi.domain.certificate.seal_levels import levels_below
from akashi.records.models import Certificate, Notice, OpenAttempt, Preservation, Task
from akashi.workflows.guaranteeing.renew_evidence import due, note_again
from akashi.workflows.queueing import queue

PATIENCE = timedelta(minutes=5)
"""What is younger is still on its way."""

FAILED_REST = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=5)
"""Longer than any task is put off or held."""

ATTEMPTS_KEPT = timedelta(days=2)


RENEWAL = "renew_evidence"
"""The one task that renews archive time stamps: of several workers one holds it."""


@transaction.atomic
def sweep(*, at: datetime, toolbox: Toolbox) -> int:
    """Return how many pieces of work were queued again: nothing concluded is ever forgotten.

    Certificates without a place in the log or a sealed PDF, seals below the level aimed at, and
    mails not sent, whose task is missing or wrongly done; failed tasks get another round of tries
    every hour. What waits for a time far ahead is done now: the clock was set back meanwhile. Where
    archive time stamps are due, the task that renews them.
    出典: architecture.md 1.3
    """
    old = at - PATIENCE
    unfinished = Certificate.objects.filter(sealeddocument__isnull=True, created_at__lt=old)
    low = Preservation.objects.filter(
        level__in=levels_below(toolbox.preserver.level), sealed_at__lt=old
    )
    unsent = Notice.objects.filter(sent_at__isnull=True, created_at__lt=old)
    revived = _revive("seal_certificate", unfinished.values_list("pk", flat=True), at=at)
    revived += _revive("raise_seal", low.values_list("pk", flat=True), at=at)
    revived += _revive("send_notice", unsent.values_list("key", flat=True), at=at)
    revived += Task.objects.filter(state="failed", run_at__lt=at - FAILED_REST).update(
        state="ready", run_at=at, attempts=0
    )
    # Nothing waits that long by itself: it was put off by a clock that has been set back since.
    revived += Task.objects.filter(
        state__in=("ready", "running"), run_at__gt=at + LONGEST_WAIT
    ).update(state="ready", run_at=at)
    note_again(toolbox=toolbox)
    if due(at, toolbox).exists():
        queue(RENEWAL, "due", at=at)
        _again(Task.objects.filter(name=RENEWAL), at)
    OpenAttempt.objects.filter(updated_at__lt=at - ATTEMPTS_KEPT).delete()
    return revived


def _revive(
    name: str,
    subjects: QuerySet[Certificate, int] | QuerySet[Preservation, int] | QuerySet[Notice, str],
    *,
    at: datetime,
) -> int:
    waiting = Task.objects.filter(name=name).exclude(state="done").values_list("subject", flat=True)
    lost = {str(subject) for subject in subjects} - set(waiting)
    _again(Task.objects.filter(name=name, subject__in=lost), at)
    fresh = [Task(name=name, subject=subject, run_at=at, created_at=at) for subject in sorted(lost)]
    Task.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(lost)


def _again(tasks: QuerySet[Task], at: datetime) -> None:
    tasks.filter(state="done").update(state="ready", run_at=at, attempts=0, finished_at=None)
