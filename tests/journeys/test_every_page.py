"""Every page of every door in both languages (全画面): for every eye, hand and window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.demo import Demo
from tests.tools.browser import SIZES, accessibility_faults, scrolls_sideways

NARROW = ("phone", "small")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
WORDS_OF_OURS = "main button, main label, main legend, main h2, header a, nav a, footer a, summary"
"""What the product says, never the people who use it."""

PUBLIC = (
    "/",
    "/directory/",
    "/directory/?q=読谷",
    "/directory/?q=zzz",
    "/directory/okinawa-yomitan/",
    "/verify/",
    "/help/",
    "/help/begin/",
    "/help/electronic/",
    "/help/covered/",
    "/help/hand-in/",
    "/help/which-file/",
    "/help/what-else/",
    "/help/contractor/",
    "/help/obligee/",
    "/help/surety/",
    "/help/accessibility/",
    "/help/glossary/",
    "/demo/mail/",
    "/api/v1/docs",
    "/nothing/",
    "/obligee/",
    "/contractor/login/",
    "/surety/login/",
)
CONTRACTOR = (
    "/contractor/",
    "/contractor/applications/",
    "/contractor/guarantees/",
    "/contractor/guarantees/{number}/",
    "/contractor/guarantees/{number}/certificate/",
    "/contractor/guarantees/{number}/hand-in/",
    "/contractor/quote/",
    "/contractor/password/",
    "/surety/",
)
SURETY = ("/surety/", "/surety/guarantees/", "/surety/guarantees/{number}/", "/surety/password/")
STEPS = ("guarantee", "works", "amounts", "use", "contractor", "delivery")


@dataclass
class Looked:
    """What was found while looking: one line for each fault, and every title with its page."""

    page: Page
    language: str
    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def look(self, state: str) -> None:
        """Look at the page as it stands, in every width, and write down what is wrong."""
        self.faults += [f"{state}: {fault}" for fault in accessibility_faults(self.page)]
        for size in NARROW:
            width, height = SIZES[size]
            self.page.set_viewport_size({"width": width, "height": height})
            if scrolls_sideways(self.page):
                self.faults.append(f"{state}: wider than {width} px")
        self.page.set_viewport_size(dict(zip(("width", "height"), SIZES["wide"], strict=True)))
        other = self.titles.setdefault(self.page.title(), state)
        if other != state:
            self.faults.append(f"{state}: has the title of {other}: {self.page.title()}")
        if self.language == "en":
            self.faults += [f"{state}: not in English: {words}" for words in self._japanese()]

    def _japanese(self) -> Iterator[str]:
        said = self.page.locator(WORDS_OF_OURS).evaluate_all(
            "all => all.filter(e => !e.closest('[lang=ja]')"
            " && !e.querySelector('[lang=ja], [name=obligee]'))"
            ".map(e => e.innerText)"
        )
        yield from (words for words in said if JAPANESE.search(words.replace("日本語", "")))


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return one language after the other."""
    return str(request.param)


def in_language(page: Page, language: str) -> Looked:
    """Choose the language at a click."""
    if language == "en":
        page.get_by_role("button", name="English").click()
    return Looked(page, language)


def walk(looked: Looked, demo: Demo, addresses: tuple[str, ...]) -> None:
    """Look at every address in turn."""
    for address in addresses:
        answer = looked.page.goto(demo.address + address.format(number=demo.number))
        assert answer is not None
        assert answer.status < 500, address
        looked.look(address)


def links(page: Page, pattern: str) -> list[str]:
    """Return the addresses the page links to that match, each once."""
    found = [link.get_attribute("href") or "" for link in page.get_by_role("link").all()]
    return list(dict.fromkeys(href for href in found if re.fullmatch(pattern, href)))


