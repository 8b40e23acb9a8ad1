"""Accept the risk (引受承認): the underwriter's yes, which a second person must approve."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record


@transaction.atomic
def accept(application_id: str, *, by: Actor, at: datetime) -> None:
    """Accept a submitted application; the premium quoted is fixed by it.

    Raises: NotFound; NotPermitted (role, or the applicant); Conflict with who was first.
    出典: vision.md ②
    """
    application = desk.take(application_id, by=by)
    underwriter = desk.demand(by, Role.UNDERWRITER)
    desk.demand_another_person(underwriter, ApplicationStep.ACCEPT, application)
    desk.step(application, ApplicationStep.ACCEPT)
    application.accepted_at = application.updated_at = at
    application.accepted_by_id = underwriter
    application.save(update_fields=["state", "accepted_at", "accepted_by", "updated_at"])
    record("applying.accept", by=by, at=at, application_id=application.pk)
