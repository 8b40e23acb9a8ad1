"""A signed-in browser without a screen (画面の操作): what people do at the doors."""

from __future__ import annotations

from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from akashi.domain.people import Actor
from tests.tools.browser import accessibility_faults, chromium, new_page, scrolls_sideways


def browser_of(actor: Actor, *, language: str = "ja") -> Client:
    """Return a browser in which this person has signed in, which checks forgery tokens."""
    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=actor.person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    if language != "ja":
        client.cookies["akashi-language"] = language
    return client


class _Words(HTMLParser):
    """Collects what a page says, without its head."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self.silent += tag in {"head", "script"}

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"head", "script"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def words(answer: Any) -> str:
    """Return the text of a page with single spaces, as a person reads it."""
    reader = _Words()
    reader.feed(answer.content.decode())
    return " ".join(" ".join(reader.said).split())


def status(answer: Any) -> int:
    """Return the status of an answer."""
    return int(answer.status_code)


def faults_seen(client: Client, server: str, addresses: list[str]) -> list[str]:
    """Open pages in Chromium, on a phone and a wide screen, and return what is wrong with them."""
    cookie = client.cookies["akashi"].value
    found = []
    with chromium() as browser:
        for size in ("phone", "wide"):
            page = new_page(browser, size)
            page.context.add_cookies([{"name": "akashi", "value": cookie, "url": server}])
            for address in addresses:
                answer = page.goto(server + address)
                if answer is None or answer.status != HTTPStatus.OK:
                    found.append(f"{address}: not there")
                found += [f"{address} {size}: {fault}" for fault in accessibility_faults(page)]
                if scrolls_sideways(page):
                    found.append(f"{address} {size}: scrolls sideways")
    return found
