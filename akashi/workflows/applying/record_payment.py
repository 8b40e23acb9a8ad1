"""Record a premium received (保証料領収); concludes by itself when approved."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.lifecycle import ApplicationState, check_payable
from akashi.domain.people import Actor, Role
from akashi.domain.periods import japan_date
from akashi.domain.premium import PaymentMethod, check_payment
from akashi.domain.violations import RuleViolation, Sentence, refuse
from akashi.records.models import Application, Payment
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record
from akashi.workflows.errors import Conflict
from akashi.workflows.guaranteeing.conclude import conclude_if_ready


@transaction.atomic
def record_payment(  # noqa: PLR0913 - one keyword for each thing written on a receipt
    application_id: str,
    *,
    amount_yen: int,
    paid_on: date,
    method: str,
    by: Actor,
    at: datetime,
    toolbox: Toolbox,
) -> None:
    """Note the premium as received; the guarantee is concluded if it is approved already.

    Raises: RuleViolation for an amount that is not the premium, a day to come, an unknown
    method, or `period_over`; NotFound; NotPermitted; Conflict when it was recorded before.
    出典: 前払金保証約款 第1条の2
    """
    application = desk.take(application_id, by=by)
    recorder = desk.demand(by, Role.UNDERWRITER, Role.APPROVER)
    _check_open(application)
    _check_method(method)
    check_payment(
        amount_yen=amount_yen,
        premium_yen=application.premium_yen or 0,
        paid_on=paid_on,
        today=japan_date(at),
    )
    Payment.objects.create(
        application=application,
        amount_yen=amount_yen,
        paid_on=paid_on,
        method=method,
        recorded_by_id=recorder,
        recorded_at=at,
    )
    details = {"amount_yen": amount_yen, "paid_on": paid_on.isoformat(), "method": method}
    record("applying.record_payment", by=by, at=at, application_id=application.pk, details=details)
    conclude_if_ready(application, paid=True, by=by, at=at, toolbox=toolbox)


def _check_open(application: Application) -> None:
    standing = (
        application.payments.filter(voided_at__isnull=True).select_related("recorded_by").first()
    )
    if standing is not None:
        raise Conflict(
            Sentence(
                "保証料の領収はすでに記録されています。",
                "The premium has already been recorded as received.",
            ),
            standing.recorded_by.name,
            standing.recorded_at,
        )
    try:
        check_payable(ApplicationState(application.state))
    except RuleViolation as closed:
        raise desk.too_late(application, closed.violations[0].sentence) from closed


def _check_method(method: str) -> None:
    if method not in set(PaymentMethod):
        raise refuse(
            "unknown_choice",
            "method",
            ja="領収方法は transfer、cash、cheque、batch のいずれかです。",
            en="The method is one of transfer, cash, cheque or batch.",
        )
