"""What went wrong is said in the reader's language, with a reference number and nothing inside."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from akashi.portals.shared import pages, problems


def failing(error: Exception, path: str = "/contractor/"):
    try:
        raise error
    except type(error):
        return pages.server_error(RequestFactory().get(path))


@pytest.mark.django_db
def test_a_missing_page_is_said_in_japanese_with_a_reference(client):
    reply = client.get("/nothing")
    assert reply.status_code == 404
    assert "ページが見つかりません" in reply.content.decode()
    assert reply.headers["X-Request-ID"] in reply.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/obligee/", "/contractor/login/", "/nothing"])
def test_whom_to_ask_stands_at_the_foot_of_every_page(client, settings, path):
    def words_at(path: str) -> str:
        return client.get(path).content.decode()

    settings.CONTACT = "業務部 03-0000-0000 (平日9時から17時)"
    assert f'お問い合わせ: <span lang="ja">{settings.CONTACT}</span>' in words_at(path)
    settings.CONTACT = ""
    assert "お問い合わせ: " not in words_at(path)


@pytest.mark.django_db
def test_a_missing_page_is_said_in_english_to_whoever_chose_it(english):
    assert "Page not found" in english.get("/nothing").content.decode()


@pytest.mark.django_db
def test_a_browser_set_to_english_has_chosen_nothing(client):
    reply = client.get("/nothing", headers={"Accept-Language": "en-US"})
    assert 'lang="ja"' in reply.content.decode()


@pytest.mark.django_db
def test_programs_choose_their_language_by_header(client):
    reply = client.get("/api/v1/nothing", headers={"Accept-Language": "en-US"})
    assert reply.json()["title"] == "Not found"


@pytest.mark.django_db
def test_programs_get_a_problem_object(client):
    reply = client.get("/api/v1/nothing")
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "instance"} <= set(reply.json())


@pytest.mark.django_db
def test_a_wrong_method_gets_a_page_that_still_names_the_right_ones(client):
    reply = client.get("/language/")
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "POST"
    assert "この方法では開けないページです" in reply.content.decode()


@pytest.mark.django_db
def test_a_body_too_large_is_refused_before_it_is_read(client):
    reply = client.post("/verify/", b"", content_type="text/plain", CONTENT_LENGTH="99999999")
    assert reply.status_code == 413
    assert "20MB" in reply.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused():
    reply = Client(enforce_csrf_checks=True).post("/obligee/", {})
    assert reply.status_code == 403
    assert "画面を開き直してください" in reply.content.decode()


def test_our_own_fault_is_mute():
    reply = failing(ValueError("SELECT secret FROM /srv/akashi"))
    assert reply.status_code == 500
    assert "SELECT" not in reply.content.decode()
    assert "/srv" not in reply.content.decode()


def test_a_store_that_cannot_be_reached_is_a_503_with_a_time():
    reply = failing(OperationalError("database or disk is full"))
    assert reply.status_code == 503
    assert reply.headers["Retry-After"]


def test_programs_hear_of_it_as_a_problem():
    reply = failing(OperationalError("gone"), "/api/v1/applications")
    assert json.loads(reply.content)["status"] == 503


def test_waiting_is_told_in_minutes_to_people_and_in_seconds_to_programs():
    reply = pages.too_many(RequestFactory().get("/obligee/"), 61)
    assert "2分間" in reply.content.decode()
    assert reply.headers["Retry-After"] == "61"


@pytest.mark.parametrize("kind", problems.TITLES)
def test_a_problem_carries_its_status_and_a_type_of_its_own(kind):
    reply = problems.problem(RequestFactory().get("/api/v1/x"), kind)
    body = json.loads(reply.content)
    assert body["status"] == reply.status_code
    assert body["type"].endswith(kind)