def test_a_bad_page_is_found_out(visit: Callable[..., Page]) -> None:
    page = visit("/help/")
    looked = in_language(page, "en")
    looked.look("a good page")
    assert looked.faults == []
    page.locator("main").evaluate("at => at.innerHTML = '<input><button>押す</button>'")
    page.locator("main").evaluate("at => at.style.minWidth = '2000px'")
    looked.look("a bad page")
    found = "\n".join(looked.faults)
    for fault in ("label", "wider than 390 px", "wider than 320 px", "title of", "not in English"):
        assert fault in found


def test_everybodys_pages(visit: Callable[..., Page], demo: Demo, language: str) -> None:
    looked = in_language(visit("/"), language)
    walk(looked, demo, PUBLIC)
    page = looked.page
    page.goto(f"{demo.address}/demo/mail/")
    page.goto(demo.address + links(page, r"/demo/mail/\d+/")[0])
    looked.look("one mail")
    page.goto(f"{demo.address}/verify/")
    page.locator("main form button").click()
    looked.look("no file given")
    page.goto(f"{demo.address}/verify/")
    page.locator("input[type=file]").set_input_files(
        {"name": "other.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"}
    )
    page.locator("main form button").click()
    looked.look("a file of somebody else")
    assert "\n".join(looked.faults) == ""


def test_the_obligees_pages(visit: Callable[..., Page], demo: Demo, language: str) -> None:
    looked = in_language(visit("/obligee/"), language)
    page, button = looked.page, looked.page.locator("#open-form button")
    looked.look("the door")
    button.click()
    looked.look("nothing typed")
    page.locator("[name=guarantee_number]").fill(demo.number)
    page.locator("[name=access_key]").fill(demo.key)
    button.click()
    looked.look("the answer")
    with page.expect_download() as download:
        page.locator("form[action$='certificate.pdf'] button").click()
    page.goto(f"{demo.address}/verify/")
    page.locator("input[type=file]").set_input_files(download.value.path())
    page.locator("main form button").click()
    looked.look("a certificate dropped")
    assert "\n".join(looked.faults) == ""


def test_the_contractors_pages(signed_in: Callable[..., Page], demo: Demo, language: str) -> None:
    looked = in_language(signed_in("contractor"), language)
    walk(looked, demo, CONTRACTOR)
    page = looked.page
    page.goto(f"{demo.address}/contractor/guarantees/{demo.number}/")
    page.locator("form[action$='/key/'] button").click()
    looked.look("the key")
    page.goto(f"{demo.address}/contractor/applications/new/")
    looked.look("fill/guarantee/")
    page.goto(f"{demo.address}/contractor/applications/")
    for one in links(page, r"/contractor/applications/[0-9a-f]{32}/")[:3]:
        page.goto(demo.address + one)
        looked.look(one)
    page.goto(f"{demo.address}/contractor/applications/")
    draft = links(page, r"/contractor/applications/[0-9a-f]{32}/check/")[-1].removesuffix("check/")
    for last in (*(f"fill/{slug}/" for slug in STEPS), "check/", "withdraw/"):
        page.goto(demo.address + draft + last)
        looked.look(last)
    assert "\n".join(looked.faults) == ""


@pytest.mark.parametrize(
    ("role", "state", "pages"), [("underwriter", "submitted", SURETY), ("approver", "accepted", ())]
)
def test_the_suretys_pages(
    signed_in: Callable[..., Page], demo: Demo, language: str, role: str, state: str, pages: Any
) -> None:
    looked = in_language(signed_in(role), language)
    walk(looked, demo, pages)
    page = looked.page
    page.goto(f"{demo.address}/surety/?state={state}")
    case = links(page, r"/surety/cases/[0-9a-f]{32}/")[0]
    page.goto(demo.address + case)
    looked.look("a case")
    for act in links_of_acts(page):
        page.goto(demo.address + act)
        looked.look(act.removeprefix(case))
    assert "\n".join(looked.faults) == ""


def links_of_acts(page: Page) -> list[str]:
    """Return where the buttons of a case lead."""
    forms = page.locator(".offers form").all()
    return [form.get_attribute("action") or "" for form in forms]
