"""A key that does not open (認証キーの誤り): mistyped, of another paper, or guessed too often."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from akashi.domain.identifiers import access_key, guarantee_number
from tests.journeys import acting
from tests.journeys.demo import Demo

NOBODYS = access_key.mint(bytes(range(13)))
"""Well-formed, and the key of nothing."""

UNKNOWN = guarantee_number.make("MH", 2019, 17)
OFTEN = 5
"""Failures after which a source waits."""


def ask(demo: Demo, source: str, number: str, key: str, **headers: str) -> tuple[int, Any]:
    """Ask the API from another address of this machine; return status and headers."""
    host, _, port = demo.address.removeprefix("http://").partition(":")
    line = HTTPConnection(host, int(port), source_address=(source, 0), timeout=30)
    body = json.dumps({"guarantee_number": number, "access_key": key})
    sent = {"Content-Type": "application/json", **headers}
    line.request("POST", "/api/v1/certificates/open", body.encode(), sent)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers


@pytest.fixture
def second(signed_in: Callable[..., Page]) -> tuple[str, str]:
    """Return number and key of the performance bond, which no other journey guesses at."""
    contractor = signed_in("contractor")
    acting.follow(contractor, "電子証書の確認はこちら")
    row = acting.row_of(contractor, "座喜味地区排水路整備工事")
    row.get_by_role("link").first.click()
    number = contractor.get_by_role("heading", level=1).inner_text()
    return number, acting.disclose(contractor)


@pytest.mark.parametrize("group", [1, 2, 3, 4, 5])
def test_the_mistyped_group_is_named_while_typing(
    visit: Callable[..., Page], demo: Demo, group: int
) -> None:
    page = visit("/obligee/")
    key = acting.with_one_wrong_symbol(demo.key, group=group)
    acting.box(page, "認証キー").press_sequentially(key)
    expect(page.get_by_role("status").filter(has_text=f"第{group}組")).to_be_visible()


def test_a_letter_no_key_has_is_named(visit: Callable[..., Page], demo: Demo) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, demo.number, "O" + demo.key[1:])
    expect(page.get_by_role("main")).to_contain_text("O")
    expect(acting.box(page, "認証キー")).to_have_value("O" + demo.key[1:])


def test_a_number_with_one_wrong_digit_is_told_at_once(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/obligee/")
    head, last = demo.number.rsplit("-", 1)
    wrong = f"{head[:-1]}{(int(head[-1]) + 1) % 10}-{last}"
    acting.open_certificate(page, wrong, demo.key)
    expect(page.get_by_role("region", name="入力を確かめてください")).to_contain_text(
        "保証契約番号"
    )
    expect(acting.box(page, "保証契約番号")).to_have_value(wrong)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda text: text.lower(), id="lower case"),
        pytest.param(lambda text: text.replace("-", " "), id="spaces"),
        pytest.param(lambda text: text.replace("-", ""), id="run together"),
        pytest.param(lambda text: text.replace("-", "ー"), id="long sound marks"),
        pytest.param(lambda text: "".join(chr(ord(c) + 0xFEE0) for c in text), id="full width"),
    ],
)
def test_number_and_key_are_understood_as_people_type_them(
    visit: Callable[..., Page], demo: Demo, typed: Callable[[str], str]
) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, typed(demo.number), typed(demo.key))
    expect(page.get_by_role("main")).to_contain_text("本物です")


def test_an_unknown_number_and_a_wrong_key_read_the_same(
    visit: Callable[..., Page], demo: Demo
) -> None:
    said = []
    for number in (UNKNOWN, demo.number):
        page = visit("/obligee/")
        acting.open_certificate(page, number, NOBODYS)
        acting.heading(page, "この番号と認証キーでは開けません")
        said.append(page.get_by_role("main").inner_text())
    assert said[0] == said[1]


def test_guessing_has_to_wait_while_the_right_key_opens_elsewhere(
    visit: Callable[..., Page], demo: Demo, second: tuple[str, str]
) -> None:
    number, key = second
    page = visit("/obligee/")
    for _ in range(OFTEN):
        acting.open_certificate(page, number, NOBODYS)
        acting.follow(page, "もう一度入力する")
    acting.open_certificate(page, number, key)
    acting.heading(page, "しばらく待ってから")
    expect(page.get_by_role("main")).to_contain_text("1分間")
    forged = ask(demo, "127.0.0.1", number, key, **{"X-Forwarded-For": "127.7.7.7"})
    assert forged[0] == 429
    assert int(forged[1]["Retry-After"]) > 0
    assert ask(demo, "127.7.7.7", number, key)[0] == 200
