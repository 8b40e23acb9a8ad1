"""A premium before anything is applied for (保証料の試算); nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.products import Product
from akashi.domain.violations import RuleViolation, Violation
from akashi.domain.yen import parse_yen
from akashi.portals.shared import outside
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Choice, Field, fill
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.workflows.applying.quote import quote as premium

AMOUNT = "guaranteed_amount_yen"


@contractor_only
@require_safe
def try_out(request: SignedInRequest) -> HttpResponse:
    """Show the premium of an amount, from the rates in force today.

    出典: なし (本システムの決定)
    """
    lang, typed = language(), request.GET.dict()
    wrong: tuple[Violation, ...] = ()
    quote = None
    if AMOUNT in typed:
        try:
            asked = _asked(typed)
            quote = premium(asked, by=request.actor, at=outside.now()).as_json(lang)
        except RuleViolation as refusal:
            wrong = tuple(replace(each, field=AMOUNT) for each in refusal.violations)
    form = fill(_fields(lang), typed, wrong, lang)
    context = {"area": "quote", "form": form, "quote": quote}
    return render(request, "contractor/quote.html", context, status=422 if wrong else 200)


def _fields(lang: str) -> tuple[Field, ...]:
    products = tuple(Choice(each.value, each.label(lang)) for each in Product)
    first = Product.ADVANCE_PAYMENT.value
    return (
        Field("product", _("保証の種類"), "radio", value=first, choices=products),
        Field(
            AMOUNT,
            _("保証金額"),
            "money",
            hint=_("前払金・中間前払金の保証では、前払金の額です。円単位。"),
            width="medium",
        ),
    )


def _asked(typed: Mapping[str, str]) -> dict[str, object]:
    """Return the two lines of an application file that a premium depends on."""
    chosen = typed.get("product", "")
    product = next((each for each in Product if each.value == chosen), Product.ADVANCE_PAYMENT)
    amount = parse_yen(typed[AMOUNT], AMOUNT)
    return {
        "product": product.value,
        "advance_amount_yen" if product.secures_an_advance else AMOUNT: amount,
    }
