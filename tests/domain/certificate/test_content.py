"""What a certificate promises, taken from the application as typed."""

from datetime import date

import pytest

from akashi.domain.violations import RuleViolation
from tests.domain.certificate.samples import (
    ADVANCE,
    ALL,
    INTERIM,
    PERFORMANCE,
    SURETY,
    certificate_of,
    with_works,
)


def test_the_content_of_an_advance_is_exactly_this():
    assert certificate_of(ADVANCE) == {
        "schema": "akashi.certificate/1",
        "guarantee_number": "MH-2026-0000018-R",
        "version": 1,
        "product": "advance_payment",
        "concluded_on": "2026-11-22",
        "surety": {
            "name": "みほん建設保証株式会社",
            "representative": "代表取締役社長 明石 証",
            "address": "東京都みほん区0-0",
        },
        "obligee": {"id": "okinawa-yomitan", "name": "読谷村"},
        "contractor": {
            "name": "株式会社残波建設",
            "address": "沖縄県中頭郡読谷村字座喜味0000番地",
            "representative": {"title": "代表取締役", "name": "比嘉 𠮷髙"},
        },
        "works": {
            "name": "村道中央残波線道路改良工事（R8-1工区）",
            "number": "R8-道改-12",
            "site": "読谷村字波平 地内",
            "contract_date": "2026-05-11",
            "contract_price_yen": 55_000_000,
            "period": {"from": "2026-05-12", "to": "2027-02-26"},
        },
        "advance_amount_yen": 22_000_000,
        "guaranteed_amount_yen": 22_000_000,
        "guarantee_period": {"from": "2026-11-22", "to": "2027-02-26"},
        "terms": {"name": "前払金保証約款(説明用)", "version": "2026-04-01"},
    }


@pytest.mark.parametrize(
    ("document", "amount"), [(ADVANCE, 22_000_000), (INTERIM, 11_000_000), (PERFORMANCE, 5_500_000)]
)
def test_the_guaranteed_amount_follows_the_product(document, amount):
    assert certificate_of(document)["guaranteed_amount_yen"] == amount


def test_an_interim_advance_names_the_advance_it_comes_on_top_of():
    assert certificate_of(INTERIM)["prior_advance"] == INTERIM["prior_advance"]
    assert "prior_advance" not in certificate_of(ADVANCE)


def test_a_joint_venture_stands_with_lead_members_and_shares():
    made = certificate_of(INTERIM)["contractor"]["joint_venture"]
    assert made == INTERIM["contractor"]["joint_venture"]


def test_a_performance_guarantee_holds_no_advance():
    assert "advance_amount_yen" not in certificate_of(PERFORMANCE)


def test_a_contract_not_yet_signed_stands_with_its_planned_day():
    works = certificate_of(PERFORMANCE)["works"]
    assert (works["contract_date"], works["planned_contract_date"]) == (None, "2026-12-01")


def test_a_signed_contract_has_no_planned_day():
    signed = with_works(PERFORMANCE, contract_date="2026-11-30")
    assert "planned_contract_date" not in certificate_of(signed)["works"]


@pytest.mark.parametrize(
    ("number", "numbers", "printed"),
    [
        ("12", None, "12"),
        (None, {"works": "34", "contract": "56"}, "34"),
        (None, {"contract": "56"}, None),
        (None, None, None),
    ],
)
def test_the_works_number_is_taken_from_where_it_was_given(number, numbers, printed):
    document = with_works(ADVANCE, number=number, numbers=numbers)
    assert certificate_of(document)["works"]["number"] == printed


def test_no_name_is_folded_or_normalised():
    rare = "㈱髙﨑𠮷辻\U000e0100\ufa19　Ａ－ｶﾞ"
    made = certificate_of(with_works(ADVANCE, name=rare), obligee_name=rare)
    assert made["works"]["name"] == made["obligee"]["name"] == rare


def test_a_guarantee_may_be_concluded_on_the_last_day_of_the_works():
    made = certificate_of(ADVANCE, concluded_on=date(2027, 2, 26))
    assert made["guarantee_period"] == {"from": "2027-02-26", "to": "2027-02-26"}


def test_no_guarantee_is_concluded_after_the_works_period():
    with pytest.raises(RuleViolation) as refused:
        certificate_of(ADVANCE, concluded_on=date(2027, 2, 27))
    [violation] = refused.value.violations
    assert (violation.code, violation.field) == ("period_over", "works.period.to")


@pytest.mark.parametrize("document", ALL)
def test_nothing_about_people_beyond_the_sheet_enters_the_content(document):
    contractor = certificate_of(document)["contractor"]
    assert set(contractor) <= {"name", "address", "representative", "joint_venture"}
    assert set(certificate_of(document)["surety"]) == {"name", "representative", "address"}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**ADVANCE, "works": None},
        {**ADVANCE, "obligee": 5},
        {**ADVANCE, "advance_amount_yen": "22000000"},
        {**ADVANCE, "advance_amount_yen": True},
        {**INTERIM, "contractor": {**ADVANCE["contractor"], "joint_venture": {"lead": "x"}}},
        with_works(ADVANCE, contract_date=None),
    ],
)
def test_what_is_no_application_file_makes_no_certificate(broken):
    with pytest.raises(ValueError, match=r"needed"):
        certificate_of(broken)


def test_the_surety_is_the_one_given():
    assert certificate_of(ADVANCE)["surety"]["name"] == SURETY.name
