"""Operators hear whether it lives and works; strangers hear no figures."""

from datetime import timedelta

import pytest
from django.db import connection

from akashi.domain.identifiers.access_key import mint

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_ready_when_the_store_answers(client):
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()["ready"]) == (200, True)


def test_not_ready_on_an_empty_store(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'records'")
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()["checks"]) == (503, {"store": False})


def test_not_ready_on_a_store_of_an_older_version(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id ="
            " (SELECT max(id) FROM django_migrations WHERE app = 'records')"
        )
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("path", "door"), [("/obligee/", "obligee"), ("/api/v1/docs", "api"), ("/help/", "public")]
)
def test_figures_count_requests_by_door(client, path, door):
    client.get(path)
    figures = client.get("/metrics").content.decode()
    assert f'akashi_requests_total{{door="{door}",method="GET"' in figures


def test_figures_are_for_this_machine(client):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.7").status_code == 404


@pytest.mark.parametrize(("token", "status"), [("right", 200), ("wrong", 404)])
def test_figures_are_for_the_holder_of_the_token(client, settings, token, status):
    settings.METRICS_TOKEN = "right"
    reply = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == status


def test_who_must_wait_for_guessing_is_an_alarm(way, doors, client):
    number = way.sealed().number

    def waiting() -> str:
        lines = client.get("/metrics").content.decode().splitlines()
        return next(line for line in lines if line.startswith("akashi_sources_waiting"))

    assert waiting() == "akashi_sources_waiting 0.0"
    guess = {"guarantee_number": number, "access_key": mint(bytes(13))}
    for source in ("192.0.2.1", "198.51.100.5"):
        for _ in range(5):
            client.post("/api/v1/certificates/open", guess, "application/json", REMOTE_ADDR=source)
    assert waiting() == "akashi_sources_waiting 2.0"
    doors.clock.move(timedelta(seconds=31))
    assert waiting() == "akashi_sources_waiting 0.0"
