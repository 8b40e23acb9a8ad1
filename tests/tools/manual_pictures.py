"""Takes the pictures of the manual (/help/) from a running demo, in both languages.

akashi demo --port 8765
akashi issue tests/examples/yomitan-advance-payment.json --out issued
python -m tests.tools.manual_pictures http://127.0.0.1:8765 var/demo.json issued
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.tools.browser import chromium

PICTURES = Path(__file__).resolve().parents[2] / "akashi/portals/public/static/public/pictures"
PAPERS = Path(__file__).resolve().parents[2] / "akashi/portals/shared/static/shared/pictures"
WINDOW = {"width": 960, "height": 780}
SWITCH = {"ja": "日本語", "en": "English"}


def fresh(browser: Browser, address: str, language: str) -> Page:
    """Return a page that speaks one language."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.goto(address)
    if language == "en":
        page.get_by_role("button", name=SWITCH["en"]).click()
    return page


def keep(page: Page, language: str, name: str) -> None:
    """Write what the window shows."""
    folder = PICTURES / language
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def sign_in(page: Page, address: str, door: str, person: dict[str, str]) -> None:
    """Log in at a door, in whichever language the page speaks."""
    page.goto(f"{address}/{door}/login/")
    page.locator("[name=user_id]").fill(person["user_id"])
    page.locator("[name=password]").fill(person["password"])
    page.locator("main form .button-main").click()
    page.wait_for_url(f"{address}/{door}/")


def at_the_obligees(browser: Browser, address: str, demo: dict[str, Any], language: str) -> None:
    """Picture the two fields, and the answer."""
    page = fresh(browser, address, language)
    page.goto(f"{address}/obligee/")
    page.locator("[name=guarantee_number]").fill(demo["try"]["guarantee_number"])
    page.locator("[name=access_key]").fill(demo["try"]["access_key"])
    keep(page, language, "obligee-door")
    page.locator("#open-form .button-main").click()
    page.wait_for_load_state()
    keep(page, language, "obligee-answer")


def at_the_contractors(browser: Browser, address: str, demo: dict[str, Any], language: str) -> None:
    """Picture the contractor's home and one guarantee."""
    page = fresh(browser, address, language)
    person = next(each for each in demo["logins"] if each["role"] == "contractor")
    sign_in(page, address, "contractor", person)
    keep(page, language, "contractor-home")
    number = demo["try"]["guarantee_number"]
    page.goto(f"{address}/contractor/guarantees/{number}/")
    keep(page, language, "contractor-guarantee")


def at_the_suretys(browser: Browser, address: str, demo: dict[str, Any], language: str) -> None:
    """Picture the queue of cases."""
    page = fresh(browser, address, language)
    person = next(each for each in demo["logins"] if each["role"] == "underwriter")
    sign_in(page, address, "surety", person)
    keep(page, language, "surety-queue")


def of_the_papers(folder: Path) -> None:
    """Picture the first page of both PDFs, so that nobody takes one for the other."""
    for name in ("certificate", "key-notice"):
        command = ["pdftoppm", "-png", "-r", "50", "-f", "1", "-singlefile"]
        subprocess.run([*command, folder / f"{name}.pdf", PAPERS / name], check=True)


def main(address: str, demo_file: str, issued: str) -> None:
    """Take all pictures."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    with chromium() as browser:
        for language in SWITCH:
            at_the_obligees(browser, address, demo, language)
            at_the_contractors(browser, address, demo, language)
            at_the_suretys(browser, address, demo, language)
    of_the_papers(Path(issued))


if __name__ == "__main__":
    main(*sys.argv[1:4])
