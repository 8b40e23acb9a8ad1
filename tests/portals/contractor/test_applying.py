"""Applying step by step (申込): nothing asked twice, nothing lost, everything wrong at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akashi.domain.lifecycle import ApplicationState
from akashi.records.models import Application
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.applying.submit import submit
from tests.factories.guarantees import document
from tests.portals.walking import status, words

STEPS: dict[str, dict[str, str]] = {
    "guarantee": {
        "product": "advance_payment",
        "works.kind": "construction",
        "obligee": "okinawa-yomitan",
    },
    "works": {
        "works.name": "村道中央残波線道路改良工事(R8-1工区)",
        "works.number": "R8-道改-12",
        "works.site": "読谷村字波平 地内",
        "works.contract_date": "令和8年5月11日",
        "works.period.from": "R8.5.12",
        "works.period.to": "2027-02-26",
    },
    "amounts": {
        "works.contract_price_yen": "５５，０００，０００円",
        "advance_amount_yen": "22,000,000",
    },
    "use": {"deposit_bank.name": "", "use_of_advance.0.item": ""},
    "contractor": {
        "contractor.postal_code": "904-0301",
        "contractor.address": "沖縄県中頭郡読谷村字座喜味0000番地",
        "contractor.representative.title": "代表取締役",
        "contractor.representative.name": "比嘉 𠮷髙",
        "contractor.email": "keiri@zanpa-kensetsu.example",
    },
    "delivery": {
        "delivery": "electronic",
        "terms_version": "yes",
        "terms_version.shown": "2026-04-01",
    },
}


def begin(browser: Client, **changes: str) -> str:
    """Send the first page and return the new application's id."""
    browser.post(reverse("contractor:start"), STEPS["guarantee"] | changes)
    return Application.objects.get().pk


def page(application_id: str, slug: str) -> str:
    if slug == "check":
        return reverse("contractor:check", args=[application_id])
    return reverse("contractor:fill_in", args=[application_id, slug])


def fill_in(browser: Client, application_id: str, *slugs: str) -> None:
    for slug in slugs:
        answer = browser.post(page(application_id, slug), STEPS[slug])
        assert status(answer) == 302, words(answer)


def kept(application_id: str) -> dict[str, Any]:
    return dict(Application.objects.get(pk=application_id).document)


def test_each_page_leads_to_the_next_and_the_last_one_submits(alice):
    made = begin(alice)
    at = page(made, "works")
    for slug in ("works", "amounts", "use", "contractor", "delivery"):
        assert at == page(made, slug)
        at = alice.post(at, STEPS[slug]).headers["Location"]
    assert at == page(made, "check")
    assert "この内容で申し込む" in words(alice.get(at))
    done = alice.post(at)
    assert done.headers["Location"] == reverse("contractor:received", args=[made])
    said = words(alice.get(done.headers["Location"]))
    assert "R26-000001" in said
    assert "保証会社(審査担当者)" in said


def test_opening_the_first_page_keeps_nothing(alice):
    assert status(alice.get(reverse("contractor:start"))) == 200
    assert not Application.objects.exists()


def test_the_company_is_not_asked_for_its_name_again(alice):
    made = begin(alice)
    assert "株式会社残波建設" in alice.get(page(made, "contractor")).content.decode()


@pytest.mark.parametrize(
    ("slug", "field", "typed", "sentence"),
    [
        ("works", "works.contract_date", "来月1日", "請負契約締結日: 日付を読み取れません"),
        ("works", "works.period.to", "令和8年2月30日", "工期の終期: 暦にない日付です"),
        ("works", "works.site", "", "工事(履行)場所を入力してください"),
        ("works", "works.name", "工事\u202eあ", "U+202E"),
        ("amounts", "works.contract_price_yen", "5千5百万円", "「千」「万」「億」などは使えません"),
        ("amounts", "advance_amount_yen", "22,000,001", "前払金額"),
        ("contractor", "contractor.email", "keiri@", "name@example.jp の形"),
        ("contractor", "contractor.postal_code", "904", "数字7桁"),
    ],
)
def test_wrong_input_is_kept_as_typed_and_said_at_its_field(alice, slug, field, typed, sentence):
    made = begin(alice)
    fill_in(alice, made, "works", "amounts")
    answer = alice.post(page(made, slug), STEPS[slug] | {field: typed})
    assert status(answer) == 422
    assert sentence in words(answer)
    assert f'href="#f-{field.replace(".", "-")}"' in answer.content.decode()
    again = alice.get(page(made, slug)).content.decode()
    assert typed.strip() in again


