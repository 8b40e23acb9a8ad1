"""Without a mouse (キーボードだけ): Tab, Enter and typing, with the place of the focus in sight."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.demo import Demo

FAR = 60
"""Presses of Tab after which nobody goes on looking."""

WHERE = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  if (at === document.body) return { words: "", ring: true, seen: true };
  const words = at.labels?.[0]?.innerText || at.innerText || at.getAttribute("aria-label") || "";
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const place = at.getBoundingClientRect();
  const seen = place.bottom > 0 && place.top < innerHeight;
  return { words: words.trim(), ring, seen };
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus stands on what begins with these words, seen all the way."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        assert here["ring"], f"the focus on 「{here['words']}」 cannot be seen"
        if here["words"].startswith(words):
            assert here["seen"], f"「{words}」 has the focus out of sight"
            return
    raise AssertionError(f"Tab never reaches 「{words}」")


def enter(page: Page) -> None:
    """Press Enter and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_obligee_needs_no_mouse(visit: Callable[..., Page], demo: Demo) -> None:
    page = visit("/")
    tab_to(page, "発注者の入口")
    enter(page)
    tab_to(page, "保証契約番号")
    page.keyboard.type(demo.number)
    tab_to(page, "認証キー")
    page.keyboard.type(demo.key)
    enter(page)
    expect(page.get_by_role("main")).to_contain_text("いま有効です")
    tab_to(page, "証書（PDF）を保存")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == f"電子証書_{demo.number}.pdf"


def test_the_first_press_of_tab_offers_to_jump_over_the_menu(
    signed_in: Callable[..., Page], demo: Demo
) -> None:
    page = signed_in("contractor")
    page.goto(f"{demo.address}/contractor/guarantees/")
    tab_to(page, "本文へ進む")
    page.keyboard.press("Enter")
    tab_to(page, "MH-")


def test_signing_in_and_showing_the_key_need_no_mouse(
    visit: Callable[..., Page], demo: Demo
) -> None:
    login = demo.login("contractor")
    page = visit("/contractor/")
    tab_to(page, "お客様ID")
    page.keyboard.type(login.user_id)
    tab_to(page, "パスワード")
    page.keyboard.type(login.password)
    enter(page)
    tab_to(page, "電子証書の確認はこちら")
    enter(page)
    tab_to(page, demo.number)
    enter(page)
    tab_to(page, "表示")
    enter(page)
    expect(page.locator(".access-key")).to_contain_text(demo.key.split("-")[0])


def test_a_wrong_password_brings_the_focus_to_what_is_wrong(
    visit: Callable[..., Page], demo: Demo
) -> None:
    page = visit("/contractor/login/")
    tab_to(page, "お客様ID")
    page.keyboard.type(demo.login("contractor").user_id)
    tab_to(page, "パスワード")
    page.keyboard.type("not the password")
    enter(page)
    expect(page.get_by_role("heading", name="入力を確かめてください")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text("お客様IDまたはパスワードが違います")
    tab_to(page, "お客様IDまたはパスワードが違います")


def test_an_application_is_begun_without_a_mouse(signed_in: Callable[..., Page]) -> None:
    page = signed_in("contractor")
    tab_to(page, "申し込む")
    enter(page)
    tab_to(page, "前払金保証")
    page.keyboard.press("Space")
    tab_to(page, "工事")
    page.keyboard.press("Space")
    tab_to(page, "発注者を探す")
    page.keyboard.type("読谷")
    tab_to(page, "探す")
    enter(page)
    tab_to(page, "読谷村")
    page.keyboard.press("Space")
    tab_to(page, "保存して次へ")
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("工事(請負契約)")
