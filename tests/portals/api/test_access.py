"""Who may ask what (利用の権利): every call by everybody, on one's own, others' and nothing."""

from __future__ import annotations

from typing import Any

import pytest

from akashi.records.models import ApiToken, Person
from tests.factories.guarantees import document
from tests.fakes import NOON
from tests.portals.api.description_calls import CALLS, METHODS

MISSING = {"id": "0" * 32, "number": "MH-2026-0000999-R"}
STRANGE = {"id": "nothing%0A", "number": "nothing%EF%BF%BF"}
UNASKABLE = {"id": "nothing%00", "number": "nothing%00"}
EVERYBODY = ("", "alice", "charlie", "ume", "matsu", "otto", "audrey")

# For each call by token: what alice, ume, matsu, otto and audrey get on an own object that is
# in the right state, or of the wrong one (409). Charlie, a stranger, gets what a missing one gets.
READ, CONTRACTOR, UNDERWRITING = (
    {"alice": 200, "ume": 200, "matsu": 200, "otto": 200, "audrey": 200},
    {"alice": 200, "ume": 403, "matsu": 403, "otto": 403, "audrey": 403},
    {"alice": 403, "ume": 200, "matsu": 200, "otto": 403, "audrey": 403},
)
TABLE = {
    "GET applications/{id}": READ,
    "POST applications/{id}/correct": CONTRACTOR,
    "POST applications/{id}/submit": CONTRACTOR,
    "POST applications/{id}/withdraw": CONTRACTOR,
    "POST applications/{id}/return": UNDERWRITING,
    "POST applications/{id}/accept": UNDERWRITING | {"matsu": 403},
    "POST applications/{id}/approve": UNDERWRITING | {"ume": 403},
    "POST applications/{id}/decline": UNDERWRITING,
    "POST applications/{id}/payments": UNDERWRITING,
    "GET guarantees/{number}": READ,
    "GET guarantees/{number}/certificate.pdf": READ,
    "GET guarantees/{number}/key-notice.pdf": CONTRACTOR,
    "POST guarantees/{number}/access-key": CONTRACTOR,
}
BODIES: dict[str, Any] = {
    "correct": document(),
    "return": {"remarks": [{"text": "直してください。"}]},
    "decline": {"reasons": ["引受けできません。"]},
    "payments": {"amount_yen": 61_500, "paid_on": "2026-11-20", "method": "transfer"},
}


def ask(api, call, who, objects):
    method, _, path = call.partition(" ")
    for name, value in objects.items():
        path = path.replace(f"{{{name}}}", value)
    return api.ask(method, path, who, BODIES.get(path.rpartition("/")[2]))


def own_objects(way, call):
    """Return an object of Alice's company, in the state in which the call is open."""
    part = call.rpartition("/")[2]
    if "{number}" in call:
        return {"number": way.sealed().number}
    made = {
        "correct": way.drafted,
        "submit": way.drafted,
        "approve": way.accepted,
        "payments": way.accepted,
    }
    return {"id": made.get(part, way.submitted)()}


def test_every_call_on_one_object_stands_in_the_table():
    described = {f"{method} {path}" for method, path, token in CALLS if token and "{" in path}
    assert described == set(TABLE)


@pytest.mark.parametrize("call", TABLE)
def test_rights_on_an_own_object_are_as_the_table_says(api, way, call):
    for who in ("audrey", "otto", *sorted({"alice", "ume", "matsu"}, key=TABLE[call].get)[::-1]):
        expected = TABLE[call][who]
        objects = own_objects(way, call)
        assert ask(api, call, who, objects).status_code == expected, who


def test_what_no_store_can_be_asked_for_is_not_found_by_anybody(api):
    for call in TABLE:
        for who in EVERYBODY:
            assert ask(api, call, who, UNASKABLE).status_code == 404, (call, who)


@pytest.mark.parametrize("call", TABLE)
def test_a_stranger_is_answered_as_if_there_were_nothing(api, way, call):
    foreign = ask(api, call, "charlie", own_objects(way, call))
    missing = ask(api, call, "charlie", MISSING)
    expected = 404 if TABLE[call]["alice"] == 200 else 403
    assert (foreign.status_code, missing.status_code) == (expected, expected)
    assert _without_reference(foreign) == _without_reference(missing)


@pytest.mark.parametrize("call", TABLE)
def test_what_is_missing_is_not_found_by_whoever_might_have_it(api, call):
    for who, own in TABLE[call].items():
        for objects in (MISSING, STRANGE):
            expected = 403 if own == 403 else 404
            assert ask(api, call, who, objects).status_code == expected, (who, objects)


def test_the_surety_is_not_shown_what_was_never_submitted(api, way):
    draft = {"id": way.drafted()}
    for call in TABLE:
        if "{id}" in call:
            for who in ("ume", "matsu", "audrey"):
                assert ask(api, call, who, draft).status_code in {403, 404}, (call, who)


@pytest.mark.parametrize(("method", "path"), [(m, p) for m, p, token in CALLS if token])
def test_without_a_living_token_every_call_is_refused_alike(api, people, method, path):
    revoked, gone = api.token("bob"), api.token("charlie")
    ApiToken.objects.filter(person_id=people.bob.person_id).update(revoked_at=NOON)
    Person.objects.filter(pk=people.charlie.person_id).update(is_active=False)
    wrong = ("", "Bearer", "Bearer nothing", "Basic YTpi", f"Bearer {revoked}", f"Bearer {gone}")
    plain = path.replace("{id}", MISSING["id"]).replace("{number}", MISSING["number"])
    answers = [api.ask(method, plain, Authorization=each) for each in wrong]
    assert {each.status_code for each in answers} == {401}
    assert len({tuple(_without_reference(each)) for each in answers}) == 1


@pytest.mark.parametrize("who", EVERYBODY)
def test_wrong_methods_are_refused_alike_whoever_asks(api, who):
    for path, methods in METHODS.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - methods:
            answer = api.ask(method, path.replace("{id}", "x").replace("{number}", "x"), who)
            assert answer.status_code == 405, (method, path)
            assert set(answer["Allow"].split(", ")) - {"HEAD"} == {*methods, "OPTIONS"}


@pytest.mark.parametrize(
    "path", ["", "nothing", "applications/", "docs/", "guarantees/x/y", "../v2/applications"]
)
def test_an_unknown_address_is_a_problem_too(api, path):
    for who in ("", "alice"):
        assert api.get(path, who).status_code == 404
        assert api.post(path, who, {}).status_code == 404


def test_a_contractor_creates_and_nobody_else(api):
    for who in ("ume", "matsu", "otto", "audrey"):
        assert api.post("applications", who, {}).status_code == 403
    assert api.post("applications", "alice", {}).status_code == 422


def test_a_cookie_is_no_token(api, people):
    api.client.force_login(
        Person.objects.get(pk=people.alice.person_id), "django.contrib.auth.backends.ModelBackend"
    )
    assert api.client.get("/api/v1/applications").status_code == 401


def _without_reference(answer):
    return {k: v for k, v in answer.json().items() if k != "instance"}
