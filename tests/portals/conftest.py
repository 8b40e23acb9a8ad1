"""What tests of the doors may ask for: the pages wired to the tools of the test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from akashi.adapters.toolbox import Toolbox

STANDING: list[Toolbox] = []


def standing() -> Toolbox:
    """Return the tools of the test that runs; `settings.TOOLBOX` names this function."""
    return STANDING[-1]


@pytest.fixture
def doors(tools: Toolbox, settings: Any) -> Iterator[Toolbox]:
    """Return the tools that all doors use during this test."""
    settings.TOOLBOX = "tests.portals.conftest.standing"
    STANDING.append(tools)
    yield tools
    STANDING.pop()


@pytest.fixture
def english(client: Client, settings: Any) -> Client:
    """Return a browser whose user has chosen English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
