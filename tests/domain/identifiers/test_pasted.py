"""A notice, a mail or both lines of it pasted into one field: number and key are found."""

from __future__ import annotations

import pytest

from akashi.domain.identifiers import access_key, guarantee_number
from akashi.domain.identifiers.pasted import LONGEST, take_apart
from akashi.domain.violations import RuleViolation
from tests.domain.identifiers.groups import groups_wrong

NUMBER = guarantee_number.make("MH", 2026, 1)
KEY = access_key.mint(bytes(range(13)))
MISTYPED = KEY[:-1] + ("Z" if KEY[-1] != "Z" else "Y")

PASTED = [
    f"{NUMBER} {KEY}",
    f"{NUMBER}{KEY}",
    f"{KEY} {NUMBER}",
    f"保証契約番号{NUMBER}認証キー{KEY}",
    f"保証契約番号　{NUMBER}\n認証キー　{KEY}\n",
    f"Guarantee number {NUMBER.lower()} Access key {KEY.lower()}",
    f"読谷村 御中 令和8年4月1日 {NUMBER} の認証キーは {KEY} です。http://127.0.0.1:8000/obligee/",
    f"{NUMBER} {KEY}".translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
]


def understood(number: str, key: str) -> tuple[str, str]:
    number, key = take_apart(number, key)
    return guarantee_number.parse(number), access_key.parse(key)


@pytest.mark.parametrize("text", PASTED)
def test_both_are_found_in_either_field(text):
    assert understood(text, "") == (NUMBER, KEY)
    assert understood("", text) == (NUMBER, KEY)


def test_a_label_copied_along_does_no_harm():
    assert understood(f"保証契約番号 {NUMBER}", f"認証キー: {KEY}") == (NUMBER, KEY)


@pytest.mark.parametrize("typed", [("", "あいう"), (f"{NUMBER}B", ""), ("", f"{KEY}-2")])
def test_what_is_no_number_and_no_key_is_left_as_typed(typed):
    assert take_apart(*typed) == typed


def test_a_key_mistyped_in_what_was_pasted_has_its_group_named():
    number, key = take_apart("", f"保証契約番号{NUMBER}認証キー{MISTYPED}")
    assert guarantee_number.parse(number) == NUMBER
    with pytest.raises(RuleViolation) as refused:
        access_key.parse(key)
    assert groups_wrong(refused.value) == (5,)


def test_a_text_longer_than_any_notice_is_not_searched():
    long = "あ" * LONGEST + f"{NUMBER} {KEY}"
    assert take_apart(long, "") == (long, "")
