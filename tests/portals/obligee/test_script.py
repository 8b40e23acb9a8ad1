"""The script that checks while typing judges exactly as the rules do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from akashi.domain.identifiers import access_key, guarantee_number
from akashi.domain.violations import RuleViolation
from tests.domain.identifiers.groups import groups_wrong
from tests.tools.browser import chromium, new_page

SCRIPT = Path(__file__).resolve().parents[3] / "akashi/portals/obligee/static/obligee/check.js"
KEYS = [access_key.mint(bytes([seed]) * 13) for seed in range(40)]
NUMBERS = [guarantee_number.make("MH", 2026, serial) for serial in (1, 17, 999, 9_999_999)]
SPOILT_KEYS = [
    f"{key[:at]}{'7' if key[at] != '7' else '8'}{key[at + 1 :]}"
    for key in KEYS
    for at in (0, 8, 28)
]
SPOILT_NUMBERS = [f"{number[:-3]}{(int(number[-3]) + 1) % 10}{number[-2:]}" for number in NUMBERS]
SPELLINGS = [KEYS[0].lower(), KEYS[1].replace("-", "ー"), KEYS[2].replace("-", "　")]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        empty = new_page(browser)
        empty.add_script_tag(content=SCRIPT.read_text(encoding="utf-8").replace("export ", ""))
        yield empty


def wrong_groups(text: str) -> list[int]:
    try:
        access_key.parse(text)
    except RuleViolation as wrong:
        return list(groups_wrong(wrong))
    return []


def is_number(text: str) -> bool:
    try:
        guarantee_number.parse(text)
    except RuleViolation:
        return False
    return True


def test_the_same_groups_are_named(page):
    texts = [*KEYS, *SPOILT_KEYS, *SPELLINGS]
    found = page.evaluate("texts => texts.map(wrongGroups)", texts)
    assert found == [wrong_groups(text) for text in texts]


def test_the_same_numbers_are_right(page):
    texts = [*NUMBERS, *SPOILT_NUMBERS, NUMBERS[0].lower(), NUMBERS[0].replace("-", "−")]
    found = page.evaluate("texts => texts.map(numberIsRight)", texts)
    assert found == [is_number(text) for text in texts]


def test_a_whole_key_is_recognised(page):
    assert page.evaluate("texts => texts.map(keyIsWhole)", [KEYS[0], KEYS[0][:-1]]) == [True, False]


@pytest.mark.parametrize("symbol", "01OI")
def test_look_alikes_are_named(page, symbol):
    assert page.evaluate("text => neverInKeys(text)", f"ABC{symbol}") == symbol
