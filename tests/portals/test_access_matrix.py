"""Who gets what at every address (権限の表): docs/access.md against the product, cell by cell."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor, system_actor
from akashi.records.models import Notice
from akashi.workflows.keeping.people import create_token
from akashi.workflows.keeping.publish_log import publish_log
from tests.factories.guarantees import Way
from tests.portals.addresses import PEOPLE, existing, filled, published
from tests.portals.walking import browser_of

REPEATED = re.compile(
    rb"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}"  # the reference number
    rb'|"instance": ?"[^"]*"'  # the address asked for, in a problem
    rb'|<input type="hidden"[^>]*>'  # the same in the form that changes the language
)
REFUSALS = {401: "401", 403: "403", 404: "404"}
NOT_SO = 405
FAULT = 500
ADDRESSES = sorted(existing())
DOORS = ("/contractor/", "/surety/", "/obligee/", "/api/", "/")
FILL = "contractor"
"""A page of an application, and one of the manual."""
MISSING = {
    "application_id": "0" * 32,
    "number": "MH-2026-9999999-0",
    "mail_id": "999999",
    "obligee_id": "no-such-body",
    "slug": FILL,
    "path": "tile/0/999",
}

Ask = Callable[[str, str, str], HttpResponseBase]


@pytest.fixture
def world(way: Way, doors: Toolbox, settings: Any) -> dict[str, str]:
    """Return the things addresses speak of: all of Alice's company."""
    del doors
    settings.DEMO = True
    guarantee = way.sealed()
    publish_log(toolbox=way.tools)
    return {
        "application_id": way.submitted(works__name="もう一つの工事"),
        "number": guarantee.number,
        "mail_id": str(Notice.objects.order_by("pk").values_list("pk", flat=True)[0]),
        "obligee_id": "okinawa-yomitan",
        "slug": FILL,
        "path": "checkpoint",
    }


@pytest.fixture
def ask(way: Way, world: dict[str, str]) -> Ask:
    """Return what asks as one of the table's people; nothing asked for stays done."""
    del world
    crew = way.people
    actors = (None, crew.alice, crew.charlie, crew.ume, crew.matsu, crew.otto, crew.audrey)
    clients = {
        (who, api): _client(actor, way.tools, api=api)
        for who, actor in zip(PEOPLE, actors, strict=True)
        for api in (False, True)
    }

    def send(who: str, method: str, address: str) -> HttpResponseBase:
        client = clients[who, address.startswith("/api/")]
        cookies = copy.deepcopy(client.cookies)
        with transaction.atomic():
            answer = client.generic(method, address, b"{}", content_type=_kind(address))
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer  # type: ignore[no-any-return]

    return send


def _client(actor: Actor | None, tools: Toolbox, *, api: bool) -> Client:
    if actor is None:
        return Client()
    if not api:
        return browser_of(actor)
    token = create_token(
        actor.user_id, by=system_actor("cli"), at=tools.clock.now(), entropy=tools.randomness(32)
    )
    return Client(headers={"Authorization": f"Bearer {token}"})


def _kind(address: str) -> str:
    return (
        "application/json" if address.startswith("/api/") else "application/x-www-form-urlencoded"
    )


def outcome(answer: HttpResponseBase) -> str:
    """Return an answer as the table puts it; empty where the way of asking does not exist."""
    assert answer.status_code < FAULT, answer.status_code
    if answer.status_code == NOT_SO:
        return ""
    if "/login/?next=" in answer.headers.get("Location", ""):
        return "sign in"
    return REFUSALS.get(answer.status_code, "yes")


def door_of(address: str) -> str:
    """Return the door an address stands behind."""
    return next(door for door in DOORS if address.startswith(door))


def cell(ask: Ask, who: str, address: str) -> str:
    """Return what somebody gets for looking and for acting; once where it is the same."""
    looking, acting = (outcome(ask(who, method, address)) for method in ("GET", "POST"))
    return " / ".join(dict.fromkeys(each for each in (looking, acting) if each))


@pytest.mark.parametrize("door", DOORS)
def test_everybody_gets_what_the_table_says(ask: Ask, world: dict[str, str], door: str) -> None:
    behind = [address for address in ADDRESSES if door_of(address) == door]
    found = {
        address: {who: cell(ask, who, filled(address, world)) for who in PEOPLE}
        for address in behind
    }
    assert found == {address: published()[address].answers for address in behind}


def test_what_is_of_others_answers_like_what_is_not_there(ask: Ask, world: dict[str, str]) -> None:
    unlike = [
        (method, address)
        for address in ADDRESSES
        for method in ("GET", "POST")
        if "404" in published()[address].answers["other contractor"]
        and said(ask("other contractor", method, filled(address, world)))
        != said(ask("other contractor", method, filled(address, MISSING)))
    ]
    assert unlike == []


def test_the_table_says_at_least_two_hundred_things() -> None:
    assert sum(len(row.answers) for row in published().values()) >= 200


def said(answer: Any) -> tuple[int, bytes]:
    """Return what a stranger could tell two answers apart by, but for what every answer repeats."""
    return answer.status_code, REPEATED.sub(b"", answer.content)
