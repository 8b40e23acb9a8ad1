"""The receipt of a premium (保証料領収), with everything known already filled in."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akashi.domain.people import Role
from akashi.domain.periods import japan_date, parse_date, wareki
from akashi.domain.premium import PaymentMethod
from akashi.domain.violations import RuleViolation
from akashi.domain.yen import parse_yen
from akashi.portals.shared import outside
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Choice, Field
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.portals.surety import acts
from akashi.portals.surety.deciding import act_on
from akashi.workflows.applying.record_payment import record_payment

AMOUNT, PAID_ON, METHOD = "amount_yen", "paid_on", "method"


@surety_only(Role.UNDERWRITER, Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Record the premium as received; an approved case is concluded at once.

    出典: 前払金保証約款 第1条の2
    """
    return act_on(
        request,
        application_id,
        acts.PAYMENT,
        lambda: _record(request, application_id),
        fields=lambda found: _fields(found.premium_yen or 0, japan_date(outside.now())),
    )


def _record(request: SignedInRequest, application_id: str) -> None:
    amount, paid_on = _read(request.POST.get(AMOUNT, ""), request.POST.get(PAID_ON, ""))
    record_payment(
        application_id,
        amount_yen=amount,
        paid_on=paid_on,
        method=request.POST.get(METHOD, ""),
        by=request.actor,
        at=outside.now(),
        toolbox=outside.toolbox(),
    )


def _read(amount: str, paid_on: str) -> tuple[int, date]:
    """Return amount and day as typed; what cannot be read of both is said at once."""
    try:
        yen = parse_yen(amount, AMOUNT)
    except RuleViolation as first:
        try:
            parse_date(paid_on, PAID_ON)
        except RuleViolation as second:
            raise RuleViolation(first.violations + second.violations) from None
        raise
    return yen, parse_date(paid_on, PAID_ON)


def _fields(premium_yen: int, today: date) -> tuple[Field, ...]:
    lang = language()
    return (
        Field(
            AMOUNT,
            _("領収額"),
            "money",
            hint=_("円単位。保証料と同じ額です。"),
            value=f"{premium_yen:,}",
            width="medium",
        ),
        Field(
            PAID_ON,
            _("領収日"),
            "date",
            hint=_("例: 令和8年4月1日、R8.4.1、2026-04-01"),
            value=wareki(today) if lang == "ja" else today.isoformat(),
            width="medium",
        ),
        Field(
            METHOD,
            _("領収の方法"),
            "radio",
            value=PaymentMethod.TRANSFER.value,
            choices=tuple(Choice(each.value, each.label(lang)) for each in PaymentMethod),
        ),
    )
