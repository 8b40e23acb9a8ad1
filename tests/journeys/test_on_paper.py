"""What comes out of the printer (印刷): A4, page n of m, the number on every sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from playwright.sync_api import Page

from tests.journeys import acting
from tests.journeys.demo import Demo

A4 = (595, 842)
NOT_A_CERTIFICATE = re.compile(r"保証証書(そのもの)?ではありません")


def printed(page: Page, folder: Path) -> list[str]:
    """Print the page as the browser does; return the text of each sheet, all of them A4."""
    paper = folder / "printed.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    told = run(["pdfinfo", paper], capture_output=True, check=True, text=True).stdout
    width, height = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told).groups()  # type: ignore[union-attr]
    assert abs(float(width) - A4[0]) <= 2
    assert abs(float(height) - A4[1]) <= 2
    return acting.text_of(paper).split("\f")[:-1]


def held_to_paper(sheets: list[str], number: str) -> None:
    """Hold every sheet to its page number and the number it is about."""
    for position, sheet in enumerate(sheets, 1):
        assert re.search(rf"{position}\s*/\s*{len(sheets)}", sheet), sheet
        assert number in sheet, sheet


@pytest.fixture
def contractor(signed_in: Callable[..., Page]) -> Page:
    """Return the contractor's clerk at the first page."""
    return signed_in("contractor")


def test_the_obligees_answer_prints_on_two_sheets_at_most(
    visit: Callable[..., Page], demo: Demo, tmp_path: Path
) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, demo.number, demo.key)
    acting.heading(page, "電子証書の確認結果")
    sheets = printed(page, tmp_path)
    held_to_paper(sheets, demo.number)
    assert len(sheets) <= 2
    assert NOT_A_CERTIFICATE.search(re.sub(r"\s", "", "".join(sheets)))
    assert "証書（PDF）を保存" not in "".join(sheets)


def test_the_contractors_certificate_view_prints_on_two_sheets_at_most(
    contractor: Page, demo: Demo, tmp_path: Path
) -> None:
    contractor.goto(f"{demo.address}/contractor/guarantees/{demo.number}/certificate/")
    sheets = printed(contractor, tmp_path)
    held_to_paper(sheets, demo.number)
    assert len(sheets) <= 2
    assert NOT_A_CERTIFICATE.search(re.sub(r"\s", "", "".join(sheets)))
    assert "ログアウト" not in "".join(sheets)


def test_the_hand_in_page_prints_with_its_number(
    contractor: Page, demo: Demo, tmp_path: Path
) -> None:
    contractor.goto(f"{demo.address}/contractor/guarantees/{demo.number}/hand-in/")
    sheets = printed(contractor, tmp_path)
    held_to_paper(sheets, demo.number)
    assert len(sheets) <= 2


def test_a_case_and_its_application_print_with_their_number_on_every_sheet(
    signed_in: Callable[..., Page], tmp_path: Path
) -> None:
    receipt_number = "R26-000001"
    clerk = signed_in("contractor")
    acting.follow(clerk, "申込一覧")
    acting.row_of(clerk, receipt_number).get_by_role("link").first.click()
    held_to_paper(printed(clerk, tmp_path), receipt_number)
    underwriter = signed_in("underwriter")
    acting.open_case(underwriter, receipt_number)
    sheets = printed(underwriter, tmp_path)
    held_to_paper(sheets, receipt_number)
    assert len(sheets) > 1


def test_a_question_to_fill_in_is_not_printed(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/directory/okinawa-yomitan/")
    acting.heading(page, "読谷村")
    assert "確かめる" not in "".join(printed(page, tmp_path))


def test_what_is_printed_can_be_read_in_grey(visit: Callable[..., Page], demo: Demo) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, demo.number, demo.key)
    page.emulate_media(media="print")
    faint = page.locator("main :visible").evaluate_all(CONTRASTS)
    assert faint == []


CONTRASTS = """all => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map(v => v / 255);
    const [r, g, b] = parts.map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    for (let at = e; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return all.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => {
      const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05) < 4.5;
    }).map(e => e.innerText);
}"""
"""Luminance is what is left of colour in grey."""
