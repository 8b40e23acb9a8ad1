"""Who stands at this door (利用者): a browser for each, over the tools of the test."""

from __future__ import annotations

import pytest
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from tests.factories.guarantees import Way
from tests.portals.walking import browser_of


@pytest.fixture
def ume(way: Way, doors: Toolbox) -> Client:
    """Return the browser of Ume."""
    del doors
    return browser_of(way.people.ume)


@pytest.fixture
def matsu(way: Way, doors: Toolbox) -> Client:
    """Return the browser of Matsu, who approves."""
    del doors
    return browser_of(way.people.matsu)


@pytest.fixture
def audrey(way: Way, doors: Toolbox) -> Client:
    """Return the browser of Audrey, who only looks."""
    del doors
    return browser_of(way.people.audrey)
