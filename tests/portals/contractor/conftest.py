"""Who stands at this door (利用者): a browser for each, over the tools of the test."""

from __future__ import annotations

import pytest
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from tests.factories.guarantees import Way
from tests.portals.walking import browser_of


@pytest.fixture
def alice(way: Way, doors: Toolbox) -> Client:
    """Return the browser of Alice."""
    del doors
    return browser_of(way.people.alice)


@pytest.fixture
def charlie(way: Way, doors: Toolbox) -> Client:
    """Return the browser of Charlie, of another company."""
    del doors
    return browser_of(way.people.charlie)
