"""With scripts switched off (スクリプトなし): both main paths, to the very end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acting
from tests.journeys.demo import Demo


def test_a_contractor_applies_and_shows_the_key_without_script(
    signed_in: Callable[..., Page],
) -> None:
    contractor = signed_in("contractor", script=False)
    receipt = acting.apply(contractor, "スクリプトなしの工事")
    underwriter = signed_in("underwriter", script=False)
    acting.act(underwriter, receipt, "引受承認")
    approver = signed_in("approver", script=False)
    acting.act(approver, receipt, "承認")
    acting.pay(underwriter, receipt)
    number = acting.guarantee_of(contractor, receipt)
    key = acting.disclose(contractor)
    notice = acting.saved(contractor, "認証キー等のお知らせ")
    assert {number, key} <= {line.strip() for line in acting.text_of(notice).splitlines()}


def test_the_obligee_opens_and_keeps_a_certificate_without_script(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/obligee/", script=False)
    acting.open_certificate(page, demo.number, demo.key)
    expect(page.get_by_role("main")).to_contain_text("いま有効です")
    assert acting.saved(page, "証書（PDF）を保存").read_bytes().startswith(b"%PDF-")
    assert demo.number in acting.saved(page, "内容（JSON）を保存").read_text("utf-8")


def test_a_mistyped_group_is_named_without_script_and_nothing_is_lost(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/obligee/", script=False)
    mistyped = acting.with_one_wrong_symbol(demo.key, group=3)
    acting.open_certificate(page, demo.number, mistyped)
    expect(page.get_by_role("main")).to_contain_text("第3組")
    expect(acting.box(page, "認証キー")).to_have_value(mistyped)
    expect(acting.box(page, "保証契約番号")).to_have_value(demo.number)


@pytest.mark.parametrize("door", ["/", "/verify/", "/obligee/"])
def test_a_file_is_told_apart_without_script(
    visit: Callable[..., Page], demo: Demo, door: str
) -> None:
    page = visit("/obligee/", script=False)
    acting.open_certificate(page, demo.number, demo.key)
    sealed = acting.saved(page, "証書（PDF）を保存")
    page.goto(demo.address + door)
    if door == "/obligee/":
        page.get_by_text("ファイルだけが届いているとき").click()
    acting.drop(page, sealed)
    expect(page.get_by_role("main")).to_contain_text("本物の電子証書です")
