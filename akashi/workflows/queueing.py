"""Queued work (タスク) and mails (通知): rows written in the same transaction as their cause."""

from __future__ import annotations

from datetime import datetime

from akashi.adapters.letters import Wording
from akashi.records.models import Notice, Task


def queue(name: str, subject: str, *, at: datetime) -> None:
    """Let the worker do `name` for `subject`; a task that is already there is left alone.

    出典: docs/decisions/0006
    """
    Task.objects.bulk_create(
        [Task(name=name, subject=subject, run_at=at, created_at=at)], ignore_conflicts=True
    )


def notify(
    key: str,
    wording: Wording,
    *,
    recipient: str,
    at: datetime,
    application_id: str = "",
    guarantee_number: str = "",
) -> None:
    """Write a mail down and queue its sending; the same cause (`key`) never mails twice.

    出典: なし (本システムの決定)
    """
    notice = Notice(
        key=key,
        kind=wording.kind,
        recipient=recipient,
        subject=wording.subject,
        body=wording.body,
        application_id=application_id,
        guarantee_number=guarantee_number,
        created_at=at,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    queue("send_notice", key, at=at)
