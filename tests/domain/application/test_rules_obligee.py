"""Whether the obligee is known and takes the guarantee electronically (発注者・電子交付)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from akashi.domain.application import Delivery, question_of, read, remarks
from akashi.domain.directory import Obligee
from akashi.domain.directory.days import parse_since
from akashi.domain.directory.model import StartRule
from akashi.domain.directory.words import Basis
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from tests.domain.application.samples import (
    ADVANCE,
    ALL,
    INTERIM,
    PERFORMANCE,
    TODAY,
    check,
    example,
    on_paper,
    rules,
)


def start(day, basis=Basis.CONTRACT_DATE, **filters):
    return StartRule(since=parse_since(day), basis=basis, **filters)


YOMITAN = Obligee(
    id="okinawa-yomitan",
    name="読谷村",
    start=(start("2026-04-01"),),
    contract_kinds=(WorksKind.CONSTRUCTION,),
    guarantees=tuple(Product),
    sureties=(SuretyKind.GUARANTEE_COMPANIES,),
)


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_example_breaks_no_rule(name):
    assert rules(example(name), obligee=YOMITAN) == []


def test_an_obligee_the_directory_lacks_is_refused():
    (violation,) = check(example(obligee="okinawa-yomitann"), obligee=None)
    assert (violation.code, violation.field) == ("unknown_obligee", "obligee")
    assert "okinawa-yomitann" in violation.message("ja")


def test_an_unknown_obligee_hides_no_other_rule():
    fields = {field for _, field in rules(example(advance_amount_yen=1), obligee=None)}
    assert fields == {"obligee", "use_of_advance"}


@pytest.mark.parametrize(
    ("body", "document", "field"),
    [
        (YOMITAN, example(works__contract_date="2026-03-31"), "works.contract_date"),
        (
            YOMITAN,
            example(PERFORMANCE, works__planned_contract_date="2026-03-31"),
            "works.planned_contract_date",
        ),
        (
            YOMITAN,
            example(works__kind="consulting", advance_amount_yen=1, use_of_advance=None),
            "works.kind",
        ),
        (replace(YOMITAN, guarantees=(Product.PERFORMANCE,)), example(ADVANCE), "product"),
        (
            replace(YOMITAN, start=(start("2026-04-07", Basis.NOTICE_DATE),)),
            example(ADVANCE),
            "works.notice_date",
        ),
        (
            replace(YOMITAN, start=(start("2026-05-01", Basis.BID_PROCEDURE_DATE),)),
            example(works__bid_date="2026-04-30"),
            "works.bid_date",
        ),
        (replace(YOMITAN, sureties=(SuretyKind.NONLIFE_PDF,)), example(ADVANCE), "delivery"),
    ],
)
def test_a_failed_condition_is_a_violation_on_the_field_that_causes_it(body, document, field):
    (violation,) = check(document, obligee=body)
    assert (violation.code, violation.field) == ("not_electronic", field)
    assert "書面交付(paper)" in violation.message("ja")
    assert "on paper (paper)" in violation.message("en")


def test_each_failed_condition_is_a_violation_of_its_own():
    body = replace(YOMITAN, guarantees=(Product.PERFORMANCE,))
    document = example(INTERIM, works__kind="consulting", works__contract_date="2026-03-31")
    assert sorted(field for _, field in rules(document, obligee=body)) == [
        "product",
        "works.contract_date",
        "works.kind",
    ]


@pytest.mark.parametrize("name", ALL)
def test_on_paper_no_condition_of_the_obligee_is_a_violation_or_a_remark(name):
    body = replace(
        YOMITAN, guarantees=(), contract_kinds=(), sureties=None, start=(start("2030-01-01"),)
    )
    assert rules(on_paper(name), obligee=body) == []
    assert remarks(read(on_paper(name)).application, body) == []


def test_a_kind_that_could_not_be_read_is_not_held_against_the_contractor():
    assert rules(example(works__kind="工事"), obligee=YOMITAN) == [("unknown_choice", "works.kind")]


def test_what_is_unknown_is_a_remark_and_no_violation():
    body = replace(YOMITAN, contract_kinds=None, start=())
    assert rules(example(), obligee=body) == []
    found = remarks(read(example()).application, body)
    assert len(found) == 2
    assert all("読谷村" in remark.ja and "読谷村" in remark.en for remark in found)


def test_of_a_body_known_by_name_only_one_is_told_to_ask():
    body = Obligee(id="amami", name="奄美市", name_only=True)
    assert rules(example(), obligee=body) == []
    (remark,) = remarks(read(example()).application, body)
    assert "発注者に確認" in remark.ja


def test_where_all_is_known_there_is_no_remark():
    assert remarks(read(example()).application, YOMITAN, today=TODAY) == []


def test_the_question_carries_every_date_the_application_has():
    document = example(
        works__designation_date="2026-04-02",
        works__planned_notice_date="2026-04-03",
        works__bid_date="2026-04-30",
        works__department="建設課",
    )
    question = question_of(read(document).application)
    assert question.product is Product.ADVANCE_PAYMENT
    assert question.works_kind is WorksKind.CONSTRUCTION
    assert question.contract_date == date(2026, 5, 11)
    assert question.notice_date == date(2026, 4, 6)
    assert question.designation_date == date(2026, 4, 2)
    assert question.planned_notice_date == date(2026, 4, 3)
    assert question.bid_date == date(2026, 4, 30)
    assert question.department == "建設課"


def test_the_question_of_a_performance_guarantee_asks_by_the_planned_date():
    assert question_of(read(example(PERFORMANCE)).application).contract_date == date(2026, 5, 11)


def test_fields_a_product_does_not_use_are_remarked_on():
    document = on_paper(PERFORMANCE, advance_amount_yen=1, progress_finding={"date": "2026-10-01"})
    application = read(document).application
    assert application.delivery is Delivery.PAPER
    assert [remark.ja.split("は")[0] for remark in remarks(application, None)] == [
        "前払金額",
        "認定調書",
    ]


def test_a_finding_dated_later_than_today_is_remarked_on():
    application = read(on_paper(INTERIM, progress_finding__date="2026-11-23")).application
    assert remarks(application, None, today=date(2026, 11, 23)) == []
    (remark,) = remarks(application, None, today=TODAY)
    assert "令和8年11月23日" in remark.ja


def test_a_permit_past_its_five_years_is_remarked_on():
    application = read(on_paper(contractor__permit="沖縄県知事許可(般-2)第1号")).application
    assert remarks(application, None, today=date(2026, 3, 31)) == []
    (remark,) = remarks(application, None, today=date(2026, 4, 1))
    assert "5年" in remark.ja
