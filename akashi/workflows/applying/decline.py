"""Decline an application (引受拒否) with reasons; it ends here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from akashi.adapters import letters
from akashi.domain.application import read
from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.domain.underwriting import read_reasons
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record
from akashi.workflows.queueing import notify
from akashi.workflows.sender import sender_of


@transaction.atomic
def decline(application_id: str, *, reasons: Sequence[str], by: Actor, at: datetime) -> None:
    """Refuse the risk; decisions and a premium received are void.

    Raises: RuleViolation for unusable reasons; NotFound; NotPermitted; Conflict.
    出典: vision.md ②
    """
    application = desk.take(application_id, by=by)
    desk.demand(by, Role.UNDERWRITER, Role.APPROVER)
    given = read_reasons(list(reasons))
    desk.step(application, ApplicationStep.DECLINE)
    desk.void_decisions(application)
    application.remarks = [{"field": "", "text": reason} for reason in given]
    application.updated_at = at
    application.save(update_fields=["state", "remarks", "updated_at", *desk.DECISIONS])
    record(
        "applying.decline",
        by=by,
        at=at,
        application_id=application.pk,
        details={
            "reasons": list(given),
            "premium_to_give_back_yen": desk.give_back_premium(application, at=at),
        },
    )
    contractor = read(application.document).legible.contractor
    notify(
        f"declined/{application.receipt_number}",
        letters.declined(
            sender_of(application.surety),
            contractor=contractor.name,
            receipt_number=application.receipt_number or "",
            works_name=application.works_name,
            reasons=given,
        ),
        recipient=contractor.email,
        at=at,
        application_id=application.pk,
    )
