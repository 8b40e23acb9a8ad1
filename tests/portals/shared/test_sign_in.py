"""Log-in: one answer for every failure, a new session for every success, nothing left behind."""

from __future__ import annotations

import pytest

from akashi.domain.people import Role, system_actor
from akashi.workflows.keeping.people import create_person
from tests.fakes import NOON

LOG_IN = "/contractor/login/"
FAILED = "お客様IDまたはパスワードが違います。"


@pytest.fixture
def clerk(db):
    del db
    return create_person(
        role=Role.CONTRACTOR,
        name="比嘉",
        company="株式会社残波建設",
        by=system_actor("cli"),
        at=NOON,
        entropy=b"0123456789abcde",
    )


def log_in(client, user_id, password, **more):
    return client.post(LOG_IN, {"user_id": user_id, "password": password, **more})


def test_the_right_pair_leads_to_the_door(client, clerk):
    reply = log_in(client, clerk.user_id, clerk.password)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/contractor/")


def test_the_id_is_understood_in_full_width_and_lower_case(client, clerk):
    typed = " " + clerk.user_id.lower().translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})
    assert log_in(client, typed, clerk.password).status_code == 302


def test_the_password_is_taken_as_typed(client, clerk):
    assert log_in(client, clerk.user_id, clerk.password + " ").status_code == 422


@pytest.mark.parametrize("known", [True, False])
def test_every_failure_gets_the_same_sentence(client, clerk, known):
    reply = log_in(client, clerk.user_id if known else "C9999999", "wrong")
    assert FAILED in reply.content.decode()


@pytest.mark.parametrize("typed", ["\x00", "C0000001\x00", "C" * 5000, "C0000001' OR 1=1"])
def test_what_no_store_could_be_asked_for_gets_the_same_sentence_and_asks_nothing(
    client, clerk, django_assert_num_queries, typed
):
    del clerk
    with django_assert_num_queries(0):
        reply = log_in(client, typed, "wrong")
    assert (reply.status_code, FAILED in reply.content.decode()) == (422, True)


def test_the_id_typed_stays_and_the_password_does_not(client, clerk):
    page = log_in(client, clerk.user_id, "wrong-password").content.decode()
    assert f'value="{clerk.user_id}"' in page
    assert "wrong-password" not in page


def test_the_session_is_a_new_one_after_log_in(client, clerk):
    session = client.session
    session["before"] = "yes"
    session.save()
    client.cookies["akashi"] = session.session_key
    log_in(client, clerk.user_id, clerk.password)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/contractor/guarantees/", "/contractor/guarantees/"),
        ("https://evil.example/", "/contractor/"),
        ("//evil.example/", "/contractor/"),
        ("/surety/", "/contractor/"),
        ("", "/contractor/"),
    ],
)
def test_only_an_address_of_the_own_door_is_resumed(client, clerk, asked, reached):
    reply = log_in(client, clerk.user_id, clerk.password, next=asked)
    assert reply.headers["Location"] == reached


def test_the_wrong_door_leads_to_the_right_one(client, clerk):
    data = {"user_id": clerk.user_id, "password": clerk.password}
    assert client.post("/surety/login/", data).headers["Location"] == "/contractor/"


def test_guessing_is_slowed_here_and_nowhere_else(client, clerk, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, clerk.user_id, "wrong")
    here = log_in(client, clerk.user_id, clerk.password)
    data = {"user_id": clerk.user_id, "password": clerk.password}
    elsewhere = client.post(LOG_IN, data, REMOTE_ADDR="203.0.113.9")
    assert (here.status_code, elsewhere.status_code) == (429, 302)
    assert int(here.headers["Retry-After"]) > 0


def test_log_out_ends_the_session_and_clears_what_the_browser_kept(client, clerk):
    log_in(client, clerk.user_id, clerk.password)
    reply = client.post("/contractor/logout/")
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/contractor/").status_code == 302


def test_a_link_cannot_log_anybody_out(client, clerk):
    log_in(client, clerk.user_id, clerk.password)
    assert client.get("/contractor/logout/").status_code == 405
