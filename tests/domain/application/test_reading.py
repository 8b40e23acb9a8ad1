"""The shape of the application file (申込データの読取り)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from akashi.domain.application import Delivery, contractor_email, read
from akashi.domain.products import Product
from akashi.domain.works import NumberKind, WorksKind
from tests.domain.application.samples import (
    ADVANCE,
    ALL,
    GONE,
    INTERIM,
    PERFORMANCE,
    check,
    example,
    on_paper,
    shape,
)


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_example_is_read_without_a_violation(name):
    assert shape(example(name)) == []


def test_every_value_gets_its_type():
    application = read(example(ADVANCE)).application
    assert application.product is Product.ADVANCE_PAYMENT
    assert application.delivery is Delivery.ELECTRONIC
    assert application.works.kind is WorksKind.CONSTRUCTION
    assert application.works.contract_date == date(2026, 5, 11)
    assert application.works.period.days == 291
    assert application.works.low_price_bid is False
    assert application.use_of_advance[2].amount_yen == 5_440_000


def test_names_keep_every_character_as_typed():
    assert read(example(ADVANCE)).application.contractor.representative.name == "比嘉 𠮷髙"
    assert read(example(INTERIM)).application.contractor.representative.name == "辻󠄀 﨑子"
    typed = "㈱ｶﾞ①Ⅳ㎡～神\ufa19　残波"
    named = read(example(contractor__name=typed)).application
    assert named.contractor.name == typed


def test_numbers_are_kept_in_normal_form():
    typed = {"works__number": " Ｒ８－道改－12 ", "works__numbers": {"project": "第１２３号"}}
    works = read(example(**typed)).application.works
    assert (works.number, works.number_of(NumberKind.PROJECT)) == ("R8-道改-12", "第123号")
    found = read(example(INTERIM, progress_finding__number="河川第１号")).application
    assert found.progress_finding.number == "河川第1号"


def test_a_works_number_is_found_in_either_place():
    works = read(example(works__number=None, works__numbers={"works": "12"})).application.works
    assert works.number == works.number_of(NumberKind.WORKS) == "12"
    assert read(example()).application.works.number_of(NumberKind.WORKS) == "R8-道改-12"


def test_every_kind_of_number_may_be_given():
    numbers = {kind.value: f"第{kind.value}号" for kind in NumberKind}
    works = read(example(works__number=None, works__numbers=numbers)).application.works
    assert [works.number_of(kind) for kind in NumberKind] == list(numbers.values())


def test_shares_are_kept_exactly():
    document = example(INTERIM)
    members = document["contractor"]["joint_venture"]["members"]
    members[0]["share_percent"], members[1]["share_percent"] = 66.67, 33.33
    venture = read(document).application.contractor.joint_venture
    assert [m.share_percent for m in venture.members] == [Decimal("66.67"), Decimal("33.33")]


REQUIRED = {
    ADVANCE: """schema product delivery obligee contractor contractor.name contractor.postal_code
        contractor.address contractor.representative contractor.representative.title
        contractor.representative.name contractor.email works works.kind works.name works.site
        works.contract_price_yen works.contract_date works.period works.period.from
        works.period.to advance_amount_yen use_of_advance.1.item use_of_advance.1.quantity
        use_of_advance.1.amount_yen use_of_advance.1.payee deposit_bank.name deposit_bank.branch""",
    INTERIM: """works.contract_date advance_amount_yen prior_advance prior_advance.amount_yen
        prior_advance.surety progress_finding progress_finding.date
        contractor.joint_venture.lead contractor.joint_venture.members
        contractor.joint_venture.members.1.name
        contractor.joint_venture.members.0.share_percent""",
    PERFORMANCE: "guaranteed_amount_yen works.advance_planned",
}
REQUIRED_FIELDS = [(name, path) for name, listed in REQUIRED.items() for path in listed.split()]


@pytest.mark.parametrize("missing", [GONE, None])
@pytest.mark.parametrize(("name", "path"), REQUIRED_FIELDS)
def test_a_required_field_is_missed_once_and_by_its_path(name, path, missing):
    document = example(name, **{path.replace(".", "__"): missing})
    assert shape(document) == [("required", path)]


@pytest.mark.parametrize(
    ("path", "words"), [("product", "選んで"), ("obligee", "選んで"), ("works.name", "入力して")]
)
def test_what_is_chosen_is_not_asked_to_be_typed(path, words):
    (violation,) = read(example(**{path.replace(".", "__"): None})).violations
    assert violation.sentence.ja.endswith(f"を{words}ください。必須の項目です。")


OPTIONAL = {
    ADVANCE: """contractor.name_kana contractor.permit contractor.corporate_number works.number
        works.notice_date works.low_price_bid deposit_bank use_of_advance""",
    INTERIM: """contractor.joint_venture prior_advance.guarantee_number progress_finding.number""",
    PERFORMANCE: "works.contract_date works.number",
}
OPTIONAL_FIELDS = [(name, path) for name, listed in OPTIONAL.items() for path in listed.split()]


@pytest.mark.parametrize("missing", [GONE, None])
@pytest.mark.parametrize(("name", "path"), OPTIONAL_FIELDS)
def test_an_optional_field_may_be_missing_or_null(name, path, missing):
    assert shape(example(name, **{path.replace(".", "__"): missing})) == []


def test_a_performance_guarantee_needs_one_of_two_contract_dates():
    document = example(PERFORMANCE, works__planned_contract_date=None)
    assert shape(document) == [("required", "works.contract_date")]
    document["works"]["contract_date"] = "2026-05-11"
    assert shape(document) == []


def test_an_advance_needs_the_contract_date_and_no_plan_of_one():
    document = example(works__contract_date=None, works__planned_contract_date="2026-05-11")
    assert shape(document) == [("required", "works.contract_date")]


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("colour", None),
        ("contract_price_yen", "works.contract_price_yen"),
        ("advance_ammount_yen", "advance_amount_yen"),
        ("works.contract_price_yen_", "contract_price_yen"),
        ("works.period.form", "from"),
        ("contractor.Email", "email"),
        ("contractor.representative.role", None),
        ("use_of_advance.2.ammount_yen", "amount_yen"),
        ("deposit_bank.branch_name", "branch"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_known_one(path, nearest):
    (violation,) = read(example(**{path.replace(".", "__"): "x"})).violations
    assert (violation.code, violation.field) == ("unknown_field", path)
    assert (f"「{nearest}」の誤り" in violation.message("ja")) is (nearest is not None)
    assert ("Did you mean" in violation.message("en")) is (nearest is not None)


def test_the_path_of_a_field_with_a_long_name_leads_to_it():
    name = "contract_price_including_consumption_tax_yen"
    document = example()
    document["works"][name] = 1
    (violation,) = read(document).violations
    assert violation.field == f"works.{name}"
    document["works"] = {**document["works"], name: 1, "長" * 5000: 1}
    assert max(len(each.field) for each in read(document).violations) < 300


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("works", "村道"),
        ("works.period", ["2026-05-12", "2027-02-26"]),
        ("contractor", 7),
        ("contractor.name", ["株式会社"]),
        ("contractor.postal_code", 9040301),
        ("contractor.email", {"address": "a@b.example"}),
        ("contractor.joint_venture", True),
        ("contractor.corporate_number", 8040001079502),
        ("works.number", 12),
        ("works.numbers", "12"),
        ("works.low_price_bid", "false"),
        ("works.low_price_bid", 0),
        ("works.contract_date", 20260511),
        ("works.contract_price_yen", "55000000"),
        ("works.contract_price_yen", 55000000.0),
        ("advance_amount_yen", True),
        ("advance_amount_yen", float("nan")),
        ("advance_amount_yen", [22000000]),
        ("use_of_advance", {"item": "材料費"}),
        ("use_of_advance.0", "材料費"),
        ("use_of_advance.0.amount_yen", 9500000.5),
        ("product", ["advance_payment"]),
        ("delivery", False),
    ],
)
def test_a_wrong_type_is_named_at_its_path(path, value):
    assert shape(example(**{path.replace(".", "__"): value})) == [("wrong_type", path)]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("schema", "akashi.application/2", "unknown_schema"),
        ("schema", 1, "unknown_schema"),
        ("product", "advance", "unknown_choice"),
        ("delivery", "Electronic", "unknown_choice"),
        ("works.kind", "工事", "unknown_choice"),
        ("contractor.name", "", "blank"),
        ("works.number", "　", "blank"),
        ("works.department", " ", "blank"),
    ],
)
def test_a_word_that_is_none_of_the_known_is_refused(path, value, code):
    assert shape(example(**{path.replace(".", "__"): value})) == [(code, path)]


def test_all_faults_come_at_once_and_none_hides_another():
    document = example(
        schema="x",
        contractor__postal_code="904",
        works__name=None,
        works__period__to="2027-02-30",
        works__site="読谷村\u202e",
        works__colour="red",
        advance_amount_yen="22000000",
        use_of_advance__0__amount_yen=True,
    )
    assert sorted(field for _, field in shape(document)) == [
        "advance_amount_yen",
        "contractor.postal_code",
        "schema",
        "use_of_advance.0.amount_yen",
        "works.colour",
        "works.name",
        "works.period.to",
        "works.site",
    ]


def test_a_fault_of_the_shape_does_not_hide_a_broken_rule():
    document = on_paper(
        works__colour="red", advance_amount_yen=22_000_001, contractor__email="keiri"
    )
    fields = {violation.field for violation in check(document)}
    assert fields == {"works.colour", "advance_amount_yen", "contractor.email", "use_of_advance"}


def test_a_reading_with_a_violation_gives_no_application():
    assert read(example(works__colour="red")).application is None


def test_a_list_has_at_most_200_rows():
    use = {"item": "材料費", "quantity": "一式", "amount_yen": 1, "payee": "未定"}
    assert shape(example(advance_amount_yen=200, use_of_advance=[use] * 200)) == []
    assert shape(example(use_of_advance=[use] * 201)) == [("too_many_rows", "use_of_advance")]


@pytest.mark.parametrize(
    "given",
    ["keiri@zanpa.example", " ｋｅｉｒｉ＠zanpa.example ", "nobody", "", None, 7, ["a@b.example"]],
)
def test_the_address_read_alone_is_the_one_read_with_everything(given):
    document = {"contractor": {"email": given}}
    assert contractor_email(document) == read(document).legible.contractor.email


def test_where_there_is_no_contractor_there_is_no_address():
    assert contractor_email({}) == contractor_email({"contractor": "x"}) == ""
