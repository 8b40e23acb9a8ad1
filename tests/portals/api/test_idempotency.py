"""The same request twice is one application (冪等): one after another, and all at once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from akashi.records.models import Application
from tests.factories.guarantees import document
from tests.portals.api.promised import hold_to_description

PATH = "/api/v1/applications"
AT_ONCE = 8


def test_the_same_key_and_file_are_the_same_application(api):
    answers = [
        api.post("applications", "alice", document(), Idempotency_Key="a-1") for _ in range(5)
    ]
    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["id"] for each in answers}) == 1
    assert Application.objects.count() == 1


def test_the_order_of_names_and_white_space_make_no_other_file(api):
    first = api.post("applications", "alice", document(), Idempotency_Key="a-1")
    turned = dict(reversed(document().items()))
    second = api.ask(
        "POST", "applications", "alice", raw=json.dumps(turned, indent=4), Idempotency_Key="a-1"
    )
    assert second.json()["id"] == first.json()["id"]


def test_the_same_key_with_another_file_is_refused(api):
    api.post("applications", "alice", document(), Idempotency_Key="a-1")
    other = document(works__name="別の工事")
    answer = api.post("applications", "alice", other, Idempotency_Key="a-1")
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("#problem-idempotency_mismatch")
    assert [each["code"] for each in answer.json()["errors"]] == ["idempotency_mismatch"]
    assert Application.objects.count() == 1


def test_keys_of_two_people_are_two_keys(api):
    ids = {
        api.post("applications", who, document(), Idempotency_Key="a-1").json()["id"]
        for who in ("alice", "bob")
    }
    assert len(ids) == 2


def test_without_a_key_the_same_file_is_another_application(api):
    ids = {api.post("applications", "alice", document()).json()["id"] for _ in range(2)}
    assert len(ids) == 2


def test_a_refused_request_leaves_its_key_unused(api):
    api.post("applications", "alice", document(delivery="fax"), Idempotency_Key="a-1")
    again = api.post("applications", "alice", document(), Idempotency_Key="a-1")
    assert again.status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "鍵", "x" * 201])
def test_an_unusable_key_is_refused(api, key):
    answer = api.post("applications", "alice", document(), Idempotency_Key=key)
    assert answer.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_equal_requests_at_once_are_one_application_and_nobody_is_told_to_try_again(api):
    token, start, body = api.token("alice"), Barrier(AT_ONCE), json.dumps(document())

    def ask(_number: int) -> tuple[int, str]:
        start.wait()
        try:
            answer = Client().post(
                PATH,
                body,
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "a-1"},
            )
            hold_to_description("POST", PATH, answer)
            return answer.status_code, answer.json()["id"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = set(pool.map(ask, range(AT_ONCE)))
    assert [status for status, _ in answers] == [201]
    assert Application.objects.count() == 1
