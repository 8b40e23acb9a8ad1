"""Approve an acceptance (承認): the second pair of eyes; concludes by itself when paid."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record
from akashi.workflows.guaranteeing.conclude import conclude_if_ready


@transaction.atomic
def approve(application_id: str, *, by: Actor, at: datetime, toolbox: Toolbox) -> None:
    """Approve what another person has accepted; the guarantee is concluded if the premium is in.

    Raises: NotFound; NotPermitted (role, the applicant, or who accepted); Conflict with who was
    first; RuleViolation `period_over` when the works period has ended meanwhile.
    出典: acceptance.md A07
    """
    application = desk.take(application_id, by=by)
    approver = desk.demand(by, Role.APPROVER)
    desk.demand_another_person(approver, ApplicationStep.APPROVE, application)
    desk.step(application, ApplicationStep.APPROVE)
    application.approved_at = application.updated_at = at
    application.approved_by_id = approver
    application.save(update_fields=["state", "approved_at", "approved_by", "updated_at"])
    record("applying.approve", by=by, at=at, application_id=application.pk)
    paid = application.payments.filter(voided_at__isnull=True).exists()
    conclude_if_ready(application, paid=paid, by=by, at=at, toolbox=toolbox)
