"""From the contractor's application to the obligee's view (全体の流れ), steps ① to ⑥."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import acting
from tests.journeys.demo import Demo
from tests.tools.browser import new_page

WORKS = "村道中央残波線道路改良工事（R8-1工区）"


@dataclass(frozen=True)
class Walked:
    """What is left after the way was walked once: numbers, key, and both documents."""

    receipt: str
    number: str
    key: str
    notice: Path
    certificate: Path
    refused: str
    kept: str
    mail: str
    answer: str
    displays: str


@pytest.fixture(scope="module")
def walked(browser: Browser, demo: Demo) -> Walked:
    """Walk the whole way once, as four people, each in a browser of their own."""
    contractor, underwriter, approver, clerk = (new_page(browser) for _ in range(4))
    for page, role in (
        (contractor, "contractor"),
        (underwriter, "underwriter"),
        (approver, "approver"),
    ):
        page.goto(demo.address + demo.login(role).door)
        acting.sign_in(page, demo.login(role))
    receipt, refused, kept = _apply_with_a_slip(contractor)
    acting.act(underwriter, receipt, "引受承認")
    acting.act(approver, receipt, "承認")
    acting.pay(underwriter, receipt)
    number = acting.guarantee_of(contractor, receipt)
    acting.follow(contractor, "証書を見る")
    certificate = acting.saved(contractor, "証書を保存(PDF)")
    acting.follow(contractor, "保証契約に戻る")
    key = acting.disclose(contractor)
    notice = acting.saved(contractor, "認証キー等のお知らせ")
    acting.follow(contractor, number)
    displays = contractor.get_by_role("main").inner_text()
    clerk.goto(f"{demo.address}/obligee/")
    acting.open_certificate(clerk, number, key)
    answer = clerk.get_by_role("main").inner_text()
    clerk.goto(f"{demo.address}/demo/mail/")
    clerk.get_by_role("link", name="電子証書・認証キー登録のお知らせ").first.click()
    mail = clerk.get_by_role("main").inner_text()
    for page in (contractor, underwriter, approver, clerk):
        page.context.close()
    return Walked(receipt, number, key, notice, certificate, refused, kept, mail, answer, displays)


def _apply_with_a_slip(page: Page) -> tuple[str, str, str]:
    """Apply, asking for more than the 40 % at first; return receipt, refusal and what was kept."""
    acting.begin(page)
    acting.describe_works(page, WORKS)
    acting.say_amounts(page, "22,000,001円")
    refused = page.get_by_role("main").inner_text()
    kept = acting.box(page, "前払金額").input_value()
    acting.say_amounts(page)
    acting.box(page, "預託金融機関の名称").fill("みほん銀行")
    acting.box(page, "預託金融機関の支店").fill("読谷支店")
    for row, use in enumerate(acting.USES, 1):
        _fill_row(page, row, use)
    acting.press(page, "保存して行を増やす")
    _fill_row(page, 4, ("保証料", "一式", "60000", "保証会社"))
    acting.press(page, "保存して次へ")
    acting.heading(page, "受注者と連絡先")
    acting.press(page, "保存して次へ")
    acting.agree(page)
    acting.press(page, "この内容で申し込む")
    return acting.receipt(page), refused, kept


def _fill_row(page: Page, row: int, texts: tuple[str, ...]) -> None:
    line = page.get_by_role("group", name=f"{row}行目", exact=True)
    for words, text in zip(("項目", "数量", "金額", "支払先"), texts, strict=True):
        acting.box(line, f"使途の{words}").fill(text)


def test_an_amount_too_high_is_refused_with_its_reason_and_stays_in_its_box(
    walked: Walked,
) -> None:
    assert "入力を確かめてください" in walked.refused
    assert walked.kept.replace(",", "") == "22000001"


def test_the_application_has_a_receipt_number(walked: Walked) -> None:
    assert walked.receipt.startswith("R26-")


def test_the_notice_for_the_obligee_carries_number_and_key_each_on_a_line_of_its_own(
    walked: Walked,
) -> None:
    lines = [line.strip() for line in acting.text_of(walked.notice).splitlines()]
    assert walked.number in lines
    assert walked.key in lines


def test_both_files_come_under_the_names_on_the_page(walked: Walked) -> None:
    assert walked.notice.name == f"認証キー等のお知らせ_{walked.number}.pdf"
    assert walked.certificate.name == f"電子証書_{walked.number}.pdf"


def test_the_mail_tells_the_contractor_without_the_key(walked: Walked) -> None:
    assert walked.number in walked.mail
    assert walked.key not in walked.mail
    assert walked.key.replace("-", "") not in walked.mail


def test_each_display_of_the_key_is_recorded_on_the_page_of_the_guarantee(walked: Walked) -> None:
    assert "認証キーの表示" in walked.displays


def test_the_obligee_reads_that_it_is_genuine_in_force_and_what_it_is_about(
    walked: Walked,
) -> None:
    for words in ("本物です", "いま有効です", walked.number, WORKS, "22,000,000円", "読谷村"):
        assert words in walked.answer


def test_the_pdf_the_obligee_keeps_is_authentic_by_its_own_evidence(
    walked: Walked, visit: Callable[..., Page]
) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, walked.number, walked.key)
    sealed = acting.saved(page, "証書（PDF）を保存")
    page.goto(page.url.replace("/obligee/", "/verify/"))
    acting.drop(page, sealed)
    expect(page.get_by_role("main")).to_contain_text("本物")
    expect(page.get_by_role("main")).to_contain_text(walked.number)


def test_contractor_and_obligee_keep_the_very_same_pdf(
    walked: Walked, visit: Callable[..., Page]
) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, walked.number, walked.key)
    assert acting.saved(page, "証書（PDF）を保存").read_bytes() == walked.certificate.read_bytes()


@pytest.mark.parametrize("door", ["/verify/", "/obligee/"])
def test_the_notice_given_as_a_file_says_what_it_is_and_what_to_do(
    walked: Walked, visit: Callable[..., Page], door: str
) -> None:
    page = visit(door)
    if door == "/obligee/":
        page.get_by_text("ファイルだけが届いているとき").click()
    acting.drop(page, walked.notice)
    expect(page.get_by_role("main")).to_contain_text("認証キー等のお知らせ")
    page.get_by_role("link", name="番号と認証キーで開く").click()
    acting.heading(page, "電子証書を確かめる")


def test_the_case_shows_who_did_what_in_order(
    walked: Walked, signed_in: Callable[..., Page]
) -> None:
    page = signed_in("auditor")
    acting.open_case(page, walked.receipt)
    told = page.get_by_role("main").inner_text()
    acts = ["申込み", "引受承認", "承認", "保証料領収", "保証契約の締結"]
    places = [told.rindex(words) for words in acts]
    assert places == sorted(places)


def test_the_key_stands_in_no_line_of_the_log(walked: Walked, demo: Demo) -> None:
    assert walked.key not in demo.log()
    assert walked.number not in demo.log()
