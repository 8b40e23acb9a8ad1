"""The directory (発注者名簿) by program: bodies, their rules, and whether they take a guarantee."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from akashi.adapters.obligee_files import read_aliases
from akashi.domain import directory
from akashi.domain.directory import Aliases, Facts, Question
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import NumberKind, WorksKind
from akashi.portals.api.calls import answer_json, call
from akashi.portals.api.paging import answer_page, window
from akashi.portals.api.shape import Shape
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import public_api
from akashi.records.reading import for_public
from akashi.workflows.errors import NotFound

DATES = (
    "contract_date",
    "notice_date",
    "designation_date",
    "planned_notice_date",
    "bid_date",
    "procurement_date",
)


@call("GET", "HEAD")
@public_api
def obligees(request: HttpRequest) -> HttpResponse:
    """Answer GET /api/v1/directory/obligees; `q` and `pref` narrow the list.

    出典: contract.md 第5節
    """
    asked = window(request, "q", "pref")
    page = for_public.obligees(
        asked.words["q"],
        pref=asked.words["pref"] or None,
        after=asked.after,
        limit=asked.limit,
    )
    return answer_page(page, _row_json)


def _row_json(row: for_public.ObligeeRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "pref": row.pref or None, "name_only": row.name_only}


@call("GET", "HEAD")
@public_api
def obligee(request: HttpRequest, obligee_id: str) -> HttpResponse:
    """Answer GET /api/v1/directory/obligees/{id}: the body in the product's own format.

    出典: contract.md 第5節
    """
    del request
    return answer_json(directory.to_document(_body(obligee_id)))


@call("GET", "HEAD")
@public_api
def check(request: HttpRequest, obligee_id: str) -> HttpResponse:
    """Answer GET …/check: the same as `akashi directory check --json`.

    出典: contract.md 第2節 directory check
    """
    body = _body(obligee_id)
    shape = Shape.of_address(request.GET, lists=("number",))
    question = _question(shape)
    facts = _facts(shape, question, request.GET.getlist("number"))
    shape.finish()
    answer = directory.check(body, question)
    lang = language()
    return answer_json(
        {
            "obligee": body.id,
            "electronic": answer.electronic,
            "reasons": [reason.as_json(lang) for reason in answer.reasons],
            "delivery": directory.instructions(body, facts, _aliases()).as_json(lang),
        }
    )


def _body(obligee_id: str) -> directory.Obligee:
    found = for_public.obligee(obligee_id)
    if found is None:
        raise NotFound(obligee_id)
    return found


def _question(shape: Shape) -> Question:
    days = {name: shape.day_if_given(name) for name in DATES}
    return Question(
        product=Product(shape.choice("product", Product)),
        works_kind=WorksKind(shape.choice("works_kind", WorksKind)),
        surety_kind=SuretyKind(
            shape.choice("surety_kind", SuretyKind, SuretyKind.GUARANTEE_COMPANIES)
        ),
        department=shape.text("department", longest=200).strip() or None,
        change=shape.flag("change"),
        **days,
    )


def _facts(shape: Shape, question: Question, numbers: list[str]) -> Facts:
    return Facts(
        product=question.product,
        surety_kind=question.surety_kind,
        works_kind=question.works_kind,
        works_name=shape.text("works_name").strip() or None,
        numbers=_numbers(shape, numbers),
        contractor=shape.text("contractor").strip() or None,
        department=question.department,
        contract_date=question.contract_date,
        notice_date=question.notice_date,
        designation_date=question.designation_date,
        planned_notice_date=question.planned_notice_date,
        bid_date=question.bid_date,
        procurement_date=question.procurement_date,
    )


def _numbers(shape: Shape, given: list[str]) -> Mapping[str, str]:
    """Return the numbers by kind; `works_number` is the number of kind `works`."""
    numbers: dict[str, str] = {}
    works = shape.text("works_number", longest=200).strip()
    if works:
        numbers[NumberKind.WORKS] = works
    for text in given:
        kind, _, value = text.partition("=")
        if kind not in set(NumberKind) or not value.strip() or not text.isprintable():
            shape.refuse(
                "wrong_number",
                "number",
                f"種類=番号 の形で、種類は次のどれかにしてください: {', '.join(NumberKind)}",
                f"This must be KIND=VALUE, KIND one of: {', '.join(NumberKind)}",
            )
        else:
            numbers[kind] = value.strip()
    return numbers


@cache
def _aliases() -> Aliases:
    """Return the table of placeholder names, read at first use."""
    return read_aliases(settings.SHIPPED_DATA_DIR / "placeholder_aliases.yaml")
