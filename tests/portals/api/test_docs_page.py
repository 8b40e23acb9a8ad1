"""The page of the API's description (APIの説明), in a real browser and without one."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from akashi.portals.api.description import document
from tests.portals.api.description_calls import CALLS
from tests.tools.browser import accessibility_faults, chromium, new_page, scrolls_sideways


def page(api, lang="ja"):
    """Return the page as somebody sees it who chose the language at a click."""
    return api.get("docs", Cookie=f"{settings.LANGUAGE_COOKIE_NAME}={lang}").content.decode()


def test_every_call_is_explained(api):
    text = page(api)
    for method, path, _token in CALLS:
        assert re.search(rf">{method}</span> <code>/api/v1/{re.escape(path)}</code>", text), path


def test_whoever_sends_something_is_led_to_its_shape(api):
    text = page(api)
    for methods in document()["paths"].values():
        for operation in methods.values():
            for sent in operation.get("requestBody", {}).get("content", {}).values():
                assert f'href="#schema-{sent["schema"]["$ref"].rpartition("/")[2]}"' in text
    assert re.search(r"works_kind</code>[^<]*<a href=\"#schema-WorksKind\">", text)


def test_every_link_within_the_page_leads_somewhere(api):
    text = page(api)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r' id="([^"]+)"', text))


def test_the_page_is_in_the_language_chosen(api):
    assert "証書を開く" in page(api)
    assert "Open a certificate" not in page(api)
    english = page(api, "en").partition("<main")[2].partition('id="schemas"')[0]
    assert re.findall(r"[ぁ-んァ-ヶ]+", english) == []


def test_nothing_stands_in_the_page_that_its_policy_forbids(api):
    text = page(api)
    assert " style=" not in text
    assert "<style" not in text
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []


@pytest.mark.django_db(transaction=True)
def test_a_browser_shows_it_without_fault_at_every_size(live_server):
    with chromium() as browser:
        for size in ("wide", "phone", "small"):
            shown = new_page(browser, size)
            shown.goto(f"{live_server.url}/api/v1/docs")
            assert accessibility_faults(shown) == []
            assert not scrolls_sideways(shown)
