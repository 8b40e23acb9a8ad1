"""Limits and sums of the amounts (前払金・中間前払金・契約保証の額)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.domain.application import guaranteed_amount, read
from akashi.domain.directory import AdvanceRule, Obligee, PerformanceRule
from akashi.domain.works import WorksKind
from tests.domain.application.samples import (
    GONE,
    INTERIM,
    PERFORMANCE,
    check,
    on_paper,
    rules,
)

AGEO = Obligee(
    id="ageo",
    name="上尾市",
    advance_rules=(
        (WorksKind.CONSTRUCTION, AdvanceRule(Decimal("0.4"), 5_000_000, 100_000)),
        (WorksKind.DESIGN_SURVEY, AdvanceRule(Decimal("0.3"), 3_000_000, 100_000)),
    ),
)


def advance(amount, price=55_000_000, kind="construction"):
    return on_paper(
        works__contract_price_yen=price,
        works__kind=kind,
        advance_amount_yen=amount,
        use_of_advance=None,
    )


@pytest.mark.parametrize(
    ("kind", "price", "limit"),
    [
        ("construction", 55_000_000, 22_000_000),
        ("construction", 1_000_001, 400_000),
        ("consulting", 55_000_000, 16_500_000),
        ("design_survey", 1_000_003, 300_000),
        ("construction", 999_999_999_999, 399_999_999_999),
    ],
)
def test_an_advance_is_at_most_40_percent_and_30_for_services(kind, price, limit):
    assert rules(advance(limit, price, kind)) == []
    assert rules(advance(limit + 1, price, kind)) == [("advance_above_limit", "advance_amount_yen")]


def test_the_sentence_of_a_limit_says_limit_and_input_in_numbers():
    (violation,) = check(advance(23_000_000))
    assert violation.message("ja") == (
        "前払金額は請負代金額の40%(22,000,000円)以下にしてください。入力: 23,000,000円"
    )
    assert violation.message("en") == (
        "The advance must be at most 40 % of the contract price (22,000,000 yen). "
        "Given: 23,000,000 yen"
    )


def test_a_body_cuts_the_limit_to_its_unit_and_not_the_amount():
    price = 12_345_678
    assert rules(advance(4_900_000, price), obligee=AGEO) == []
    assert rules(advance(4_812_345, price), obligee=AGEO) == []
    (violation,) = check(advance(4_900_001, price), obligee=AGEO)
    assert violation.code == "advance_above_limit"
    assert "40%(4,900,000円、100,000円未満切捨て)" in violation.message("ja")


def test_a_body_may_pay_a_larger_advance_than_is_usual():
    half = Obligee("x", "X", advance_rules=((WorksKind.CONSTRUCTION, AdvanceRule(Decimal("0.5"))),))
    assert rules(advance(27_500_000), obligee=half) == []
    assert rules(advance(27_500_001), obligee=half) == [
        ("advance_above_limit", "advance_amount_yen")
    ]


def test_a_body_may_pay_a_smaller_advance_than_is_usual():
    rate = AdvanceRule(Decimal("0.333"))
    third = Obligee("x", "X", advance_rules=((WorksKind.CONSTRUCTION, rate),))
    assert rules(advance(18_315_000), obligee=third) == []
    (violation,) = check(advance(18_315_001), obligee=third)
    assert "33.3%(18,315,000円)" in violation.message("ja")


def test_a_body_that_states_no_rate_leaves_the_usual_one():
    unit = Obligee(
        "x", "X", advance_rules=((WorksKind.CONSTRUCTION, AdvanceRule(round_down_to=1_000_000)),)
    )
    assert rules(advance(22_000_000, 56_000_000), obligee=unit) == []
    assert rules(advance(22_000_001, 56_000_000), obligee=unit) == [
        ("advance_above_limit", "advance_amount_yen")
    ]


@pytest.mark.parametrize(
    ("kind", "least"), [("construction", 5_000_000), ("design_survey", 3_000_000)]
)
def test_a_body_pays_advances_only_from_its_least_price_on(kind, least):
    assert rules(advance(100_000, least, kind), obligee=AGEO) == []
    (violation,) = check(advance(100_000, least - 1, kind), obligee=AGEO)
    assert (violation.code, violation.field) == (
        "advance_below_minimum_price",
        "works.contract_price_yen",
    )
    assert f"{least:,}円以上" in violation.message("ja")


def test_a_kind_of_works_the_body_has_no_rule_for_keeps_the_usual_limit():
    assert rules(advance(300_000, 1_000_000, "consulting"), obligee=AGEO) == []


def interim(amount, prior=0, price=100_000_000):
    return on_paper(
        INTERIM,
        works__contract_price_yen=price,
        advance_amount_yen=amount,
        prior_advance__amount_yen=prior,
    )


def test_an_interim_advance_is_at_most_20_percent():
    assert rules(interim(20_000_000, 40_000_000)) == []
    assert rules(interim(20_000_001, 30_000_000)) == [("interim_above_limit", "advance_amount_yen")]


def test_both_advances_are_at_most_60_percent_together():
    assert rules(interim(10_000_000, 50_000_000)) == []
    (violation,) = check(interim(10_000_000, 50_000_001))
    assert (violation.code, violation.field) == ("advances_above_limit", "advance_amount_yen")
    assert "50,000,001円 + 10,000,000円 = 60,000,001円" in violation.message("ja")


def test_the_bodys_rule_of_the_first_advance_does_not_touch_the_interim_one():
    assert rules(interim(600_001, 1_000_000, 4_000_000), obligee=AGEO) == []


def performance(amount, *, low=False, price=55_000_000):
    return on_paper(
        PERFORMANCE,
        works__contract_price_yen=price,
        works__low_price_bid=low,
        guaranteed_amount_yen=amount,
    )


@pytest.mark.parametrize(
    ("low", "price", "least"),
    [
        (False, 55_000_000, 5_500_000),
        (None, 55_000_000, 5_500_000),
        (False, 55_000_001, 5_500_001),
        (True, 55_000_000, 16_500_000),
        (True, 55_000_001, 16_500_001),
    ],
)
def test_a_performance_guarantee_is_at_least_10_percent_and_30_after_a_low_bid(low, price, least):
    assert rules(performance(least, low=low, price=price)) == []
    assert rules(performance(least - 1, low=low, price=price)) == [
        ("guaranteed_amount_below_minimum", "guaranteed_amount_yen")
    ]


@pytest.mark.parametrize(
    ("rate", "low", "percent"),
    [("0.3", False, 30), ("0.05", False, 10), ("0.2", True, 30), ("0.5", True, 50)],
)
def test_a_body_may_ask_for_a_larger_performance_guarantee(rate, low, percent):
    body = Obligee("x", "X", performance_rule=PerformanceRule(rate=Decimal(rate)))
    least = 55_000_000 * percent // 100
    assert rules(performance(least, low=low), obligee=body) == []
    (violation,) = check(performance(least - 1, low=low), obligee=body)
    assert f"{percent}%({least:,}円)以上" in violation.message("ja")


def test_no_guaranteed_amount_is_above_the_price():
    assert rules(performance(55_000_000)) == []
    assert rules(performance(55_000_001)) == [("above_contract_price", "guaranteed_amount_yen")]


def test_an_advance_told_with_a_performance_guarantee_is_not_above_the_price():
    document = on_paper(PERFORMANCE, advance_amount_yen=55_000_001)
    assert rules(document) == [("above_contract_price", "advance_amount_yen")]


def test_a_first_advance_above_the_price_is_named_itself():
    found = rules(interim(1, 100_000_001))
    assert ("above_contract_price", "prior_advance.amount_yen") in found


def test_a_performance_guarantee_is_only_for_works_with_a_planned_advance():
    assert rules(on_paper(PERFORMANCE, works__advance_planned=False)) == [
        ("advance_not_planned", "works.advance_planned")
    ]


def test_a_first_advance_above_the_price_is_told_whatever_the_product():
    broken = on_paper(INTERIM, product="loan", prior_advance__amount_yen=184_800_001)
    assert ("above_contract_price", "prior_advance.amount_yen") in rules(broken)
    assert rules(on_paper(PERFORMANCE, product="loan", guaranteed_amount_yen=99_000_000)) == [
        ("unknown_choice", "product")
    ]


def test_the_uses_of_the_advance_add_up_to_it():
    document = on_paper(use_of_advance__0__amount_yen=9_499_999)
    (violation,) = check(document)
    assert (violation.code, violation.field) == ("uses_do_not_add_up", "use_of_advance")
    assert "21,999,999円(1円少ない)" in violation.message("ja")


@pytest.mark.parametrize("uses", [None, [], GONE])
def test_uses_need_not_be_given(uses):
    assert rules(on_paper(use_of_advance=uses)) == []


def test_the_guaranteed_amount_of_an_advance_is_the_advance():
    assert rules(on_paper(guaranteed_amount_yen=22_000_000)) == []
    assert rules(on_paper(guaranteed_amount_yen=21_999_999)) == [
        ("guaranteed_amount_differs", "guaranteed_amount_yen")
    ]


@pytest.mark.parametrize(
    ("document", "amount"),
    [
        (on_paper(), 22_000_000),
        (on_paper(INTERIM), 36_960_000),
        (on_paper(PERFORMANCE, advance_amount_yen=1), 5_500_000),
    ],
)
def test_the_guaranteed_amount_goes_by_the_product(document, amount):
    assert guaranteed_amount(read(document).application) == amount


@given(st.integers(1, 10**12 - 1), st.decimals(0, 1, places=4), st.sampled_from([1, 1000, 100_000]))
def test_no_advance_passes_that_the_bodys_rule_does_not_allow(price, rate, unit):
    rule = AdvanceRule(rate=rate, round_down_to=unit)
    body = Obligee("x", "X", advance_rules=((WorksKind.CONSTRUCTION, rule),))
    limit = int(Fraction(rate) * price) // unit * unit
    above = ("advance_above_limit", "advance_amount_yen")
    if limit:
        assert above not in rules(advance(limit, price), obligee=body)
    assert above in rules(advance(limit + 1, price), obligee=body)
