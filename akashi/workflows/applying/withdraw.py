"""Withdraw an application (取下げ): the contractor no longer wants the guarantee."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record


@transaction.atomic
def withdraw(application_id: str, *, by: Actor, at: datetime) -> None:
    """End an application before its guarantee is concluded; a premium received goes back.

    Raises: NotFound; NotPermitted; Conflict once it is concluded, declined or withdrawn.
    出典: glossary.md 取下げ
    """
    application = desk.take(application_id, by=by)
    desk.demand(by, Role.CONTRACTOR)
    desk.step(application, ApplicationStep.WITHDRAW)
    desk.void_decisions(application)
    application.updated_at = at
    application.save(update_fields=["state", "updated_at", *desk.DECISIONS])
    record(
        "applying.withdraw",
        by=by,
        at=at,
        application_id=application.pk,
        details={"premium_to_give_back_yen": desk.give_back_premium(application, at=at)},
    )
