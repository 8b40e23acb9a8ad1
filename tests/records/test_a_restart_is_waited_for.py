"""A server that restarts (再起動) is waited for; one that stays away is said to be away at once."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from akashi.records.postgresql import base


class Server:
    """A server that refuses everybody until it is back; waiting for it takes no time here."""

    def __init__(self, back_at: float) -> None:
        self.now, self.back_at, self.knocks = 0.0, back_at, 0

    def connect(self, **_settings: object) -> object:
        """Let somebody in, or not."""
        self.knocks += 1
        if self.now < self.back_at:
            raise psycopg.OperationalError("connection refused")
        return SimpleNamespace(adapters=None)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def knock(monkeypatch: pytest.MonkeyPatch, server: Server) -> object:
    monkeypatch.setattr(psycopg, "connect", server.connect)
    clock = SimpleNamespace(monotonic=lambda: server.now, sleep=server.sleep)
    monkeypatch.setattr(base, "time", clock)
    store = ConnectionHandler({"default": {"ENGINE": "akashi.records.postgresql", "NAME": "none"}})
    connection = store["default"]
    with connection.wrap_database_errors:
        return connection.get_new_connection({})


@pytest.fixture(autouse=True)
def _no_outage() -> Iterator[None]:
    base._Outage.since = None
    yield
    base._Outage.since = None


def test_a_short_outage_is_waited_out(monkeypatch):
    server = Server(back_at=base.PATIENCE - 0.1)
    assert knock(monkeypatch, server)
    assert server.knocks > 1


def test_a_long_one_is_said_once_after_waiting_and_then_at_once(monkeypatch):
    server = Server(back_at=3600)
    for first in (True, False):
        knocks, begun = server.knocks, server.now
        with pytest.raises(OperationalError):
            knock(monkeypatch, server)
        assert (server.knocks - knocks > 1) is first
        assert (server.now - begun > base.PATIENCE) is first


def test_when_it_is_back_the_next_outage_is_waited_for_again(monkeypatch):
    server = Server(back_at=3600)
    with pytest.raises(OperationalError):
        knock(monkeypatch, server)
    server.now = 3600
    assert knock(monkeypatch, server)
    server.back_at = 3601
    assert knock(monkeypatch, server)
