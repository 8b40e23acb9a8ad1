"""Debian's Chromium, driven by Playwright: opens pages, takes pictures, asks axe about them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.tools.missing_tools import need

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"wide": (1280, 900), "phone": (390, 844), "small": (320, 640)}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser that asks nobody but the address it is given."""
    # Playwright keeps an event loop in this thread; the store is still used by one thread only.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    need(CHROMIUM)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser, size: str = "wide", *, script: bool = True) -> Page:
    """Return an empty page of a size named in SIZES, with cookies of its own."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=script
    )
    return context.new_page()


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands: rule, element, why."""
    found = Axe().run(
        page,
        options={
            "runOnly": {"type": "tag", "values": AXE_TAGS},
            # Twice as quick: of what passes, axe then lists one element and not all.
            "resultTypes": ["violations"],
        },
    )
    return [
        f"{fault['id']}: {node['html']} ({fault['help']})"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Tell whether the page is wider than the window (WCAG 2.2 1.4.10)."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def take_pictures(address: str, folder: Path) -> list[str]:
    """Write a picture of the page in every size and return what is wrong with it."""
    faults = []
    folder.mkdir(parents=True, exist_ok=True)
    name = address.partition("://")[2].partition("/")[2].strip("/").replace("/", "-") or "home"
    with chromium() as browser:
        for size in SIZES:
            page = new_page(browser, size)
            page.goto(address)
            page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
            faults += [f"{name} {size}: {fault}" for fault in accessibility_faults(page)]
            if scrolls_sideways(page):
                faults.append(f"{name} {size}: scrolls sideways")
    return faults


if __name__ == "__main__":
    found = [
        fault for address in sys.argv[2:] for fault in take_pictures(address, Path(sys.argv[1]))
    ]
    print("\n".join(found))  # noqa: T201 - a tool for the eyes
    sys.exit(bool(found))
