"""The directory by program (発注者名簿API): bodies, their rules, and the check."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from akashi.domain.directory import read_obligee
from akashi.records.models import Obligee

YOMITAN = "directory/obligees/okinawa-yomitan"
ASKED = {"product": "advance_payment", "works_kind": "construction", "contract_date": "2026-05-11"}


def check(api, body="okinawa-yomitan", **asked):
    query = urlencode({**ASKED, **asked}, doseq=True)
    return api.get(f"directory/obligees/{body}/check?{query}")


def test_every_body_is_listed_once(api):
    found, after = [], ""
    while after is not None:
        page = api.get(f"directory/obligees?limit=200&after={after}").json()
        found += [each["id"] for each in page["items"]]
        after = page["next"]
    assert sorted(found) == sorted(Obligee.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("query", ["q=読谷", "q=沖縄県 読谷", "q=YOMITAN", "q=読谷&pref=沖縄県"])
def test_words_and_prefecture_narrow_the_list(api, query):
    rows = api.get(f"directory/obligees?{query}").json()["items"]
    assert [each["name"] for each in rows] == ["読谷村"]


def test_every_body_is_answered_in_the_format_it_can_be_imported_in(api):
    for each in Obligee.objects.order_by("name_only", "pk")[:40]:
        answer = api.get(f"directory/obligees/{each.pk}").json()
        body, problems = read_obligee(answer)
        assert (body.id, problems) == (each.pk, ())


def test_a_fact_given_twice_is_not_decided_by_its_place(api):
    answer = check(api, contract_date=["2026-03-31", "2026-05-11"])
    assert [(each["code"], each["field"]) for each in answer.json()["errors"]] == [
        ("repeated", "contract_date")
    ]


@pytest.mark.parametrize("body", ["nowhere", "%00", "a%0Ab", "読谷村"])
def test_a_body_that_is_not_there_is_not_found(api, body):
    assert api.get(f"directory/obligees/{body}").status_code == 404
    assert check(api, body).status_code == 404


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({}, "yes"),
        ({"contract_date": "2026-03-31"}, "no"),
        ({"contract_date": ""}, "ask"),
        ({"surety_kind": "nonlife_pdf"}, "no"),
        ({"works_kind": "consulting"}, "no"),
    ],
)
def test_the_check_answers_yes_no_or_ask(api, asked, answer):
    assert check(api, **asked).json()["electronic"] == answer


def test_a_body_known_by_name_only_is_to_be_asked(api):
    named = Obligee.objects.filter(name_only=True).first()
    assert check(api, named.pk).json()["electronic"] == "ask"


def test_the_templates_are_filled_from_what_is_given_and_tell_what_is_missing(api):
    with_number = None
    for each in Obligee.objects.filter(name_only=False):
        answer = check(api, each.pk).json()["delivery"]
        if "工事番号" in answer["missing"]:
            with_number = each.pk
            break
    assert with_number
    given = check(api, with_number, works_number="R8-12").json()["delivery"]
    same = check(api, with_number, number=["works=R8-12", "contract=K-3"]).json()["delivery"]
    assert "工事番号" not in given["missing"]
    assert "R8-12" in given["subject"] == same["subject"]


def test_sentences_follow_the_language_asked_for(api):
    query = urlencode(ASKED)
    reasons = api.get(f"{YOMITAN}/check?{query}", Accept_Language="en").json()["reasons"]
    assert "2026" in reasons[-1]["sentence"]
    assert "です" not in reasons[-1]["sentence"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"product": ""}, "product"),
        ({"product": "maintenance"}, "product"),
        ({"works_kind": ""}, "works_kind"),
        ({"surety_kind": "bank"}, "surety_kind"),
        ({"contract_date": "令和8年4月1日"}, "contract_date"),
        ({"bid_date": "2026-13-01"}, "bid_date"),
        ({"contract-date": "2026-05-11"}, "contract-date"),
        ({"change": "maybe"}, "change"),
        ({"number": "R8-12"}, "number"),
        ({"number": "invoice=1"}, "number"),
        ({"works_name": "\x00"}, "works_name"),
    ],
)
def test_a_question_that_cannot_be_understood_is_refused_by_field(api, asked, field):
    answer = check(api, **asked)
    assert answer.status_code == 422
    assert {each["field"] for each in answer.json()["errors"]} == {field}


def test_everything_wrong_with_a_question_comes_at_once(api):
    answer = api.get(f"{YOMITAN}/check?change=maybe&colour=red")
    assert {each["field"] for each in answer.json()["errors"]} == {
        "product",
        "works_kind",
        "change",
        "colour",
    }
