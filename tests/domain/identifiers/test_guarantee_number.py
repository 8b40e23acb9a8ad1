"""Guarantee and receipt numbers: shape, check symbol, forgiving input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.identifiers import receipt_number
from akashi.domain.identifiers.check_symbols import mod_37_36
from akashi.domain.identifiers.guarantee_number import EXAMPLE, make, parse
from akashi.domain.violations import RuleViolation

numbers = st.builds(
    make,
    st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=2, max_size=2),
    st.integers(2020, 2099),
    st.integers(1, 9_999_999),
)
few = settings(max_examples=25, deadline=None)


def code_of(text):
    with pytest.raises(RuleViolation) as refused:
        parse(text)
    [violation] = refused.value.violations
    assert violation.field == "guarantee_number"
    return violation.code


def test_the_format_of_numbers_already_handed_out_never_changes():
    assert make("MH", 2026, 17) == "MH-2026-0000017-T" == EXAMPLE


@given(numbers)
@few
def test_a_number_reads_back_as_it_is(number):
    assert parse(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "mh-2026-0000017-t",
        "ＭＨ－２０２６－０００００１７－Ｔ",
        "MH20260000017T",
        "MH 2026 0000017 T",
        "　MH‐2026–0000017—T\r\n",
        "MHー2026ー0000017ーT",
    ],
)
def test_a_number_is_understood_as_people_type_it(typed):
    assert parse(typed) == EXAMPLE


@given(numbers)
@few
def test_any_other_check_symbol_is_refused_at_once(number):
    for symbol in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".replace(number[-1], ""):
        assert code_of(number[:-1] + symbol) == "guarantee_number_check"


@given(numbers, st.integers(0, 10), st.integers(1, 9))
@few
def test_any_single_wrong_digit_is_found(number, place, by):
    symbols = list(number.replace("-", ""))
    symbols[2 + place] = str((int(symbols[2 + place]) + by) % 10)
    assert code_of("".join(symbols)) == "guarantee_number_check"


def test_all_but_one_in_two_hundred_swaps_of_neighbouring_digits_are_found():
    swaps = missed = 0
    for serial in range(1, 9_999_999, 20_011):
        symbols = make("MH", 2026, serial).replace("-", "")
        for i in range(2, 12):
            if symbols[i] != symbols[i + 1]:
                swapped = symbols[:i] + symbols[i + 1] + symbols[i] + symbols[i + 2 : -1]
                swaps += 1
                missed += mod_37_36(swapped) == symbols[-1]
    assert missed * 200 < swaps


@pytest.mark.parametrize(
    "typed",
    ["M-2026-0000017-T", "MH-26-0000017-T", "MH-2026-17-T", "12-2026-0000017-T", "x", EXAMPLE * 2],
)
def test_a_wrong_shape_is_told_the_right_one_with_an_example(typed):
    assert code_of(typed) == "guarantee_number_shape"
    with pytest.raises(RuleViolation) as refused:
        parse(typed)
    assert EXAMPLE in refused.value.violations[0].sentence.ja


@pytest.mark.parametrize("typed", ["", " ", "－"])
def test_nothing_typed_is_asked_for(typed):
    assert code_of(typed) == "guarantee_number_empty"


@pytest.mark.parametrize(
    "parts",
    [("mh", 2026, 1), ("MHX", 2026, 1), ("MH", 26, 1), ("MH", 2026, 0), ("MH", 2026, 10**7)],
)
def test_no_number_is_made_of_parts_that_do_not_fit(parts):
    with pytest.raises(ValueError, match=r"surety code|fiscal year"):
        make(*parts)


def test_a_receipt_number_holds_fiscal_year_and_serial():
    assert receipt_number.make(2026, 123) == "R26-000123"
