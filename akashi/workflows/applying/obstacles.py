"""What stands in the way of submitting now (申込前の点検): told before anybody submits."""

from __future__ import annotations

from datetime import datetime

from akashi.adapters.toolbox import Toolbox
from akashi.domain.lifecycle import ApplicationState, ApplicationStep, steps_from
from akashi.domain.people import Actor, Role
from akashi.domain.violations import RuleViolation, Violation
from akashi.records.models import Application
from akashi.workflows.applying.judging import judge


def obstacles(
    application_id: str, *, by: Actor, at: datetime, toolbox: Toolbox
) -> tuple[Violation, ...]:
    """Return every violation `submit` would answer today; nothing is written.

    None where it cannot be submitted any more, and none to whom it does not concern.
    出典: contract.md 第5節
    """
    if by.role == Role.CONTRACTOR:
        own = Application.objects.filter(company_id=by.company_id or 0)
    else:
        own = Application.objects.filter(surety_id=by.surety_id or 0, receipt_number__isnull=False)
    found = own.filter(pk=application_id).first()
    if found is None or ApplicationStep.SUBMIT not in steps_from(ApplicationState(found.state)):
        return ()
    try:
        judge(found, at=at, toolbox=toolbox)
    except RuleViolation as refused:
        return refused.violations
    return ()
