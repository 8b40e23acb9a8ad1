"""The desk every application passes (受付): load and lock, who may, which step, write, audit."""

from __future__ import annotations

from datetime import datetime

from akashi.domain.lifecycle import ApplicationState, ApplicationStep, after
from akashi.domain.people import Actor, Role
from akashi.domain.underwriting import check_another_person
from akashi.domain.violations import RuleViolation, Sentence
from akashi.records.models import Application
from akashi.workflows.auditing import latest
from akashi.workflows.errors import Conflict, NotFound, NotPermitted

DECISIONS = ("accepted_at", "accepted_by", "approved_at", "approved_by")


def take(application_id: str, *, by: Actor) -> Application:
    """Return the application, locked until the transaction ends, if this person may see it.

    Raises: NotFound for a missing one and for one that belongs to others.
    出典: なし (本システムの決定)
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("company", "surety")
        .filter(pk=application_id)
        .first()
    )
    if found is None or not _sees(by, found):
        raise NotFound(application_id)
    return found


def demand(by: Actor, *roles: Role) -> int:
    """Refuse everybody whose role is not among `roles`, and return the id of who may.

    Raises: NotPermitted.
    出典: acceptance.md A07
    """
    if by.person_id is None or by.role not in roles:
        names = [role.label("ja") for role in roles], [role.label("en") for role in roles]
        raise NotPermitted(
            Sentence(
                f"この手続は{'または'.join(names[0])}だけができます。",
                f"Only this role may do that: {' or '.join(names[1])}.",
            )
        )
    return by.person_id


def demand_another_person(person_id: int, taken: ApplicationStep, application: Application) -> None:
    """Refuse a person who has already acted on the same application in another part.

    Raises: NotPermitted.
    出典: domain/underwriting.py
    """
    try:
        check_another_person(
            person_id,
            taken,
            applied=(application.created_by_id, application.submitted_by_id),
            accepted=application.accepted_by_id,
        )
    except RuleViolation as own:
        raise NotPermitted(own.violations[0].sentence) from own


def step(application: Application, taken: ApplicationStep) -> None:
    """Set the state the application is in after a step; the caller saves it.

    Raises: Conflict when the step is not open any more, naming who acted last.
    出典: domain/lifecycle.py
    """
    try:
        application.state = after(ApplicationState(application.state), taken).value
    except RuleViolation as closed:
        raise too_late(application, closed.violations[0].sentence) from closed


def too_late(application: Application, sentence: Sentence) -> Conflict:
    """Return the answer for whoever comes second: what is not possible, and who was first.

    出典: acceptance.md A06
    """
    last = latest(application.pk)
    return Conflict(sentence, last.person_name if last else "", last.at if last else None)


def void_decisions(application: Application) -> None:
    """Forget 引受承認 and 承認: what is mended must be looked at anew by both.

    出典: acceptance.md A07
    """
    application.accepted_at = application.accepted_by = None
    application.approved_at = application.approved_by = None


def give_back_premium(application: Application, *, at: datetime) -> int | None:
    """Void a premium already received and return its amount in yen, which goes back.

    出典: 前払金保証約款 第1条の2 (領収は引受けを前提とする)
    """
    standing = application.payments.filter(voided_at__isnull=True).first()
    if standing is None:
        return None
    standing.voided_at = at
    standing.save(update_fields=["voided_at"])
    return standing.amount_yen


def _sees(by: Actor, application: Application) -> bool:
    if by.role == Role.CONTRACTOR:
        return application.company_id == by.company_id
    # What was never submitted is nobody's business but the contractor's.
    return application.receipt_number is not None and application.surety_id == by.surety_id
