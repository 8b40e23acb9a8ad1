"""What must agree with what (共同企業体・番号・約款), and what can be printed."""

from __future__ import annotations

import pytest

from tests.domain.application.samples import INTERIM, check, on_paper, rules

MEMBERS = "contractor.joint_venture.members"


def venture(*shares, lead="甲1"):
    members = [
        {"name": f"甲{position}", "share_percent": share}
        for position, share in enumerate(shares, start=1)
    ]
    return on_paper(INTERIM, contractor__joint_venture={"lead": lead, "members": members})


@pytest.mark.parametrize(
    "shares", [(60, 40), (33.33, 33.33, 33.34), (100,), (0.01, 99.99), (*[0.1] * 10, 99)]
)
def test_shares_that_are_exactly_100_pass(shares):
    assert rules(venture(*shares)) == []


@pytest.mark.parametrize(
    ("shares", "difference"),
    [
        ((60, 39.99), "0.01% 足りません"),
        ((60, 40.01), "0.01% 超えています"),
        ((33.33, 33.33, 33.33), "0.01% 足りません"),
        ((), "100% 足りません"),
    ],
)
def test_shares_that_are_not_100_are_refused_with_the_difference(shares, difference):
    violations = [v for v in check(venture(*shares)) if v.code == "shares_not_100"]
    assert [v.field for v in violations] == [MEMBERS]
    assert difference in violations[0].message("ja")


def test_the_lead_is_one_of_the_members_spelled_the_same():
    assert rules(venture(60, 40, lead="甲2")) == []
    assert rules(venture(60, 40, lead="甲３")) == [
        ("lead_not_a_member", "contractor.joint_venture.lead")
    ]


def test_the_works_number_is_the_same_in_both_places():
    same = on_paper(works__number="R8-道改-12", works__numbers={"works": "Ｒ８－道改－１２"})
    assert rules(same) == []
    other = on_paper(works__numbers={"works": "R8-道改-13"})
    (violation,) = check(other)
    assert (violation.code, violation.field) == ("works_numbers_differ", "works.number")
    assert "R8-道改-13" in violation.message("ja")


@pytest.mark.parametrize("other", ["1-23", "123", "12-3a", "12 3"])
def test_works_numbers_with_their_dashes_elsewhere_are_different_numbers(other):
    document = on_paper(works__number="12-3", works__numbers={"works": other})
    assert rules(document) == [("works_numbers_differ", "works.number")]


@pytest.mark.parametrize("same", ["12‐3", "12−3", " 12-3 ", "１２－３"])
def test_works_numbers_may_be_typed_with_any_dash(same):
    assert rules(on_paper(works__number="12-3", works__numbers={"works": same})) == []


def test_a_joint_venture_without_members_is_told_so():
    found = check(venture())
    assert [v.field for v in found] == [MEMBERS, "contractor.joint_venture.lead"]
    assert not found[1].message("ja").endswith(": ")


def test_terms_named_must_be_those_in_force():
    assert rules(on_paper(terms_version="2026-04"), terms="2026-04") == []
    assert rules(on_paper(terms_version="2025-04"), terms="2026-04") == [
        ("terms_not_in_force", "terms_version")
    ]


def test_terms_need_not_be_named():
    assert rules(on_paper(), terms="2026-04") == []


@pytest.mark.parametrize(
    "path",
    [
        "contractor.name",
        "contractor.address",
        "contractor.representative.name",
        "works.name",
        "works.number",
        "works.site",
        "use_of_advance.2.payee",
        "deposit_bank.branch",
    ],
)
def test_a_character_the_fonts_lack_is_named_with_its_field(path):
    document = on_paper(**{path.replace(".", "__"): "残波\U0002a6d7"})
    (violation,) = check(document, undrawable=lacking("\U0002a6d7"))
    assert (violation.code, violation.field) == ("undrawable_character", path)
    assert "\U0002a6d7 (U+2A6D7)" in violation.message("ja")
    assert "\U0002a6d7 (U+2A6D7)" in violation.message("en")


def test_what_nobody_can_see_is_named_by_its_code_alone():
    (violation,) = check(on_paper(works__site="\ue000"), undrawable=lacking("\ue000"))
    assert "U+E000" in violation.message("ja")
    assert "\ue000" not in violation.message("ja")


def test_members_and_surety_of_the_first_advance_are_looked_at_too():
    document = on_paper(INTERIM)
    document["contractor"]["joint_venture"]["lead"] = "甲\U0002a6d7"
    document["contractor"]["joint_venture"]["members"][0]["name"] = "甲\U0002a6d7"
    document["prior_advance"]["surety"] = "乙\U0002a6d7"
    fields = [field for _, field in rules(document, undrawable=lacking("\U0002a6d7"))]
    assert fields == [
        "contractor.joint_venture.lead",
        "contractor.joint_venture.members.0.name",
        "prior_advance.surety",
    ]


def lacking(char):
    return lambda text: [char] if char in text else []
