"""Faults side by side (複数の不備): one never hides another, and none is made up by another."""

from __future__ import annotations

import pytest

from akashi.domain.directory import Obligee, read_obligee
from tests.domain.application.samples import ADVANCE, INTERIM, PERFORMANCE, example, on_paper, rules

MEMBERS = "contractor.joint_venture.members"


def body(start):
    document = {"schema": "akashi.obligee/1", "id": "any", "name": "みほん市", "start": [start]}
    obligee, problems = read_obligee(document)
    assert isinstance(obligee, Obligee), problems
    return obligee


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        (
            ADVANCE,
            {"use_of_advance__0__item": " ", "use_of_advance__0__amount_yen": 1},
            {"use_of_advance.0.item", "use_of_advance"},
        ),
        (
            INTERIM,
            {
                "contractor__joint_venture__lead": "甲",
                "contractor__joint_venture__members__0__share_percent": "60",
            },
            {f"{MEMBERS}.0.share_percent", "contractor.joint_venture.lead"},
        ),
        (
            INTERIM,
            {
                "contractor__joint_venture__members__1__name": " ",
                "contractor__joint_venture__members__1__share_percent": 41,
            },
            {f"{MEMBERS}.1.name", MEMBERS},
        ),
        (
            PERFORMANCE,
            {"works__low_price_bid": "no", "guaranteed_amount_yen": 1},
            {"works.low_price_bid", "guaranteed_amount_yen"},
        ),
        (
            ADVANCE,
            {"works__kind": "road", "advance_amount_yen": 22_000_001, "use_of_advance": None},
            {"works.kind", "advance_amount_yen"},
        ),
        (
            ADVANCE,
            {"works__planned_contract_date": "soon", "works__contract_date": "2027-02-27"},
            {"works.planned_contract_date", "works.contract_date"},
        ),
        (
            ADVANCE,
            {"product": "advance", "works__contract_date": "2027-02-27"},
            {"product", "works.contract_date"},
        ),
    ],
)
def test_a_fault_does_not_hide_another(name, changes, expected):
    assert {field for _, field in rules(on_paper(name, **changes))} == expected


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        # Under one kind of works or another 40 % may be too much, yet which one it is is open.
        (
            ADVANCE,
            {"works__kind": "road", "advance_amount_yen": 22_000_000},
            {"works.kind"},
        ),
        (
            PERFORMANCE,
            {"works__low_price_bid": "yes", "guaranteed_amount_yen": 5_500_000},
            {"works.low_price_bid"},
        ),
        (
            ADVANCE,
            {"use_of_advance__0__amount_yen": "9500000"},
            {"use_of_advance.0.amount_yen"},
        ),
        (
            INTERIM,
            {"contractor__joint_venture__members__0__name": 1},
            {f"{MEMBERS}.0.name"},
        ),
        (INTERIM, {"contractor__joint_venture__members__0": None}, {f"{MEMBERS}.0"}),
    ],
)
def test_a_fault_does_not_make_up_another(name, changes, expected):
    assert {field for _, field in rules(on_paper(name, **changes))} == expected


def test_a_planned_date_does_not_stand_for_a_contract_date_that_cannot_be_read():
    since = body({"date": "2026-06-01", "basis": "contract_date"})
    unread = example(PERFORMANCE, works__contract_date="2026-06-31")
    assert rules(unread, obligee=since) == [("date_malformed", "works.contract_date")]


def test_what_fails_for_every_kind_of_guarantee_is_told_though_the_kind_is_not_known():
    since = body({"date": "2026-06-01", "basis": "contract_date"})
    unread = example(product="advance")
    assert rules(unread, obligee=since) == [
        ("unknown_choice", "product"),
        ("not_electronic", "works.contract_date"),
    ]
    of_one = body({"date": "2026-06-01", "basis": "contract_date", "guarantees": ["performance"]})
    assert rules(unread, obligee=of_one) == [("unknown_choice", "product")]


def test_a_date_that_cannot_be_read_might_have_been_the_one_that_decides():
    since = body({"date": "2026-06-01", "basis": "notice_or_designation_date"})
    early = {"works__contract_date": "2026-06-02", "works__notice_date": "2026-04-06"}
    assert rules(example(**early), obligee=since) == [("not_electronic", "works.notice_date")]
    unread = example(**early, works__designation_date="2026-06-31")
    assert rules(unread, obligee=since) == [("date_malformed", "works.designation_date")]
