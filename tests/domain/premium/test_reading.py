"""Rate files are read strictly; every mistake is named by its key."""

import copy
from datetime import date

import pytest

from akashi.domain.premium import read_rate_table
from akashi.domain.products import Product
from tests.domain.premium.shipped import FILES, document

GOOD = {
    "schema": "akashi.rates/1",
    "surety": "MH",
    "product": "performance",
    "effective_from": "2026-04-01",
    "illustrative": True,
    "source": "なし",
    "note": {"ja": "例", "en": "example"},
    "rounding": "cut_below_1",
    "minimum_yen": None,
    "tiers": [{"up_to_yen": 1000, "percent": "0.5"}, {"up_to_yen": None, "percent": "0.3"}],
}


def changed(path, value):
    made = copy.deepcopy(GOOD)
    *parts, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    inner = made
    for part in parts:
        inner = inner[part]
    inner[last] = value
    return made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_table_is_read_without_a_problem(path):
    table, problems = read_rate_table(document(path))
    assert problems == ()
    assert path.stem.startswith(table.surety)


def test_every_product_is_shipped_with_a_table():
    assert {read_rate_table(document(path))[0].product for path in FILES} == set(Product)


def test_only_the_sourced_rate_is_not_marked_illustrative():
    read = [read_rate_table(document(path))[0] for path in FILES]
    sourced = [table.product for table in read if not table.illustrative]
    assert sourced == [Product.INTERIM_PAYMENT]


def test_a_date_already_parsed_is_taken_as_well():
    table, _ = read_rate_table(changed("effective_from", date(2026, 4, 1)))
    assert table.effective_from == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", "akashi.rates/2"),
        ("surety", "mh"),
        ("surety", None),
        ("product", "advance"),
        ("effective_from", "令和8年4月1日"),
        ("effective_from", 20260401),
        ("illustrative", "yes"),
        ("source", " "),
        ("note", "例"),
        ("note.en", ""),
        ("rounding", "cut"),
        ("minimum_yen", 0),
        ("minimum_yen", "3000"),
        ("minimum_yen", True),
        ("tiers", []),
        ("tiers", None),
        ("tiers.0.percent", 0.5),
        ("tiers.0.percent", "-0.5"),
        ("tiers.0.percent", "1e-3"),
        ("tiers.1.percent", "0.1234567"),
        ("tiers.0.up_to_yen", None),
        ("tiers.1.up_to_yen", 2000),
        ("tiers.1.rate", "0.3"),
        ("colour", "red"),
    ],
)
def test_a_mistake_is_named_by_its_key(path, value):
    table, problems = read_rate_table(changed(path, value))
    assert table is None
    assert path in [problem.field for problem in problems]
    assert all(problem.sentence.ja.startswith(problem.field) for problem in problems)


def test_tiers_out_of_order_are_named():
    tiers = [{"up_to_yen": end, "percent": "0.1"} for end in (2000, 1000, None)]
    _, problems = read_rate_table({**GOOD, "tiers": tiers})
    assert [problem.field for problem in problems] == ["tiers.1.up_to_yen"]


def test_all_mistakes_are_named_at_once():
    broken = changed("tiers.0.percent", "x") | {"surety": "M", "rounding": "up"}
    _, problems = read_rate_table(broken)
    assert {problem.field for problem in problems} == {"surety", "rounding", "tiers.0.percent"}


def test_what_is_no_mapping_is_refused():
    table, problems = read_rate_table([1])
    assert table is None
    assert problems
