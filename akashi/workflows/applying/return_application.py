"""Return an application with remarks (差戻し): the contractor mends it and submits again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from akashi.adapters import letters
from akashi.domain.application import read
from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.domain.underwriting import read_remarks
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record
from akashi.workflows.queueing import notify
from akashi.workflows.sender import sender_of


@transaction.atomic
def return_application(
    application_id: str,
    *,
    remarks: Sequence[Mapping[str, object]],
    by: Actor,
    at: datetime,
) -> None:
    """Send an application back; every decision on it and a premium received are void.

    Raises: RuleViolation for unusable remarks; NotFound; NotPermitted; Conflict.
    出典: vision.md ②
    """
    application = desk.take(application_id, by=by)
    desk.demand(by, Role.UNDERWRITER, Role.APPROVER)
    given = read_remarks(list(remarks))
    desk.step(application, ApplicationStep.RETURN)
    desk.void_decisions(application)
    application.remarks = [remark.as_json() for remark in given]
    application.updated_at = at
    application.save(update_fields=["state", "remarks", "updated_at", *desk.DECISIONS])
    record(
        "applying.return",
        by=by,
        at=at,
        application_id=application.pk,
        details={
            "remarks": application.remarks,
            "premium_to_give_back_yen": desk.give_back_premium(application, at=at),
        },
    )
    contractor = read(application.document).legible.contractor
    notify(
        f"returned/{application.receipt_number}/{at:%Y%m%d%H%M%S%f}",
        letters.returned(
            sender_of(application.surety),
            contractor=contractor.name,
            receipt_number=application.receipt_number or "",
            works_name=application.works_name,
            remarks=[remark.text for remark in given],
        ),
        recipient=contractor.email,
        at=at,
        application_id=application.pk,
    )
