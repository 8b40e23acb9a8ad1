"""What stays behind (退出と秘密): nothing after log-out, for strangers, or in links."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys import acting
from tests.journeys.demo import Demo

AGENTS = ("Mozilla/5.0 (compatible; MailScanner)", "SafeLinks", "curl/8", "Proofpoint", "")
REFERENCE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}")
LINK = re.compile(r"https?://[^\s<>）」]+")
UNKNOWN = "MH-2026-9999999-0"


def knock(address: str, method: str, agent: str) -> str:
    """Ask without any cookie, as machines that look into mail do; return what is answered."""
    request = Request(address, method=method, headers={"User-Agent": agent})  # noqa: S310 - ours
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310 - the demo's own address
            return str(answer.read().decode("utf-8", "replace"))
    except HTTPError as refusal:
        with refusal:
            return refusal.read().decode("utf-8", "replace")


def records(demo: Demo) -> str:
    """Return everything the store remembers, as text."""
    path = demo.folder / "data" / "akashi.sqlite3"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        lines = "\n".join(line for line in store.iterdump() if '"records_' in line)
    store.close()
    return lines


def go_back(page: Page) -> None:
    """Press the back button; a page that came by a button is not even asked for again."""
    try:
        page.go_back()
    except Error as refused:
        assert "ERR_CACHE_MISS" in refused.message  # noqa: PT017 - both ways are fine


def test_after_log_out_the_back_button_shows_nothing(
    signed_in: Callable[..., Page], demo: Demo
) -> None:
    page = signed_in("contractor")
    acting.follow(page, "電子証書の確認はこちら")
    acting.follow(page, demo.number)
    acting.disclose(page)
    acting.press(page, "ログアウト")
    acting.heading(page, "ログイン")
    for _ in range(4):
        go_back(page)
        shown = page.locator("body").inner_text()
        assert demo.key not in shown
        assert demo.number not in shown


@pytest.mark.parametrize("last", ["", "certificate/", "certificate.pdf", "hand-in/"])
def test_a_guarantee_of_others_answers_like_one_that_does_not_exist(
    signed_in: Callable[..., Page], demo: Demo, last: str
) -> None:
    stranger = signed_in("contractor", other=True)
    said = []
    for number in (demo.number, UNKNOWN):
        answer = stranger.goto(f"{demo.address}/contractor/guarantees/{number}/{last}")
        assert answer is not None
        assert answer.status == 404
        said.append(REFERENCE.sub("", stranger.get_by_role("main").inner_text()))
    assert said[0] == said[1]


def test_a_person_of_another_door_is_told_so(signed_in: Callable[..., Page], demo: Demo) -> None:
    page = signed_in("contractor")
    answer = page.goto(f"{demo.address}/surety/")
    assert answer is not None
    assert answer.status == 403
    acting.heading(page, "この画面を見る権限がありません")


def test_whoever_must_sign_in_first_comes_to_the_page_they_asked_for(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit(f"/contractor/guarantees/{demo.number}/")
    acting.sign_in(page, demo.login("contractor"))
    acting.heading(page, demo.number)


def test_looking_at_the_links_of_mails_changes_nothing_and_shows_no_secret(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/demo/mail/")
    links: set[str] = set()
    for address in {
        a.get_attribute("href") or "" for a in page.locator("main td a, main th a").all()
    }:
        page.goto(demo.address + address)
        links |= set(LINK.findall(page.get_by_role("main").inner_text()))
    assert links
    assert all(link.startswith(demo.address) for link in links)
    assert not any(demo.number in link or demo.key in link for link in links)
    before = records(demo)
    answers = [
        knock(link, method, agent)
        for link in sorted(links)
        for method in ("GET", "HEAD", "OPTIONS")
        for agent in AGENTS
    ]
    assert records(demo) == before
    assert not any(demo.key in answer or demo.number in answer for answer in answers)


def test_the_contractors_mail_leads_to_where_the_key_is(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/demo/mail/")
    page.get_by_role("link", name="電子証書・認証キー登録のお知らせ").last.click()
    link = LINK.findall(page.get_by_role("main").inner_text())[0]
    page.goto(link)
    acting.sign_in(page, demo.login("contractor"))
    expect(page.get_by_role("link", name="電子証書の確認はこちら")).to_be_visible()


def test_the_server_does_not_say_its_version(demo: Demo) -> None:
    for address in ("/", "/nothing/", "/static/shared/css/base.css", "/api/v1/nothing"):
        request = Request(demo.address + address)  # noqa: S310 - the demo's own address
        try:
            answer = urlopen(request, timeout=30)  # noqa: S310 - as above
        except HTTPError as refusal:
            answer = refusal
        with answer:
            assert not re.search(r"\d", answer.headers.get("Server", "")), address
            assert "X-Powered-By" not in answer.headers
