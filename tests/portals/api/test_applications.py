"""Applications by program (申込API): from file to guarantee, every refusal with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from akashi.records.models import Application, Guarantee, Payment
from akashi.records.models.audit import AuditEntry
from tests.factories.guarantees import Way, document
from tests.factories.people import SAKURA
from tests.portals.api.conftest import Api

REMARKS = {"remarks": [{"field": "works.name", "text": "工事名を契約書のとおりに。"}]}
REASONS = {"reasons": ["引受けの限度を超えるため。"]}


def drafted(api: Api, **changes: Any) -> str:
    answer = api.post("applications", "alice", document(**changes))
    assert answer.status_code == 201
    return str(answer.json()["id"])


def payment(api: Api, application: str, **changes: Any) -> dict[str, Any]:
    premium = api.get(f"applications/{application}", "ume").json()["premium"]
    return {
        "amount_yen": premium["premium_yen"],
        "paid_on": "2026-11-20",
        "method": "transfer",
        **changes,
    }


def test_the_whole_way_from_file_to_guarantee(api):
    made = drafted(api)
    one = f"applications/{made}"
    assert api.post(f"{one}/submit", "alice").json()["who_acts"] == "underwriter"
    assert api.post(f"{one}/accept", "ume", {}).json()["who_acts"] == "approver"
    assert api.post(f"{one}/approve", "matsu", {}).json()["state"] == "approved"
    done = api.post(f"{one}/payments", "ume", payment(api, made)).json()
    assert (done["state"], done["who_acts"]) == ("concluded", "nobody")
    assert done["guarantee_number"] == Guarantee.objects.get().number


def test_a_premium_received_first_concludes_at_the_approval(api):
    made = drafted(api)
    one = f"applications/{made}"
    api.post(f"{one}/submit", "alice")
    api.post(f"{one}/accept", "ume")
    assert api.post(f"{one}/payments", "ume", payment(api, made)).json()["state"] == "accepted"
    assert api.post(f"{one}/approve", "matsu").json()["state"] == "concluded"


def test_a_new_application_says_where_it_stands(api):
    answer = api.post("applications", "alice", document())
    assert answer["Location"] == f"/api/v1/applications/{answer.json()['id']}"
    assert answer.json() | {"id": ""} == {
        "id": "",
        "receipt_number": None,
        "state": "draft",
        "who_acts": "contractor",
        "premium": None,
        "violations": [],
        "remarks": [],
        "guarantee_number": None,
    }


def test_every_fault_of_the_shape_comes_at_once(api):
    file = document(works__contract_price_yen="55,000,000", delivery="fax")
    file |= {"colour": "red", "advance_amount_yen": 1.5}
    answer = api.post("applications", "alice", file)
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} >= {
        "works.contract_price_yen",
        "delivery",
        "colour",
        "advance_amount_yen",
    }
    assert Application.objects.count() == 0


def test_another_company_in_the_file_is_a_violation(api):
    answer = api.post("applications", "alice", document(contractor__name=SAKURA))
    assert [each["code"] for each in answer.json()["errors"]] == ["foreign_contractor"]


def test_rules_broken_are_told_before_and_at_submission_and_are_the_same(api):
    file = document(works__period={"from": "2026-05-12", "to": "2026-05-11"})
    made = api.post("applications", "alice", file).json()
    refused = api.post(f"applications/{made['id']}/submit", "alice")
    assert refused.status_code == 422
    assert refused.json()["errors"] == made["violations"] != []
    assert Application.objects.get().state == "draft"


def test_what_stands_in_the_way_is_said_in_the_language_asked_for(api):
    file = document(advance_amount_yen=54_000_000)
    messages = [
        api.post("applications", "alice", file, Accept_Language=lang).json()["violations"][0]
        for lang in ("ja", "en")
    ]
    assert not messages[0]["message"].isascii()
    assert messages[1]["message"].replace("“", "").replace("”", "").isascii()


def test_the_quote_of_the_submission_is_answered_with_its_breakdown(api):
    made = drafted(api)
    api.post(f"applications/{made}/submit", "alice")
    quote = api.get(f"applications/{made}", "alice", Accept_Language="en").json()["premium"]
    assert quote["premium_yen"] == Application.objects.get().premium_yen
    assert quote["lines"][0]["label"].isascii()


def test_a_returned_application_carries_the_remarks_and_may_be_submitted_again(api):
    made = drafted(api)
    api.post(f"applications/{made}/submit", "alice")
    back = api.post(f"applications/{made}/return", "ume", REMARKS).json()
    assert (back["state"], back["remarks"]) == ("returned", REMARKS["remarks"])
    assert api.post(f"applications/{made}/submit", "alice").json()["state"] == "submitted"


def test_a_declined_application_carries_the_reasons(api):
    made = drafted(api)
    api.post(f"applications/{made}/submit", "alice")
    over = api.post(f"applications/{made}/decline", "matsu", REASONS).json()
    assert (over["state"], [each["text"] for each in over["remarks"]]) == (
        "declined",
        REASONS["reasons"],
    )


def test_a_withdrawn_application_has_nothing_in_its_way_any_more(api):
    made = drafted(api, advance_amount_yen=54_000_000)
    gone = api.post(f"applications/{made}/withdraw", "alice").json()
    assert (gone["state"], gone["violations"]) == ("withdrawn", [])


@pytest.mark.parametrize(
    ("call", "who", "body"),
    [
        ("submit", "alice", {}),
        ("accept", "take", {}),
        ("return", "ume", REMARKS),
        ("decline", "ume", REASONS),
        ("approve", "matsu", {}),
        ("withdraw", "alice", {}),
    ],
)
def test_whoever_comes_second_learns_who_was_first_and_when(api, way, call, who, body):
    made = way.concluded().application_id
    answer = api.post(f"applications/{made}/{call}", who, body)
    assert answer.status_code == 409
    assert answer.json()["who"] == "梅"
    assert answer.json()["when"] == "2026-11-22T03:00:00+00:00"


def test_a_premium_is_received_once(api):
    made = drafted(api)
    api.post(f"applications/{made}/submit", "alice")
    api.post(f"applications/{made}/accept", "ume")
    paid = payment(api, made)
    api.post(f"applications/{made}/payments", "ume", paid)
    again = api.post(f"applications/{made}/payments", "take", paid)
    assert (again.status_code, again.json()["who"]) == (409, "梅")
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"amount_yen": 1}, {"amount_yen"}),
        ({"amount_yen": -1}, {"amount_yen"}),
        ({"amount_yen": 61500.0}, {"amount_yen"}),
        ({"amount_yen": True}, {"amount_yen"}),
        ({"amount_yen": None}, {"amount_yen"}),
        ({"paid_on": "2026-11-23"}, {"paid_on"}),
        ({"paid_on": "20261120"}, {"paid_on"}),
        ({"paid_on": "2026-02-30"}, {"paid_on"}),
        ({"paid_on": None, "method": "coin"}, {"paid_on", "method"}),
        ({"method": None}, {"method"}),
    ],
)
def test_an_unusable_payment_is_refused_by_field(api, way, changes, fields):
    made = way.accepted()
    answer = api.post(f"applications/{made}/payments", "ume", payment(api, made, **changes))
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} == fields


@pytest.mark.parametrize(
    ("call", "body", "fields"),
    [
        ("return", {}, {"remarks"}),
        ("return", {"remarks": []}, {"remarks"}),
        ("return", {"remarks": "なし"}, {"remarks"}),
        ("return", {"remarks": ["なし"]}, {"remarks.0"}),
        (
            "return",
            {"remarks": [{"text": " "}, {"field": 1, "text": "a"}]},
            {"remarks.0.text", "remarks.1.field"},
        ),
        ("return", {"remarks": [{"field": "\x00", "text": "a"}]}, {"remarks.0.field"}),
        ("decline", {}, {"reasons"}),
        ("decline", {"reasons": ["", 1]}, {"reasons.0", "reasons.1"}),
        ("decline", {"reasons": ["\ud800"]}, {"reasons.0"}),
    ],
)  # fmt: skip
def test_unusable_remarks_and_reasons_are_refused_by_field(api, way, call, body, fields):
    answer = api.post(f"applications/{way.submitted()}/{call}", "ume", body)
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} == fields


@pytest.mark.parametrize(
    ("call", "who"),
    [("accept", "matsu"), ("approve", "ume"), ("accept", "alice"), ("submit", "ume")],
)
def test_a_role_that_does_not_do_this_is_refused(api, way, call, who):
    assert api.post(f"applications/{way.submitted()}/{call}", who, {}).status_code == 403


def test_whoever_accepted_cannot_approve_after_a_change_of_role(api, way: Way):
    made = way.accepted()
    ume = type(Application.objects.get().accepted_by).objects.get(pk=way.people.ume.person_id)
    ume.role = "approver"
    ume.save()
    answer = api.post(f"applications/{made}/approve", "ume", {})
    assert answer.status_code == 403
    assert "別の人" in answer.json()["detail"]


def test_what_was_returned_is_corrected_and_submitted_again(api, way):
    made = way.submitted()
    one = f"applications/{made}"
    receipt = api.post(f"{one}/return", "ume", REMARKS).json()["receipt_number"]
    corrected = api.post(f"{one}/correct", "alice", document(works__name="直した工事名")).json()
    assert (corrected["state"], corrected["receipt_number"]) == ("returned", receipt)
    assert corrected["remarks"] == REMARKS["remarks"]
    assert api.post(f"{one}/submit", "alice").json()["state"] == "submitted"
    assert api.get("applications", "ume").json()["items"][0]["works_name"] == "直した工事名"


def test_a_correction_is_a_whole_file_of_the_own_company(api, way):
    one = f"applications/{way.drafted()}/correct"
    faults = api.post(one, "alice", document(contractor__name=SAKURA, works__site=None))
    assert {each["code"] for each in faults.json()["errors"]} == {"foreign_contractor", "required"}
    assert Application.objects.get().document == document()


def test_nobody_corrects_what_is_submitted_or_belongs_to_others(api, way):
    made, one = way.submitted(), "applications/{}/correct"
    assert api.post(one.format(made), "alice", document()).status_code == 409
    assert api.post(one.format(made), "ume", document()).status_code == 403
    foreign = api.post(one.format(made), "charlie", document(contractor__name=SAKURA))
    missing = api.post(one.format("0" * 32), "charlie", document(contractor__name=SAKURA))
    assert (foreign.status_code, missing.status_code) == (404, 404)


def test_acts_by_program_are_audited_as_such(api):
    drafted(api)
    entry = AuditEntry.objects.get(act="applying.create")
    assert (entry.person_name, entry.channel, entry.source) == ("Alice", "api", "198.51.100.20")


def test_lists_come_in_pages_that_join_without_gap(api, way):
    made = [way.drafted(works__name=f"工事その{number}") for number in range(5)]
    found, after = [], ""
    while True:
        page = api.get(f"applications?limit=2&after={after}", "alice").json()
        found += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(found) == sorted(made)


def test_the_surety_sees_what_was_submitted_and_no_draft(api, way):
    way.drafted()
    made = way.submitted()
    assert [each["id"] for each in api.get("applications", "ume").json()["items"]] == [made]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=x",
        "limit=-1",
        "limit=１０",
        "limit=1&limit=2",
        "size=3",
        "after=%00",
        "after=nowhere",
    ],
)
def test_a_window_that_cannot_be_is_refused(api, query):
    for path in ("applications", "guarantees"):
        assert api.get(f"{path}?{query}", "alice").status_code == 422
    assert api.get(f"directory/obligees?{query}").status_code == 422
