"""A premium never jumps the wrong way, and its lines always add up to it."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.premium import RateTable, Tier, quote, table_on
from akashi.domain.products import Product
from akashi.domain.violations import RuleViolation, Sentence
from akashi.domain.yen import MAX_YEN, Rounding
from tests.domain.premium.shipped import tables

ON = date(2026, 11, 22)
SHIPPED = tables()
amounts = st.integers(1, MAX_YEN)
percents = st.integers(0, 5_000_000).map(lambda n: f"{n // 10**6}.{n % 10**6:06}")


def rate_table(**changed):
    given_ = {
        "surety": "MH",
        "product": Product.PERFORMANCE,
        "effective_from": date(2026, 4, 1),
        "tiers": (Tier(1_000_000, "0.5"), Tier(None, "0.33")),
        "minimum_yen": 1_000,
        "rounding": Rounding.CUT_BELOW_10,
        "illustrative": True,
        "source": "なし",
        "note": Sentence("例", "example"),
    }
    return RateTable(**{**given_, **changed})


@st.composite
def any_table(draw):
    ends = sorted(draw(st.sets(st.integers(1, MAX_YEN), max_size=4)))
    tiers = tuple(Tier(end, draw(percents)) for end in [*ends, None])
    minimum = draw(st.none() | st.integers(1, 100_000))
    rounding = draw(st.sampled_from(Rounding))
    return rate_table(tiers=tiers, minimum_yen=minimum, rounding=rounding)


def premium_of(table, amount):
    return quote(table, table.product, amount, ON).premium_yen


@given(any_table(), amounts, amounts)
@settings(max_examples=60, deadline=None)
def test_more_guarantee_never_costs_less(table, one, other):
    low, high = sorted([one, other])
    assert 0 <= premium_of(table, low) <= premium_of(table, high)


@given(any_table(), amounts)
@settings(max_examples=60, deadline=None)
def test_the_lines_add_up_to_the_premium_and_their_parts_to_the_amount(table, amount):
    found = quote(table, table.product, amount, ON)
    assert sum(line.amount for line in found.lines) == found.premium_yen
    assert sum(line.base_yen or 0 for line in found.lines) == amount
    assert sum(Fraction(line.amount_text) for line in found.lines) == found.premium_yen


@given(st.sampled_from(SHIPPED), amounts)
@settings(max_examples=40, deadline=None)
def test_a_shipped_premium_keeps_to_its_minimum_and_rounding(table, amount):
    premium = premium_of(table, amount)
    assert premium >= (table.minimum_yen or 0)
    assert premium == table.rounding.apply(Fraction(premium))


def test_rounding_and_minimum_are_lines_of_their_own():
    found = quote(rate_table(), Product.PERFORMANCE, 1_999, ON)
    assert [(line.label.ja, line.amount_text) for line in found.lines] == [
        ("1,000,000円までの部分", "9.995"),
        ("端数処理(10円未満切捨て)", "-9.995"),
        ("最低保証料(1,000円)に満たない額", "1000"),
    ]


def test_a_quote_says_from_which_table_it_is_and_what_that_is_worth():
    made = quote(rate_table(), Product.PERFORMANCE, 2_000_000, ON).as_json("en")
    assert json.loads(json.dumps(made)) == made
    assert made["premium_yen"] == 8_300
    assert made["illustrative"] is True
    assert made["note"] == "example"
    assert made["rate_table"]["effective_from"] == "2026-04-01"
    assert made["lines"][1] == {
        "label": "Part above 1,000,000 yen",
        "base_yen": 1_000_000,
        "percent": "0.33",
        "amount_yen": "3300",
    }


@pytest.mark.parametrize("amount", [0, -1, MAX_YEN + 1])
def test_an_amount_out_of_range_has_no_premium(amount):
    with pytest.raises(RuleViolation) as refused:
        quote(rate_table(), Product.PERFORMANCE, amount, ON)
    assert refused.value.violations[0].field == "guaranteed_amount_yen"


@pytest.mark.parametrize(
    ("product", "on"),
    [(Product.INTERIM_PAYMENT, ON), (Product.PERFORMANCE, date(2026, 3, 31))],
)
def test_the_table_of_another_product_or_a_later_day_is_never_used(product, on):
    with pytest.raises(ValueError, match="rate table"):
        quote(rate_table(), product, 1_000, on)


def test_the_latest_table_begun_by_the_day_is_in_force():
    old, new = rate_table(), rate_table(effective_from=date(2027, 4, 1))
    found = [
        table_on([new, old], Product.PERFORMANCE, on)
        for on in (date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1))
    ]
    assert found == [old, old, new]


@pytest.mark.parametrize(
    ("product", "on"),
    [(Product.PERFORMANCE, date(2026, 3, 31)), (Product.ADVANCE_PAYMENT, ON)],
)
def test_a_day_without_a_table_is_refused(product, on):
    with pytest.raises(RuleViolation) as refused:
        table_on([rate_table()], product, on)
    assert refused.value.violations[0].code == "no_rate_table"
