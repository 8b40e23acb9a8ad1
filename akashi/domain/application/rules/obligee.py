"""Rules of the obligee (発注者): is it known, and does it take this guarantee electronically?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import is_field
from akashi.domain.application.model import Application, Delivery
from akashi.domain.application.notes import shown
from akashi.domain.application.rules.rule import Case, looks_at, violation
from akashi.domain.directory import Obligee, Question, Reason, Result, check
from akashi.domain.products import Product
from akashi.domain.violations import Violation


def question_of(application: Application) -> Question:
    """Return what is asked of the directory about this application.

    出典: なし (本システムの決定)
    """
    works = application.works
    return Question(
        product=application.product,
        works_kind=works.kind,
        contract_date=application.contract_date,
        notice_date=works.notice_date,
        designation_date=works.designation_date,
        planned_notice_date=works.planned_notice_date,
        bid_date=works.bid_date,
        department=works.department,
    )


def field_of(application: Application, reason: Reason) -> str:
    """Return the field of the application that a condition of the directory speaks of.

    What no field says (the kind of surety) is cured by the choice of delivery alone.
    出典: なし (本システムの決定)
    """
    if reason.field == "works.contract_date":
        return application.contract_date_field
    return reason.field if is_field(reason.field) else "delivery"


@looks_at("obligee")
def the_obligee_is_known(case: Case) -> Iterator[Violation]:
    """The obligee is one of the directory (発注者名簿).

    出典: なし (本システムの決定, 申込データの約束)
    """
    if case.obligee is None:
        given = shown(case.application.obligee_id)
        yield violation(
            Code.UNKNOWN_OBLIGEE,
            "obligee",
            ja=f"発注者「{given}」は発注者名簿にありません。名簿の識別名(例 okinawa-yomitan)を"
            "確かめてください。",
            en=f"There is no obligee “{given}” in the directory. Look up its id there "
            "(for example okinawa-yomitan).",
        )


@looks_at("obligee", "delivery")
def the_obligee_takes_it_electronically(case: Case) -> Iterator[Violation]:
    """Electronic delivery is not chosen where a condition of the obligee has failed.

    On paper every obligee takes a guarantee; what is only unknown is a remark, no violation.
    出典: 発注者各団体の公表資料 (data/obligees)
    """
    application = case.application
    if case.obligee is None or application.delivery is not Delivery.ELECTRONIC:
        return
    for reason in _certain_failures(case, case.obligee):
        yield violation(
            Code.NOT_ELECTRONIC,
            field_of(application, reason),
            ja="電子交付を選べません。入力に誤りがなければ書面交付(paper)にしてください。"
            f"理由: {reason.sentence.ja}",
            en="Electronic delivery is not possible. If what you gave is right, choose delivery "
            f"on paper (paper). Reason: {reason.sentence.en}",
        )


def _certain_failures(case: Case, obligee: Obligee) -> list[Reason]:
    """Return what fails whatever the kind of guarantee, where that could not be read."""
    asked = case.application.product
    products = [asked] if case.can_read("product") else list(Product)
    question = _legible_question(case)
    found = [check(obligee, replace(question, product=p)).of(Result.FAILED) for p in products]
    common = set.intersection(*({reason.field for reason in reasons} for reasons in found))
    return [reason for reason in found[0] if reason.field in common]


def _legible_question(case: Case) -> Question:
    """Ask as if each date that could not be read were late enough: its own fault is told."""
    question = question_of(case.application)

    def late(name: str, day: date | None) -> date | None:
        return day if case.can_read(f"works.{name}") else date.max

    return replace(
        question,
        works_kind=question.works_kind if case.can_read("works.kind") else None,
        contract_date=late("contract_date", question.contract_date),
        notice_date=late("notice_date", question.notice_date),
        designation_date=late("designation_date", question.designation_date),
        planned_notice_date=late("planned_notice_date", question.planned_notice_date),
        bid_date=late("bid_date", question.bid_date),
    )


RULES = (the_obligee_is_known, the_obligee_takes_it_electronically)
