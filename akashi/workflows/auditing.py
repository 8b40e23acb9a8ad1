"""The audit trail (監査証跡): each act is written down in the transaction of the act itself."""

from __future__ import annotations

from datetime import datetime

from akashi.domain.people import Actor
from akashi.records.models import AuditEntry


def record(
    act: str,
    *,
    by: Actor,
    at: datetime,
    application_id: str = "",
    guarantee_number: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Write who did what, when and from where; `details` never hold a key or a password.

    出典: acceptance.md 1.1 (16.2.1)
    """
    AuditEntry.objects.create(
        at=at,
        act=act,
        person_id=by.person_id,
        person_name=by.name,
        role=by.role,
        source=by.source[:64],
        channel=by.channel,
        application_id=application_id,
        guarantee_number=guarantee_number,
        details=details or {},
    )


def latest(application_id: str) -> AuditEntry | None:
    """Return the last act on an application: whoever was first when two came at once.

    出典: acceptance.md A06
    """
    return AuditEntry.objects.filter(application_id=application_id).order_by("at", "id").last()
