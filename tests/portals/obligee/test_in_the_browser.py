"""What a script adds for the clerk, and what the page is on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.tools.browser import chromium, new_page

PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def open_by_hand(page: Page, address: str, number: str, key: str) -> None:
    page.goto(f"{address}/obligee/")
    page.get_by_label("保証契約番号").fill(number)
    page.get_by_label("認証キー").fill(key)
    page.get_by_role("button", name="証書を見る").click()
    page.get_by_role("heading", name="電子証書の確認結果").wait_for()


def test_both_files_are_kept_under_their_names(transactional_db, live_server, ready, browser):
    del transactional_db
    page = new_page(browser)
    open_by_hand(page, live_server.url, ready.number, ready.key)
    names = []
    for button in ("証書（PDF）を保存", "内容（JSON）を保存"):
        with page.expect_download() as kept:
            page.get_by_role("button", name=button).click()
        names.append(kept.value.suggested_filename)
    assert names == [f"電子証書_{ready.number}.pdf", f"電子証書_{ready.number}.json"]


def test_the_whole_notice_pasted_fills_both_fields(transactional_db, live_server, ready, browser):
    del transactional_db
    page = new_page(browser)
    page.goto(f"{live_server.url}/obligee/")
    page.get_by_label("認証キー").focus()
    page.evaluate(
        PASTE, f"認証キー等のお知らせ\n保証契約番号\n{ready.number}\n認証キー {ready.key}\n"
    )
    assert page.get_by_label("保証契約番号").input_value() == ready.number
    assert page.get_by_label("認証キー").input_value() == ready.key


def test_one_line_of_the_notice_pasted_finds_its_own_field(
    transactional_db, live_server, ready, browser
):
    del transactional_db
    page = new_page(browser)
    page.goto(f"{live_server.url}/obligee/")
    page.get_by_label("認証キー").focus()
    page.evaluate(PASTE, f"保証契約番号　{ready.number}")
    page.evaluate(PASTE, f"認証キー　{ready.key}\n")
    assert page.get_by_label("保証契約番号").input_value() == ready.number
    assert page.get_by_label("認証キー").input_value() == ready.key


def test_the_code_on_the_notice_fills_in_the_number(transactional_db, live_server, ready, browser):
    del transactional_db
    page = new_page(browser)
    page.goto(f"{live_server.url}/obligee/#n={ready.number}")
    assert page.get_by_label("保証契約番号").input_value() == ready.number


def test_a_mistyped_group_is_named_while_typing(transactional_db, live_server, ready, browser):
    del transactional_db
    page = new_page(browser)
    page.goto(f"{live_server.url}/obligee/")
    swapped = ready.key[6:11] + ready.key[5] + ready.key[:5] + ready.key[11:]
    page.get_by_label("認証キー").fill(swapped)
    assert "第1組" in page.locator("#f-access_key-live").inner_text()


def test_it_prints_on_a4_with_the_number_on_every_sheet(
    transactional_db, live_server, ready, browser, tmp_path: Path
):
    del transactional_db
    page = new_page(browser)
    open_by_hand(page, live_server.url, ready.number, ready.key)
    pdf = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert 1 <= len(sheets) <= 2
    for width, height in sheets:
        assert (float(width), float(height)) == pytest.approx((595, 842), abs=2)
    (tmp_path / "print.pdf").write_bytes(pdf)
    assert _text(tmp_path / "print.pdf").count(f"保証契約番号 {ready.number}") >= len(sheets)


def _text(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout
