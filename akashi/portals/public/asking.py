"""The check (照会): does this body take this guarantee electronically for this contract?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from akashi.domain.directory import Question
from akashi.domain.directory.words import Basis
from akashi.domain.periods import parse_date
from akashi.domain.products import Product
from akashi.domain.violations import RuleViolation, Violation
from akashi.domain.works import WorksKind
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Choice, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.directory import Obligee

DATES_BY_BASIS = {
    Basis.NOTICE_DATE: ("notice_date",),
    Basis.NOTICE_OR_DESIGNATION_DATE: ("notice_date", "designation_date"),
    Basis.PLANNED_NOTICE_DATE: ("planned_notice_date",),
    Basis.BID_PROCEDURE_DATE: ("bid_date",),
    Basis.PROCUREMENT_START: ("procurement_date",),
    Basis.OPERATION_START: ("notice_date",),
}
"""What is asked beside the contract date; a body is asked about only what decides there."""


def fields(obligee: Obligee) -> tuple[Field, ...]:
    """Return the form: as few fields as this body's rules need.

    出典: なし (本システムの決定)
    """
    lang = language()
    products = tuple(Choice(product.value, product.label(lang)) for product in Product)
    kinds = tuple(Choice(kind.value, kind.label(lang)) for kind in WorksKind)
    return (
        Field("product", _("保証の種類"), kind="select", width="medium", choices=products),
        Field("works_kind", _("契約の種類"), kind="select", width="medium", choices=kinds),
        *(_date_field(name) for name in dates_asked(obligee)),
        *_department(obligee),
        *_change(obligee),
    )


def dates_asked(obligee: Obligee) -> tuple[str, ...]:
    """Return the names of the dates that decide at this body, the contract date first.

    出典: なし (本システムの決定)
    """
    bases = [rule.basis for rule in obligee.start if rule.basis]
    names = [name for basis in bases for name in DATES_BY_BASIS.get(basis, ())]
    return tuple(dict.fromkeys(["contract_date", *names]))


def read_question(typed: Mapping[str, str]) -> tuple[Question | None, tuple[Violation, ...]]:
    """Return the question, or what is wrong with what was typed; an empty date is "not given".

    出典: なし (本システムの決定)
    """
    if typed.get("product") not in set(Product):
        return None, ()
    days: dict[str, date | None] = {}
    wrong: list[Violation] = []
    for name in _date_names():
        text = typed.get(name, "").strip()
        try:
            days[name] = parse_date(text, name) if text else None
        except RuleViolation as refused:
            wrong.extend(refused.violations)
    if wrong:
        return None, tuple(wrong)
    kind = typed.get("works_kind", "")
    question = Question(
        product=Product(typed["product"]),
        works_kind=WorksKind(kind) if kind in set(WorksKind) else None,
        contract_date=days["contract_date"],
        notice_date=days["notice_date"],
        designation_date=days["designation_date"],
        planned_notice_date=days["planned_notice_date"],
        bid_date=days["bid_date"],
        procurement_date=days["procurement_date"],
        department=typed.get("department", "").strip() or None,
        change=typed.get("change") == "yes",
    )
    return question, ()


def _date_names() -> dict[str, str]:
    return {
        "contract_date": _("契約締結日（予定でもかまいません）"),
        "notice_date": _("公告日"),
        "designation_date": _("指名日"),
        "planned_notice_date": _("契約予定工事の通知日"),
        "bid_date": _("入札日"),
        "procurement_date": _("発注手続の開始日"),
    }


def _date_field(name: str) -> Field:
    return Field(
        name,
        _date_names()[name],
        hint=_("例：令和8年4月1日、2026-04-01") if name == "contract_date" else "",
        required=False,
        width="medium",
    )


def _department(obligee: Obligee) -> tuple[Field, ...]:
    if not any(rule.departments for rule in obligee.start):
        return ()
    return (Field("department", _("担当部署"), required=False, width="medium"),)


def _change(obligee: Obligee) -> tuple[Field, ...]:
    if not any(rule.initial_contract_only for rule in obligee.start):
        return ()
    return (
        Field("change", _("それより前に結んだ契約の変更です"), kind="checkbox", required=False),
    )
