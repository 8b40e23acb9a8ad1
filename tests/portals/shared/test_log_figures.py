"""Figures about the public log (公開ログの計測): what an alarm looks at."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from akashi.workflows.keeping.tasks import work_once
from tests.factories.guarantees import Way
from tests.factories.logs import BareLog


@pytest.fixture
def log(way: Way, doors: Toolbox) -> BareLog:
    """Return a log of three leaves, published and anchored."""
    del doors
    log = BareLog(way.sealed().certificate_set.get(), way.tools)
    log.forget()
    log.grow(3)
    work_once(toolbox=log.tools)
    return log


def figures(client: Client) -> dict[str, float]:
    """Return the log's figures as Prometheus reads them."""
    lines = client.get("/metrics").content.decode().splitlines()
    pairs = (line.split() for line in lines if line.startswith("akashi_log_"))
    return {name.removeprefix("akashi_log_"): float(value) for name, value in pairs}


def test_a_log_in_order_is_published_and_anchored(log: BareLog, client: Client):
    del log
    assert figures(client) == {
        "leaves": 3, "published_leaves": 3, "anchored_leaves": 3, "trouble": 0, "anchor_overdue": 0,
        "trail_unsigned": 0,
    }  # fmt: skip


def test_a_log_that_contradicts_what_was_published_is_an_alarm(log: BareLog, client: Client):
    log.forget()
    log.grow(2)
    told = figures(client)
    assert (told["trouble"], told["leaves"], told["published_leaves"]) == (1, 2, 3)


def test_an_anchor_that_is_missing_for_a_day_is_an_alarm(log: BareLog, client: Client):
    log.grow(1)
    log.tools.clock.move(timedelta(days=2, seconds=1))
    assert figures(client)["anchor_overdue"] == 1


def test_acts_that_nobody_signs_are_an_alarm(log: BareLog, way: Way, client: Client):
    way.tools.clock.move(timedelta(days=1))
    late = Way(way.people, way.tools, at=way.tools.clock.now())
    late.drafted()
    assert figures(client)["trail_unsigned"] == 0
    log.tools.clock.move(timedelta(minutes=11))
    assert figures(client)["trail_unsigned"] == 1


def test_a_folder_that_cannot_be_read_is_an_alarm_and_hides_nothing_else(
    log: BareLog, client: Client, monkeypatch: pytest.MonkeyPatch
):
    def broken(path: str) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(log.store, "read", broken)
    told = figures(client)
    assert told["trouble"] == 1
    assert told["anchored_leaves"] == 3


def test_without_a_store_the_other_figures_are_still_told(
    log: BareLog, client: Client, monkeypatch: pytest.MonkeyPatch
):
    def gone(**_: object) -> None:
        raise OperationalError

    del log
    monkeypatch.setattr("akashi.portals.shared.health.anchoring", gone)
    assert figures(client) == {}
    assert "akashi_requests" in client.get("/metrics").content.decode()
