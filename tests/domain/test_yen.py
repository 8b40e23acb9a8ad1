"""Money (円) as it is typed, printed and rounded."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.violations import RuleViolation
from akashi.domain.yen import MAX_YEN, Rounding, cut_to, format_yen, parse_yen

amounts = st.integers(0, MAX_YEN)
fractions = st.integers(0, 10**12).map(lambda n: Fraction(n, 10**5))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", 0),
        ("1234000", 1_234_000),
        ("1,234,000", 1_234_000),
        ("12,345", 12_345),
        ("１２３４０００", 1_234_000),
        ("１，２３４，０００円", 1_234_000),
        ("¥1,234,000", 1_234_000),
        ("￥1,234,000", 1_234_000),
        ("\\1,234,000", 1_234_000),
        ("金1,234,000円", 1_234_000),
        ("金 1,234,000 円也", 1_234_000),
        ("　５５０００円　", 55_000),
        ("0001", 1),
        ("999,999,999,999", MAX_YEN),
    ],
)
def test_an_amount_is_understood_as_people_type_it(typed, amount):
    assert parse_yen(typed) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "yen_empty"),
        ("　", "yen_empty"),
        ("円", "yen_empty"),
        ("-1", "yen_negative"),
        ("−１", "yen_negative"),
        ("△1,000", "yen_negative"),
        ("1.5", "yen_decimal"),
        ("1,000.00", "yen_decimal"),
        ("1e6", "yen_exponent"),
        ("１Ｅ６", "yen_exponent"),
        ("1.5e+6", "yen_exponent"),
        ("12万", "yen_unit"),
        ("1億2,000万円", "yen_unit"),
        ("5千円", "yen_unit"),
        ("1,23,456", "yen_grouping"),
        ("1234,567", "yen_grouping"),
        ("1,2345", "yen_grouping"),
        (",123", "yen_grouping"),
        ("123,", "yen_grouping"),
        ("12 34", "yen_format"),
        ("abc", "yen_format"),
        ("①", "yen_format"),
        ("1²", "yen_format"),
        ("٣", "yen_format"),
        ("1,000,000,000,000", "yen_too_large"),
        ("9" * 5000, "yen_too_large"),
    ],
)
def test_an_amount_that_is_not_plain_is_refused_by_its_own_name(typed, code):
    with pytest.raises(RuleViolation) as refused:
        parse_yen(typed, "works.contract_price_yen")
    [violation] = refused.value.violations
    assert (violation.code, violation.field) == (code, "works.contract_price_yen")


@given(amounts)
@settings(max_examples=50, deadline=None)
def test_every_printed_amount_reads_back(amount):
    assert parse_yen(format_yen(amount)) == amount


@pytest.mark.parametrize(
    ("rounding", "amount", "whole"),
    [
        (Rounding.CUT_BELOW_1, "1234.99", 1234),
        (Rounding.CUT_BELOW_10, "1239.99", 1230),
        (Rounding.CUT_BELOW_100, "1299.99", 1200),
        (Rounding.HALF_UP_TO_1, "1234.5", 1235),
        (Rounding.HALF_UP_TO_1, "1235.5", 1236),
        (Rounding.HALF_UP_TO_1, "1234.49", 1234),
        (Rounding.UP_TO_1, "1234.01", 1235),
        (Rounding.UP_TO_1, "1234", 1234),
    ],
)
def test_a_rounding_does_what_its_name_says(rounding, amount, whole):
    assert rounding.apply(Fraction(amount)) == whole


@given(st.sampled_from(Rounding), fractions, fractions)
@settings(max_examples=60, deadline=None)
def test_no_rounding_turns_an_order_around(rounding, one, other):
    low, high = sorted([one, other])
    assert 0 <= rounding.apply(low) <= rounding.apply(high)


@pytest.mark.parametrize(
    ("amount", "unit", "cut"), [(22_099_999, 100_000, 22_000_000), (99_999, 100_000, 0), (7, 1, 7)]
)
def test_a_limit_is_cut_down_to_a_unit(amount, unit, cut):
    assert cut_to(amount, unit) == cut


@pytest.mark.parametrize("rounding", list(Rounding))
def test_every_rounding_has_a_name_in_both_languages(rounding):
    assert rounding.label("ja") != rounding.label("en")