def test_a_draft_left_half_way_is_taken_up_again_from_home(alice):
    made = begin(alice)
    answer = alice.post(page(made, "works"), {"works.name": "村道", "action": "leave"})
    assert answer.headers["Location"] == reverse("contractor:home")
    home = alice.get(reverse("contractor:home"))
    assert "村道" in words(home)
    assert page(made, "check") in home.content.decode()


def test_obligees_are_found_by_a_part_of_their_name(alice):
    answer = alice.post(reverse("contractor:start"), {"q": "読谷", "action": "search"})
    found = alice.get(answer.headers["Location"])
    assert 'value="okinawa-yomitan"' in found.content.decode()


def test_what_was_found_is_shown_without_being_told_to_choose_yet(alice):
    here = reverse("contractor:start")
    found = alice.post(here, STEPS["guarantee"] | {"obligee": "", "q": "読谷", "action": "search"})
    assert "error-summary" not in alice.get(found.headers["Location"]).content.decode()


def test_a_body_nobody_knows_is_said_not_to_be_in_the_directory(alice):
    answer = alice.post(reverse("contractor:start"), {"q": "ないない村", "action": "search"})
    assert "「ないない村」に当たる発注者は名簿にありません" in words(
        alice.get(answer.headers["Location"])
    )


def test_whether_the_obligee_takes_it_stands_beside_the_form_as_soon_as_it_is_known(alice):
    made = begin(alice)
    assert "入力が進むと判定できます" in words(alice.get(page(made, "works")))
    fill_in(alice, made, "works")
    assert "電子交付を受け付けています" in words(alice.get(page(made, "amounts")))
    early = STEPS["works"] | {"works.contract_date": "令和8年3月31日"}
    alice.post(page(made, "works"), early)
    assert "電子交付は受け付けていません" in words(alice.get(page(made, "amounts")))


def test_the_premium_is_told_with_its_breakdown_before_applying(alice):
    made = begin(alice)
    fill_in(alice, made, "works", "amounts")
    said = words(alice.get(page(made, "delivery")))
    assert "61,500円" in said
    assert "例示の料率" in said


def test_without_agreement_to_the_terms_nothing_is_submitted(alice):
    made = begin(alice)
    fill_in(alice, made, "works", "amounts", "use", "contractor")
    alice.post(page(made, "delivery"), {"delivery": "electronic"})
    answer = alice.post(page(made, "check"))
    assert status(answer) == 422
    assert "「約款に同意する」に印を付けてください" in words(answer)
    assert Application.objects.get().state == ApplicationState.DRAFT


def test_the_last_page_names_everything_wrong_and_leads_to_each_field(alice):
    made = begin(alice)
    answer = alice.post(page(made, "check"))
    text = answer.content.decode()
    assert status(answer) == 422
    for slug, field in (
        ("works", "works-name"),
        ("amounts", "works-contract_price_yen"),
        ("delivery", "delivery"),
    ):
        assert f'{page(made, slug)}#f-{field}"' in text


def test_the_last_page_names_what_is_wrong_in_the_order_of_the_pages(alice):
    made = begin(alice)
    alice.post(page(made, "works"), STEPS["works"] | {"works.period.from": "明日"})
    text = alice.post(page(made, "check")).content.decode()
    summary = text.split('id="error-summary-title"')[1].split("</section>")[0]
    found = re.findall(r'/fill/(\w+)/#f-([^"]+)"', summary)
    slugs = list(dict.fromkeys(slug for slug, _field in found))
    assert slugs == ["works", "amounts", "contractor", "delivery"]
    assert [field for slug, field in found if slug == "amounts"] == [
        "works-contract_price_yen",
        "advance_amount_yen",
    ]
    assert [slug for slug, _field in found] == sorted((s for s, _ in found), key=slugs.index)


def test_the_agreement_to_the_terms_is_shown_as_what_it_is(alice):
    made = begin(alice)
    fill_in(alice, made, "delivery")
    assert "約款に同意する はい（2026-04-01版）" in words(alice.get(page(made, "check")))


def test_saving_a_draft_again_and_again_is_told_once(alice):
    made = begin(alice)
    fill_in(alice, made, "works", "amounts", "works", "contractor", "delivery")
    alice.post(page(made, "check"))
    text = words(alice.get(f"/contractor/applications/{made}/"))
    assert text.count("下書きを保存") == 1


def test_a_performance_guarantee_goes_from_amounts_to_the_contractor(alice):
    made = begin(alice, product="performance")
    planned = STEPS["works"] | {
        "works.contract_date": "",
        "works.planned_contract_date": "R8.5.11",
    }
    alice.post(page(made, "works"), planned)
    amounts = {
        "works.contract_price_yen": "55000000",
        "guaranteed_amount_yen": "5500000",
        "works.advance_planned": "yes",
    }
    answer = alice.post(page(made, "amounts"), amounts)
    assert answer.headers["Location"] == page(made, "contractor")
    assert status(alice.get(page(made, "use"))) == 404
    assert kept(made)["works"]["planned_contract_date"] == "2026-05-11"


