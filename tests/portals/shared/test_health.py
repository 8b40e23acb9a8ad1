"""Operators hear whether it lives and works; strangers hear no figures."""

import pytest
from django.db import connection

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
