"""Opening by program (閲覧API): what opens, what does not, and that nothing tells why."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akashi.domain.identifiers import access_key, guarantee_number
from akashi.records.models import AccessKey, OpenAttempt, Opening
from tests.factories.guarantees import Way
from tests.fakes import NOON
from tests.portals.api.conftest import Api

OPEN = "certificates/open"
STRANGE_KEY = access_key.mint(bytes(range(13)))


def pair(number: str, key: str) -> dict[str, str]:
    return {"guarantee_number": number, "access_key": key}


@pytest.fixture
def opened(api: Api, way: Way) -> dict[str, str]:
    number = way.sealed().number
    return pair(number, api.key_of(number))


def test_number_and_key_open_the_certificate(api, opened):
    answer = api.post(OPEN, "", opened).json()
    assert answer["guarantee_number"] == opened["guarantee_number"]
    assert (answer["status"], answer["in_force"], answer["as_of"]) == (
        "in_force",
        True,
        "2026-11-22",
    )
    assert answer["content"]["works"]["name"] == "村道中央残波線道路改良工事(R8-1工区)"


def test_what_is_typed_another_way_opens_too(api, opened):
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    typed = {name: value.lower().translate(wide) for name, value in opened.items()}
    assert unicodedata.normalize("NFKC", typed["access_key"]) != typed["access_key"]
    assert api.post(OPEN, "", typed).status_code == 200


@pytest.mark.parametrize("accept", ["application/pdf", "application/json;q=0.5, application/pdf"])
def test_the_sealed_pdf_is_given_to_whom_it_is_acceptable(api, opened, accept):
    answer = api.post(OPEN, "", opened, Accept=accept)
    assert answer["Content-Type"] == "application/pdf"
    assert f"certificate_{opened['guarantee_number']}.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%FAKE-1")


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "application/json, application/pdf"])
def test_everybody_else_is_given_json(api, opened, accept):
    assert api.post(OPEN, "", opened, Accept=accept)["Content-Type"] == "application/json"


def test_an_opening_is_recorded_with_source_and_channel(api, opened):
    api.post(OPEN, "", opened, source="198.51.100.77")
    assert list(Opening.objects.values_list("source", "channel")) == [("198.51.100.77", "api")]


def test_a_mistyped_group_is_named(api, opened):
    groups = opened["access_key"].split("-")
    groups[1], groups[3] = groups[3], groups[1]
    answer = api.post(OPEN, "", pair(opened["guarantee_number"], "-".join(groups)))
    assert answer.status_code == 422
    assert [each["group"] for each in answer.json()["errors"]] == [2, 4]


def test_faults_of_number_and_key_come_at_once(api):
    answer = api.post(OPEN, "", pair("MH-2026-0000017-X", "O0"))
    assert {each["field"] for each in answer.json()["errors"]} == {
        "guarantee_number",
        "access_key",
    }


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, {"guarantee_number_empty", "access_key_empty"}),
        (pair("", " "), {"guarantee_number_empty", "access_key_empty"}),
        (pair(7, ["A"]), {"wrong_type"}),
        ({**pair("x" * 201, "x" * 201)}, {"too_long"}),
        ({**pair("a", "b"), "pin": "1"}, {"unknown_field"}),
        (pair("\x00", "\ud800"), {"unprintable"}),
    ],
)
def test_what_has_no_shape_is_refused_by_field(api, body, faults):
    answer = api.post(OPEN, "", body)
    assert answer.status_code == 422
    assert {each["code"] for each in answer.json()["errors"]} == faults


def test_a_mistyped_pair_is_answered_before_any_look_up(api, opened):
    with CaptureQueriesContext(connection) as queries:
        api.post(OPEN, "", pair(opened["guarantee_number"], "AAAAA"))
    assert len(queries) == 0
    assert OpenAttempt.objects.count() == 0


def test_the_hot_path_asks_for_no_session_and_no_user(api, opened):
    api.post(OPEN, "", opened)
    with CaptureQueriesContext(connection) as queries:
        api.post(OPEN, "", opened)
    told = [each["sql"] for each in queries]
    assert [sql for sql in told if "session" in sql or "records_person" in sql] == []
    locks = ("SAVEPOINT", "pg_advisory")
    assert len([sql for sql in told if not any(word in sql for word in locks)]) == 2


def not_sealed(_api: Api, way: Way) -> dict[str, str]:
    guarantee = way.concluded(works__name="まだ封印されていない工事")
    key = AccessKey.objects.get(guarantee=guarantee)
    return pair(guarantee.number, way.tools.vault.decrypt(bytes(key.ciphertext), guarantee.number))


def withdrawn(api: Api, way: Way) -> dict[str, str]:
    number = way.sealed(works__name="鍵が取り下げられた工事").number
    key = api.key_of(number)
    AccessKey.objects.filter(guarantee__number=number).update(withdrawn_at=NOON)
    return pair(number, key)


def unknown_number() -> dict[str, str]:
    return pair(guarantee_number.make("MH", 2026, 999), STRANGE_KEY)


def wrong_key(_api: Api, way: Way) -> dict[str, str]:
    return pair(way.sealed(works__name="別の工事").number, STRANGE_KEY)


def another_guarantees_key(api: Api, way: Way) -> dict[str, str]:
    one = way.sealed(works__name="一つ目の工事").number
    other = way.sealed(works__name="二つ目の工事").number
    return pair(one, api.key_of(other))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("accept", ["application/json", "application/pdf"])
@pytest.mark.parametrize(
    "case", [not_sealed, withdrawn, wrong_key, another_guarantees_key], ids=lambda f: f.__name__
)
def test_what_does_not_open_is_answered_alike_to_the_byte(api, way, case, accept, lang):
    said = {"Accept": accept, "Accept_Language": lang}
    first = api.post(OPEN, "", unknown_number(), **said)
    second = api.post(OPEN, "", case(api, way), **said)
    assert (first.status_code, second.status_code) == (404, 404)
    assert first.content == second.content
    own = {"X-Request-ID"}
    assert {k: v for k, v in first.items() if k not in own} == {
        k: v for k, v in second.items() if k not in own
    }


def test_what_does_not_open_is_another_problem_than_a_missing_address(api):
    answer = api.post(OPEN, "", unknown_number()).json()
    assert answer["type"] == "/api/v1/docs#problem-does_not_open"


def test_too_many_attempts_must_wait_and_the_right_key_elsewhere_opens(api, opened):
    wrong = pair(opened["guarantee_number"], STRANGE_KEY)
    answers = [api.post(OPEN, "", wrong).status_code for _ in range(6)]
    assert answers == [404] * 5 + [429]
    waiting = api.post(OPEN, "", opened)
    assert waiting.status_code == 429
    assert int(waiting["Retry-After"]) == waiting.json()["retry_after"] >= 30
    assert api.post(OPEN, "", opened, source="203.0.113.99").status_code == 200


def test_sentences_follow_the_language_asked_for(api):
    asked = [
        api.post(OPEN, "", pair("", ""), **head).json()["title"]
        for head in ({}, {"Accept_Language": "ja"}, {"Accept_Language": "en-GB, ja;q=0.5"})
    ]
    assert asked == ["入力に誤りがあります", "入力に誤りがあります", "The input breaks rules"]


def test_a_browsers_language_that_is_neither_is_answered_in_japanese(api):
    assert api.post(OPEN, "", {}, Accept_Language="de").json()["title"] == "入力に誤りがあります"