def test_an_interim_guarantee_asks_for_the_first_advance_by_name(alice):
    made = begin(alice, product="interim_payment")
    fill_in(alice, made, "works")
    left_empty = {"prior_advance.amount_yen": "", "progress_finding.date": ""}
    answer = alice.post(
        page(made, "amounts"), {"works.contract_price_yen": "55000000", **left_empty}
    )
    assert status(answer) == 422
    assert "当初の前払金額を入力してください" in words(answer)
    assert "認定日を入力してください" in words(answer)


def test_rows_are_added_without_losing_those_that_stand_there(alice):
    made = begin(alice)
    use = {
        "use_of_advance.0.item": "材料費",
        "use_of_advance.0.quantity": "一式",
        "use_of_advance.0.amount_yen": "9,500,000",
        "use_of_advance.0.payee": "未定",
        "action": "more",
    }
    answer = alice.post(page(made, "use"), use)
    assert "use_of_advance.3.item" in answer.content.decode()
    assert kept(made)["use_of_advance"][0]["amount_yen"] == 9_500_000


def test_uses_that_do_not_add_up_are_said_on_their_page(alice):
    made = begin(alice)
    fill_in(alice, made, "works", "amounts")
    use = {f"use_of_advance.0.{name}": "a" for name in ("item", "quantity", "payee")}
    answer = alice.post(page(made, "use"), use | {"use_of_advance.0.amount_yen": "1"})
    assert status(answer) == 422
    assert "前払金の使途" in words(answer)


def test_remarks_of_the_surety_stand_at_their_fields_and_lead_there(alice, way):
    made = way.submitted()
    remark = {"field": "works.contract_price_yen", "text": "契約書の額と違います"}
    return_application(made, remarks=[remark], by=way.people.ume, at=way.at)
    said = words(alice.get(page(made, "amounts")))
    assert "差戻しの指摘: 契約書の額と違います" in said
    check = alice.get(page(made, "check")).content.decode()
    assert f'{page(made, "amounts")}#f-works-contract_price_yen"' in check


def test_what_came_back_is_mended_and_submitted_again_under_its_number(alice, way):
    made = way.submitted(terms_version="2026-04-01")
    number = Application.objects.get().receipt_number
    return_application(made, remarks=[{"field": "", "text": "a"}], by=way.people.ume, at=way.at)
    answer = alice.post(page(made, "check"))
    assert status(answer) == 302, words(answer)
    assert Application.objects.get().receipt_number == number


def test_whoever_types_into_what_was_submitted_meanwhile_is_told_by_whom(alice, way):
    made = way.drafted(terms_version="2026-04-01")
    submit(made, by=way.people.bob, at=way.at, toolbox=way.tools)
    answer = alice.post(page(made, "works"), STEPS["works"])
    assert status(answer) == 409
    assert "Bob" in words(answer)
    assert status(alice.post(page(made, "check"))) == 409


@pytest.mark.parametrize("slug", ["guarantee", "works", "check"])
def test_a_strangers_application_is_not_there(charlie, way, slug):
    made = way.drafted()
    assert status(charlie.get(page(made, slug))) == 404
    assert status(charlie.post(page(made, slug), STEPS["works"])) == 404


def test_a_joint_venture_is_filled_in_with_its_members(alice):
    made = begin(alice)
    members = {
        "contractor.name": "残波・さくら特定建設工事共同企業体",
        "contractor.joint_venture.lead": "株式会社残波建設",
        "contractor.joint_venture.members.0.name": "株式会社残波建設",
        "contractor.joint_venture.members.0.share_percent": "60",
        "contractor.joint_venture.members.1.name": "さくら土木株式会社",
        "contractor.joint_venture.members.1.share_percent": "30",
    }
    answer = alice.post(page(made, "contractor"), STEPS["contractor"] | members)
    assert "100" in words(answer)
    members["contractor.joint_venture.members.1.share_percent"] = "４０％"
    assert status(alice.post(page(made, "contractor"), STEPS["contractor"] | members)) == 302
    assert kept(made)["contractor"]["joint_venture"]["members"][1]["share_percent"] == 40


def test_a_draft_made_by_a_program_with_anything_in_it_can_be_looked_at(alice, way):
    odd = document(works=["not", "an", "object"], use_of_advance="?", unknown={"a": [1, None]})
    made = way.drafted()
    Application.objects.filter(pk=made).update(document=odd)
    for slug in ("guarantee", "works", "amounts", "use", "contractor", "delivery", "check"):
        assert status(alice.get(page(made, slug))) == 200
