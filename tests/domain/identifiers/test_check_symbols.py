"""The arithmetic of check symbols, against independent ones."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36 as second_opinion

from akashi.domain.identifiers.check_symbols import ALPHANUMERICS, mod_37_36, weighted_sum


def times(left, right):
    return weighted_sum([left], (right,))


def test_multiplication_forms_a_field_of_32_elements():
    for a, b in product(range(32), repeat=2):
        assert times(a, b) == times(b, a)
        assert times(a, 1) == a
    for a in range(1, 32):
        assert sorted(times(a, b) for b in range(32)) == list(range(32))


@given(*[st.integers(0, 31)] * 3)
@settings(max_examples=60, deadline=None)
def test_multiplication_distributes_over_addition(a, b, c):
    assert times(a, b ^ c) == times(a, b) ^ times(a, c)
    assert times(times(a, b), c) == times(a, times(b, c))


def test_the_polynomial_is_primitive():
    powers, x = set(), 1
    for _ in range(31):
        x = times(x, 2)
        powers.add(x)
    assert len(powers) == 31


@given(st.text(st.sampled_from(ALPHANUMERICS), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_check_symbol_of_numbers_is_that_of_the_standard(text):
    assert mod_37_36(text) == second_opinion.calc_check_digit(text)
