"""docs/premium.md promises these premiums; the shipped tables keep the promise."""

import re
from datetime import date
from fractions import Fraction

import pytest

from akashi.domain.premium import quote, table_on
from akashi.domain.products import Product
from tests.domain.premium.shipped import ROOT, tables

ON = date(2026, 11, 22)
PAGE = (ROOT / "docs" / "premium.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\w+) \| ([\d,]+) \| ([\d.]+) \| ([\d,]+) \|", re.MULTILINE)
EXAMPLES = [
    (Product(product), int(amount.replace(",", "")), Fraction(exact), int(yen.replace(",", "")))
    for product, amount, exact, yen in ROW.findall(PAGE)
]


def quoted(product, amount):
    return quote(table_on(tables(), product, ON), product, amount, ON)


@pytest.mark.parametrize(("product", "amount", "exact", "premium"), EXAMPLES)
def test_every_worked_example_of_the_page_comes_out_as_printed(product, amount, exact, premium):
    found = quoted(product, amount)
    assert sum(line.amount for line in found.lines if line.base_yen) == exact
    assert found.premium_yen == premium


def test_the_page_has_examples_for_every_product():
    assert {product for product, *_ in EXAMPLES} == set(Product)


def test_the_example_in_full_is_printed_line_by_line():
    found = quoted(Product.ADVANCE_PAYMENT, 22_000_000)
    for line in found.lines:
        percent, yen = line.percent, int(line.amount)
        assert f"| {line.label.ja} | {line.base_yen:,} | {percent} % | {yen:,} |" in PAGE
    assert f"**{found.premium_yen:,}**" in PAGE
