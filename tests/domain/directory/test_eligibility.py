"""Every condition of a body is met, failed or unknown; the answer follows from them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.domain.directory import Obligee, Question, Result, check
from akashi.domain.directory.days import parse_since
from akashi.domain.directory.model import StartRule
from akashi.domain.directory.words import Basis
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind

DAY = date(2026, 5, 11)
WORKS, CONSULTING, DESIGN = WorksKind.CONSTRUCTION, WorksKind.CONSULTING, WorksKind.DESIGN_SURVEY
COMPANIES, SYSTEM, PDF, UNSEEN = (
    SuretyKind.GUARANTEE_COMPANIES,
    SuretyKind.NONLIFE_SYSTEM,
    SuretyKind.NONLIFE_PDF,
    SuretyKind.NONLIFE_UNKNOWN,
)


def body(**changed):
    rules = {
        "start": (StartRule(parse_since("2026-04-01"), Basis.CONTRACT_DATE),),
        "contract_kinds": (WORKS,),
        "guarantees": tuple(Product),
        "sureties": (COMPANIES,),
    }
    return Obligee(id="mihon-mura", name="みほん村", **{**rules, **changed})


def ask(obligee, **changed):
    given = {"product": Product.PERFORMANCE, "works_kind": WORKS, "contract_date": DAY}
    return check(obligee, Question(**{**given, **changed}))


def result_of(answer, condition):
    return next(reason for reason in answer.reasons if reason.condition == condition)


def test_all_conditions_met_is_yes():
    assert ask(body()).electronic == "yes"


@pytest.mark.parametrize(
    ("taken", "asked", "result"),
    [
        ((Product.PERFORMANCE,), Product.PERFORMANCE, "met"),
        ((Product.PERFORMANCE,), Product.INTERIM_PAYMENT, "failed"),
        ((), Product.PERFORMANCE, "failed"),
        (None, Product.PERFORMANCE, "unknown"),
    ],
)
def test_the_product_is_among_the_guarantees_taken(taken, asked, result):
    reason = result_of(ask(body(guarantees=taken), product=asked), "guarantees")
    assert (reason.result.value, reason.field) == (result, "product")


@pytest.mark.parametrize(
    ("taken", "asked", "result"),
    [
        ((WORKS,), WORKS, "met"),
        ((WORKS,), CONSULTING, "failed"),
        ((WORKS,), DESIGN, "failed"),
        ((WORKS, CONSULTING), DESIGN, "met"),
        ((WORKS, DESIGN), CONSULTING, "unknown"),
        ((WORKS, DESIGN), DESIGN, "met"),
        ((CONSULTING, DESIGN), CONSULTING, "met"),
        ((DESIGN,), WORKS, "failed"),
        ((WORKS,), None, "unknown"),
        (None, WORKS, "unknown"),
    ],
)
def test_consulting_covers_design_but_design_leaves_consulting_open(taken, asked, result):
    reason = result_of(ask(body(contract_kinds=taken), works_kind=asked), "contract_kinds")
    assert (reason.result.value, reason.field) == (result, "works.kind")


@pytest.mark.parametrize(
    ("taken", "asked", "result"),
    [
        ((COMPANIES,), COMPANIES, "met"),
        ((COMPANIES,), SYSTEM, "failed"),
        ((COMPANIES, PDF), SYSTEM, "failed"),
        ((COMPANIES, UNSEEN), PDF, "failed"),
        ((COMPANIES, UNSEEN), UNSEEN, "met"),
        ((SYSTEM,), COMPANIES, "failed"),
        ((UNSEEN,), COMPANIES, "failed"),
        (None, COMPANIES, "unknown"),
    ],
)
def test_the_surety_is_among_those_taken(taken, asked, result):
    reason = result_of(ask(body(sureties=taken), surety_kind=asked), "sureties")
    assert (reason.result.value, reason.field) == (result, "surety_kind")


def test_the_surety_is_a_guarantee_company_unless_said_otherwise():
    assert Question(product=Product.PERFORMANCE).surety_kind is COMPANIES


def test_one_failed_condition_is_no_even_beside_an_unknown_one():
    assert ask(body(guarantees=None), works_kind=CONSULTING).electronic == "no"


def test_one_unknown_condition_is_ask():
    assert ask(body(sureties=None)).electronic == "ask"


def test_a_body_known_by_name_only_is_always_asked():
    named = Obligee(id="adopter-1", name="名のみ町", name_only=True, reported_start="FY2024")
    answer = ask(named)
    assert answer.electronic == "ask"
    assert [(r.condition, r.field) for r in answer.reasons] == [("rules", "obligee")]


def test_every_failed_condition_is_told_with_its_field():
    answer = ask(
        body(guarantees=(Product.ADVANCE_PAYMENT,)),
        works_kind=CONSULTING,
        surety_kind=SYSTEM,
        contract_date=date(2026, 1, 1),
    )
    failed = [reason.field for reason in answer.of(Result.FAILED)]
    assert failed == ["product", "works.kind", "surety_kind", "works.contract_date"]


def test_what_is_not_known_is_to_be_asked_of_the_obligee_in_both_languages():
    answer = ask(Obligee(id="x", name="みほん町"))
    for reason in answer.reasons:
        assert "発注者に確認" in reason.sentence.ja
        assert "Ask the obligee" in reason.sentence.en


def test_a_refusal_names_what_is_taken_instead():
    reason = result_of(ask(body(), works_kind=CONSULTING), "contract_kinds")
    assert "工事" in reason.sentence.ja
    assert "Construction works" in reason.sentence.en


def test_a_body_that_takes_none_of_them_says_none():
    (reason,) = ask(body(guarantees=())).of(Result.FAILED)
    assert "対象: なし" in reason.sentence.ja
    assert "none" in reason.sentence.en


def test_the_collector_s_remark_stands_in_the_sentence():
    noted = body(notes=(("contract_kinds", "工事監理委託は対象外"),))
    assert "工事監理委託は対象外" in result_of(ask(noted), "contract_kinds").sentence.ja


def test_the_answer_prints_each_condition_with_its_result():
    printed = ask(body()).reasons[0].as_json("en")
    assert printed == {
        "condition": "guarantees",
        "result": "met",
        "sentence": "みほん村 takes this electronically: Performance guarantee.",
        "field": "product",
    }


@given(
    guarantees=st.none() | st.lists(st.sampled_from(Product)).map(tuple),
    kinds=st.none() | st.lists(st.sampled_from(WorksKind)).map(tuple),
    sureties=st.none() | st.lists(st.sampled_from(SuretyKind)).map(tuple),
    basis=st.none() | st.sampled_from(Basis),
    day=st.none() | st.dates(),
)
def test_the_answer_always_follows_from_the_reasons(guarantees, kinds, sureties, basis, day):
    rules = (StartRule(parse_since("2026-04"), basis),)
    answer = ask(
        body(guarantees=guarantees, contract_kinds=kinds, sureties=sureties, start=rules),
        contract_date=day,
        notice_date=day,
    )
    results = {reason.result for reason in answer.reasons}
    expected = "no" if Result.FAILED in results else "ask" if Result.UNKNOWN in results else "yes"
    assert answer.electronic == expected
