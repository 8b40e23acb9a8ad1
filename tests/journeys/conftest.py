"""What every journey may ask for: the running demo, a browser, and people at their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.acting import sign_in
from tests.journeys.demo import Demo, running_demo
from tests.tools.browser import chromium, new_page

PATIENCE = 10_000
"""Milliseconds a person would wait for a page on an old office machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this room as a journey."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return the one demo that all journeys share."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the one browser; every page in it has cookies of its own."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Return what opens an address of the demo for somebody who is not signed in."""
    opened: list[Page] = []

    def open_page(address: str = "/", size: str = "wide", *, script: bool = True) -> Page:
        page = new_page(browser, size, script=script)
        page.set_default_timeout(PATIENCE)
        opened.append(page)
        page.goto(demo.address + address)
        return page

    yield open_page
    for page in opened:
        page.context.close()


@pytest.fixture
def signed_in(visit: Callable[..., Page], demo: Demo) -> Callable[..., Page]:
    """Return what opens the first page of somebody of a role, signed in."""

    def enter(role: str, size: str = "wide", *, other: bool = False, script: bool = True) -> Page:
        login = demo.login(role, other=other)
        page = visit(login.door, size, script=script)
        sign_in(page, login)
        return page

    return enter
