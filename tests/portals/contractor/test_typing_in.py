"""What is typed into the boxes (記入): understood where it can be, kept as it is where not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.domain.periods import wareki
from akashi.portals.contractor.drafting.boxes import Kind, typed_of, value_of
from akashi.portals.contractor.drafting.documents import at, fresh
from akashi.portals.contractor.drafting.steps import Step, steps_for
from akashi.portals.contractor.drafting.typing_in import misreadings, typed_into


def step(slug: str, **document: Any) -> Step:
    return next(each for each in steps_for(dict(document)) if each.slug == slug)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.YEN, "55,000,000", 55_000_000),
        (Kind.YEN, "５５，０００，０００円", 55_000_000),
        (Kind.YEN, "¥1,234", 1234),
        (Kind.DATE, "令和8年5月11日", "2026-05-11"),
        (Kind.DATE, "R8.5.11", "2026-05-11"),
        (Kind.DATE, "２０２６－０５－１１", "2026-05-11"),
        (Kind.DATE, "令和元年5月1日", "2019-05-01"),
        (Kind.SHARE, "６０％", 60),
        (Kind.SHARE, "33.34", 33.34),
        (Kind.TEXT, "  髙﨑𠮷辻󠄀 ", "髙﨑𠮷辻󠄀"),
        (Kind.TEXT, "㈱①～", "㈱①～"),
        (Kind.TEXT, "", None),
        (Kind.FLAG, "yes", True),
        (Kind.FLAG, "", False),
    ],
)
def test_what_can_be_read_becomes_a_value_and_names_stay_as_typed(kind, typed, kept):
    assert value_of(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.YEN, "5千万円"),
        (Kind.YEN, "-100"),
        (Kind.YEN, "1,23,456"),
        (Kind.DATE, "来月"),
        (Kind.DATE, "令和8年2月30日"),
        (Kind.SHARE, "6割"),
        (Kind.SHARE, "1e9999999"),
    ],
)
def test_what_cannot_be_read_is_kept_and_shown_as_typed(kind, typed):
    kept = value_of(kind, typed)
    assert kept == typed
    assert typed_of(kind, kept) == typed


@given(st.dates(min_value=date(1926, 12, 25)))
def test_a_date_stands_in_the_box_in_the_calendar_of_the_page_and_is_read_back(day):
    value = day.isoformat()
    assert value_of(Kind.DATE, typed_of(Kind.DATE, value, "ja")) == value
    assert value_of(Kind.DATE, typed_of(Kind.DATE, value, "en")) == value


def test_japanese_pages_show_dates_in_the_japanese_calendar():
    assert typed_of(Kind.DATE, "2026-05-11", "ja") == wareki(date(2026, 5, 11))
    assert typed_of(Kind.DATE, "2026-05-11", "en") == "2026-05-11"


@given(st.integers(min_value=0, max_value=999_999_999_999))
def test_an_amount_stands_in_the_box_with_commas_and_is_read_back(amount):
    assert value_of(Kind.YEN, typed_of(Kind.YEN, amount)) == amount


@given(st.text(max_size=50))
def test_no_text_is_refused_while_it_is_typed(text):
    kept = value_of(Kind.TEXT, text)
    assert kept is None or "\x00" not in str(kept)


def test_a_page_leaves_what_other_pages_filled_in_alone():
    before = {**fresh({"name": "株式会社残波建設"}), "product": "performance"}
    after = typed_into(before, step("works", **before), {"works.name": "村道改良"})
    assert at(after, "works.name") == "村道改良"
    assert at(after, "contractor.name") == "株式会社残波建設"
    assert after["product"] == "performance"
    assert "name" not in before["works"]


def test_rows_left_empty_are_dropped_and_the_others_keep_their_order():
    posted = {
        "use_of_advance.0.item": "",
        "use_of_advance.0.amount_yen": "",
        "use_of_advance.1.item": "材料費",
        "use_of_advance.1.amount_yen": "9,500,000",
        "use_of_advance.4.item": "労務費",
        "use_of_advance.4.amount_yen": "七百万",
    }
    after = typed_into(fresh({}), step("use"), posted)
    assert [row["item"] for row in after["use_of_advance"]] == ["材料費", "労務費"]
    assert after["use_of_advance"][0]["amount_yen"] == 9_500_000
    assert after["use_of_advance"][1]["amount_yen"] == "七百万"


def test_every_amount_that_cannot_be_read_is_named_with_its_row():
    after = typed_into(
        fresh({}), step("use"), {"use_of_advance.0.item": "a", "use_of_advance.0.amount_yen": "万"}
    )
    assert [found.field for found in misreadings(after, step("use"))] == [
        "use_of_advance.0.amount_yen"
    ]


def test_a_joint_venture_nobody_filled_in_is_none():
    after = typed_into(
        fresh({"name": "a"}),
        step("contractor"),
        {"contractor.joint_venture.lead": "", "contractor.joint_venture.members.0.name": ""},
    )
    assert at(after, "contractor.joint_venture") is None


def test_the_terms_agreed_to_are_those_that_stood_on_the_page():
    posted = {"terms_version": "yes", "terms_version.shown": "2026-04-01"}
    assert typed_into(fresh({}), step("delivery"), posted)["terms_version"] == "2026-04-01"
    posted.pop("terms_version")
    assert typed_into(fresh({}), step("delivery"), posted)["terms_version"] is None


def test_an_interim_guarantee_asks_for_the_first_advance_and_the_finding():
    paths = {box.path for box in step("amounts", product="interim_payment").boxes}
    assert {"prior_advance.amount_yen", "progress_finding.date"} <= paths
    assert "prior_advance.amount_yen" not in {
        box.path for box in step("amounts", product="advance_payment").boxes
    }


def test_a_performance_guarantee_asks_for_no_use_of_an_advance():
    assert "use" not in [each.slug for each in steps_for({"product": "performance"})]
