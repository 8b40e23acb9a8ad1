"""What people do (操作): by the words on the page, never by addresses or ids."""

from __future__ import annotations

import re
from pathlib import Path
from subprocess import run

from playwright.sync_api import Locator, Page, expect

from tests.journeys.demo import Login

YOMITAN = (
    ("工事(業務)名", "村道中央残波線道路改良工事（R8-1工区）"),
    ("工事番号", "Ｒ８-道改-１２"),
    ("工事(履行)場所", "読谷村字波平 地内"),
    ("請負契約締結日", "令和8年5月11日"),
    ("工期の始期", "R8.5.12"),
    ("工期の終期", "２０２７－０２－２６"),
)
"""The works of the example, typed the ways people type dates."""

USES = (
    ("材料費", "一式", "9,500,000", "未定"),
    ("労務費", "一式", "7,000,000", "直営"),
    ("機械器具の賃借料", "一式", "５，４４０，０００円", "有限会社みほんリース"),
)
"""The uses of the advance, without the last one: its row has to be asked for."""


def box(page: Page | Locator, words: str) -> Locator:
    """Return the field whose label says these words, with or without 「任意」 behind them."""
    return page.get_by_label(re.compile(rf"^{re.escape(words)}\s*(任意|optional)?$", re.IGNORECASE))


def press(page: Page, words: str) -> None:
    """Press the button that says exactly these words."""
    page.get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """Follow the link that says exactly these words."""
    page.get_by_role("link", name=words, exact=True).first.click()


def heading(page: Page, words: str) -> None:
    """Hold the page to its heading."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def sign_in(page: Page, login: Login) -> None:
    """Type お客様ID and パスワード into the page that asks for them."""
    box(page, "お客様ID").fill(login.user_id)
    box(page, "パスワード").fill(login.password)
    press(page, "ログイン")
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()


def begin(page: Page) -> None:
    """Begin an application for an advance of 読谷村, up to the page about the works."""
    follow(page, "申し込む")
    page.get_by_label("前払金保証", exact=True).check()
    page.get_by_label("工事", exact=True).check()
    box(page, "発注者を探す").fill("読谷")
    press(page, "探す")
    page.get_by_label(re.compile("^読谷村")).check()
    press(page, "保存して次へ")
    heading(page, "工事(請負契約)")


def describe_works(page: Page, name: str) -> None:
    """Fill in the page about the works."""
    for words, text in YOMITAN:
        box(page, words).fill(text)
    box(page, "工事(業務)名").fill(name)
    press(page, "保存して次へ")


def say_amounts(page: Page, advance: str = "22,000,000円") -> None:
    """Fill in price and advance."""
    box(page, "請負代金額").fill("５５，０００，０００")
    box(page, "前払金額").fill(advance)
    press(page, "保存して次へ")


def agree(page: Page) -> None:
    """Choose electronic delivery and agree to the terms."""
    chosen = page.get_by_role("group", name="保証証書の受取方法")
    chosen.get_by_label("電子交付を希望する").check()
    page.get_by_label("約款に同意する").check()
    press(page, "保存して次へ")
    heading(page, "申込内容の確認")


def apply(page: Page, name: str) -> str:
    """Apply for an advance from the first page to the last; return the 受付番号."""
    begin(page)
    describe_works(page, name)
    say_amounts(page)
    press(page, "保存して次へ")
    press(page, "保存して次へ")
    agree(page)
    press(page, "この内容で申し込む")
    return receipt(page)


def receipt(page: Page) -> str:
    """Return the 受付番号 the page gives after submitting."""
    heading(page, "申込みを受け付けました")
    return said(page, "受付番号")


def said(page: Page, term: str) -> str:
    """Return what the page says under a term, where it stands first."""
    row = page.locator("dl > div").filter(has=page.get_by_text(term, exact=True)).first
    return row.locator("dd").inner_text().strip()


def open_case(page: Page, receipt_number: str) -> None:
    """Open a case from the queue by its 受付番号."""
    follow(page, "案件")
    page.get_by_role("searchbox").fill(receipt_number)
    press(page, "探す")
    follow(page, receipt_number)


def act(page: Page, receipt_number: str, words: str) -> None:
    """Press an act on a case and press it once more on the page that asks."""
    open_case(page, receipt_number)
    press(page, words)
    press(page, words)


def pay(page: Page, receipt_number: str) -> None:
    """Record the premium as received, in full."""
    open_case(page, receipt_number)
    press(page, "保証料領収")
    box(page, "領収額").fill(said(page, "保証料"))
    press(page, "保証料領収")
    expect(page.get_by_text("保証契約を締結しました")).to_be_visible()


def row_of(page: Page, words: str) -> Locator:
    """Return the entry of a list that says these words."""
    return page.get_by_role("listitem").or_(page.get_by_role("row")).filter(has_text=words).last


def wait_for_mail(page: Page, subject: str, words: str) -> None:
    """Read the demo's mails until one with this subject says the words."""
    for _ in range(40):
        follow(page, "デモのメール")
        for link in page.get_by_role("link", name=subject).all():
            link.click()
            if words in page.get_by_role("main").inner_text():
                return
            page.go_back()
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail about {subject} says: {words}")


def guarantee_of(contractor: Page, receipt_number: str) -> str:
    """Return the number of the guarantee, as its contractor finds it once it is ready."""
    follow(contractor, "申込一覧")
    row_of(contractor, receipt_number).get_by_role("link").first.click()
    number = contractor.get_by_role("link", name=re.compile(r"^MH-")).first.inner_text()
    follow(contractor, "ホーム")
    follow(contractor, "電子証書の確認はこちら")
    for _ in range(60):
        if contractor.get_by_role("link", name=f"証書を見る {number}").count():
            break
        contractor.wait_for_timeout(500)
        contractor.reload()
    follow(contractor, number)
    return number


def disclose(contractor: Page) -> str:
    """Press 「表示」 on the guarantee's page and return the 認証キー it shows."""
    section = contractor.get_by_role("listitem").filter(
        has=contractor.get_by_role("heading", name="認証キー", exact=True)
    )
    section.get_by_role("button", name="表示", exact=True).click()
    heading(contractor, "認証キー")
    return re.sub(r"\s", "", contractor.locator(".access-key").inner_text())


def saved(page: Page, words: str | re.Pattern[str]) -> Path:
    """Press a button that downloads, and return the file under the name it came with."""
    with page.expect_download() as download:
        page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).click()
    path = Path(download.value.path()).with_name(download.value.suggested_filename)
    download.value.save_as(path)
    return path


def open_certificate(page: Page, number: str, key: str) -> None:
    """Type number and key as the obligee's clerk does."""
    box(page, "保証契約番号").fill(number)
    box(page, "認証キー").fill(key)
    press(page, "証書を見る")


def drop(page: Page, file: Path) -> None:
    """Give a file to the page that says what files are."""
    field = page.get_by_label(re.compile("ファイル|PDF")).and_(page.locator("input"))
    field.set_input_files(file)
    press(page, "ファイルを調べる")


def with_one_wrong_symbol(key: str, group: int) -> str:
    """Return the key with the first symbol of a group, counted from 1, mistyped."""
    groups = key.split("-")
    typed = groups[group - 1]
    groups[group - 1] = ("3" if typed[0] == "2" else "2") + typed[1:]
    return "-".join(groups)


def text_of(pdf: Path) -> str:
    """Return the text layer of a PDF as other programs read it."""
    read = run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True)
    return read.stdout
