"""A certificate that is ready, and the pair that opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from akashi.workflows.delivering.disclose_key import disclose_key
from tests.factories.guarantees import Way
from tests.fakes import NOON


@dataclass(frozen=True)
class Ready:
    """A guarantee's number and key."""

    number: str
    key: str


@pytest.fixture
def ready(way: Way, doors: Toolbox) -> Ready:
    """Return the pair of a certificate that is sealed."""
    number = way.sealed().number
    return Ready(number, disclose_key(number, by=way.people.alice, at=NOON, toolbox=doors))


@pytest.fixture
def knock(client: Client, doors: Toolbox) -> Callable[..., HttpResponse]:
    """Return what types a number and a key and presses the button."""
    del doors

    def press(number: str, key: str, **more: str) -> HttpResponse:
        return client.post("/obligee/", {"guarantee_number": number, "access_key": key}, **more)

    return press
