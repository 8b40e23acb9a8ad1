"""The surety's door in English (英語の画面): nothing to press or read first is Japanese."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.portals.walking import browser_of, status

SPOKEN = re.compile(r"<(h1|h2|h3|button|label|legend|dt|th|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
KANA = re.compile(r"[ぁ-ゖァ-ヺ]")


@pytest.mark.usefixtures("doors")
def test_what_people_press_and_read_first_is_english(way):
    browser, made, guarantee = (
        browser_of(way.people.ume, language="en"),
        way.submitted(),
        way.sealed(),
    )
    paid = way.accepted()
    addresses = [reverse(f"surety:{name}") for name in ("home", "guarantees", "password")]
    addresses += [
        reverse(f"surety:{name}", args=[made]) for name in ("case", "accept", "decline", "return")
    ]
    addresses.append(reverse("surety:payment", args=[paid]))
    addresses.append(reverse("surety:guarantee", args=[guarantee.number]))
    for address in addresses:
        answer = browser.get(address)
        assert status(answer) == 200, address
        for _tag, text in SPOKEN.findall(answer.content.decode()):
            assert not KANA.search(text), (address, text)
