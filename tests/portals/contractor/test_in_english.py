"""The contractor's door in English (英語の画面): nothing to press or read first is Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.portals.walking import browser_of, status

SPOKEN = re.compile(r"<(h1|h2|h3|button|label|legend|dt|th|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
# A works name, and what the obligee itself calls things, are data; their language is their own.
DATA = re.compile(r"村道中央残波線道路改良工事|読谷村")


def addresses(way) -> Iterator[str]:
    draft, back, guarantee = way.drafted(), way.submitted(), way.sealed()
    yield from (reverse(f"contractor:{name}") for name in ("home", "start", "quote", "password"))
    yield from (reverse(f"contractor:{name}") for name in ("applications", "guarantees"))
    slugs = ("guarantee", "works", "amounts", "use", "contractor", "delivery")
    yield from (reverse("contractor:fill_in", args=[draft, slug]) for slug in slugs)
    yield reverse("contractor:check", args=[draft])
    yield from (
        reverse(f"contractor:{name}", args=[back])
        for name in ("application", "received", "withdraw")
    )
    yield from (
        reverse(f"contractor:{name}", args=[guarantee.number])
        for name in ("guarantee", "certificate", "hand_in")
    )


@pytest.mark.usefixtures("doors")
def test_what_people_press_and_read_first_is_english(way):
    browser = browser_of(way.people.alice, language="en")
    for address in addresses(way):
        answer = browser.get(address)
        assert status(answer) == 200, address
        for _tag, text in SPOKEN.findall(DATA.sub("", answer.content.decode())):
            assert not KANA.search(text), (address, text)
