"""When it does not go straight (差戻し・引受拒否・取下げ): remarks, a no, and a change of mind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acting

REMARK = "契約書の工事場所と違います。字まで入れてください。"
MENDED = "読谷村字波平1234番地 地内"
REASON = "同じ工事について、すでに保証があります。"


@pytest.fixture
def contractor(signed_in: Callable[..., Page]) -> Page:
    """Return the contractor's clerk at the first page."""
    return signed_in("contractor")


@pytest.fixture
def underwriter(signed_in: Callable[..., Page]) -> Page:
    """Return the underwriter at the queue."""
    return signed_in("underwriter")


def _look_at(page: Page, receipt: str) -> None:
    acting.follow(page, "申込一覧")
    acting.row_of(page, receipt).get_by_role("link").first.click()


def test_what_came_back_is_mended_at_the_field_and_keeps_its_receipt_number(
    contractor: Page, underwriter: Page
) -> None:
    receipt = acting.apply(contractor, "差戻しになる工事")
    acting.open_case(underwriter, receipt)
    acting.press(underwriter, "差戻し")
    acting.box(underwriter, "工事(履行)場所への指摘").fill(REMARK)
    acting.press(underwriter, "差戻し")
    _look_at(contractor, receipt)
    expect(contractor.get_by_role("main")).to_contain_text(REMARK)
    contractor.get_by_role("link", name=re.compile(r"変更.*工事")).click()
    site = acting.box(contractor, "工事(履行)場所")
    expect(site).to_have_accessible_description(re.compile(re.escape(REMARK)))
    site.fill(MENDED)
    acting.press(contractor, "保存して次へ")
    for _ in range(20):
        if contractor.get_by_role("button", name="この内容で申し込む").count():
            break
        acting.press(contractor, "保存して次へ")
    acting.press(contractor, "この内容で申し込む")
    assert acting.receipt(contractor) == receipt
    acting.open_case(underwriter, receipt)
    expect(underwriter.get_by_role("main")).to_contain_text(MENDED)
    expect(underwriter.get_by_role("button", name="引受承認")).to_be_visible()


def test_a_refusal_tells_the_contractor_its_reasons_on_the_page_and_by_mail(
    contractor: Page, underwriter: Page
) -> None:
    receipt = acting.apply(contractor, "引受けできない工事")
    acting.open_case(underwriter, receipt)
    acting.press(underwriter, "引受拒否")
    acting.box(underwriter, "引受けできない理由").fill(REASON)
    acting.press(underwriter, "引受拒否")
    _look_at(contractor, receipt)
    expect(contractor.get_by_role("main")).to_contain_text(REASON)
    expect(contractor.get_by_role("link", name="取下げ")).to_have_count(0)
    acting.wait_for_mail(contractor, receipt, REASON)


def test_a_refusal_without_a_reason_is_not_done(contractor: Page, underwriter: Page) -> None:
    receipt = acting.apply(contractor, "理由のいる工事")
    acting.open_case(underwriter, receipt)
    acting.press(underwriter, "引受拒否")
    acting.press(underwriter, "引受拒否")
    expect(underwriter.get_by_role("main")).to_contain_text("入力を確かめてください")
    _look_at(contractor, receipt)
    expect(contractor.get_by_role("main")).to_contain_text("審査待ち")


def test_whoever_comes_second_is_told_who_was_first(contractor: Page, underwriter: Page) -> None:
    receipt = acting.apply(contractor, "取り下げる工事")
    acting.open_case(underwriter, receipt)
    acting.press(underwriter, "引受承認")
    _look_at(contractor, receipt)
    acting.follow(contractor, "取下げ")
    acting.press(contractor, "取下げ")
    expect(contractor.get_by_role("main")).to_contain_text("手続はありません")
    acting.press(underwriter, "引受承認")
    expect(underwriter.get_by_role("main")).to_contain_text("先に手続をした人")


def test_who_accepted_is_not_offered_to_approve(contractor: Page, underwriter: Page) -> None:
    receipt = acting.apply(contractor, "二人で決める工事")
    acting.act(underwriter, receipt, "引受承認")
    acting.open_case(underwriter, receipt)
    expect(underwriter.get_by_role("button", name="承認", exact=True)).to_have_count(0)


def test_pressing_twice_makes_one_application_and_ends_at_its_receipt(contractor: Page) -> None:
    name = "二度押しの工事"
    acting.begin(contractor)
    acting.describe_works(contractor, name)
    acting.say_amounts(contractor)
    acting.press(contractor, "保存して次へ")
    acting.press(contractor, "保存して次へ")
    acting.agree(contractor)
    contractor.get_by_role("button", name="この内容で申し込む").dblclick()
    acting.receipt(contractor)
    acting.follow(contractor, "申込一覧")
    expect(contractor.get_by_role("link", name=name)).to_have_count(1)
