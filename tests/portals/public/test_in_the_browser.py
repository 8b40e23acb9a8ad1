"""What only a browser can tell of the public pages: where the focus goes, what works unscripted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.tools.browser import chromium, new_page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_the_page_stays_when_the_language_changes_without_a_script(
    live_server, people, doors, browser
):
    del people, doors
    page = new_page(browser, script=False)
    page.goto(f"{live_server.url}/directory/?q=沖縄")
    page.get_by_role("button", name="English").click()
    assert "q=" in page.url
    assert page.get_by_role("heading", name="Directory of obligees").is_visible()


def test_focus_goes_to_what_is_wrong(live_server, people, doors, browser):
    del people, doors
    page = new_page(browser)
    page.goto(f"{live_server.url}/verify/")
    page.get_by_role("button", name="ファイルを調べる").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_the_keyboard_reaches_the_content_first(live_server, people, doors, browser):
    del people, doors
    page = new_page(browser)
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
