"""The pictures of README (画面の写真): taken again with AKASHI_PICTURES=1, else only looked at."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import acting
from tests.journeys.demo import Demo

FOLDER = Path(__file__).parents[2] / "docs" / "images"
WIDTH, HEIGHT = 1200, 860
LARGEST = 200_000
"""Bytes; a page of documentation should open at once."""


def taken(page: Page, name: str, folder: Path) -> bytes:
    """Take the picture into `folder`, or into the documentation when that is asked for."""
    target = FOLDER if os.environ.get("AKASHI_PICTURES") == "1" else folder
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return page.screenshot(path=target / f"{name}.png")


def held_to_size(picture: bytes) -> None:
    """Hold a picture to the width and weight that README can carry."""
    width = struct.unpack(">I", picture[16:20])[0]
    assert width == WIDTH
    assert len(picture) < LARGEST


def test_the_obligees_answer_can_be_pictured(
    visit: Callable[..., Page], demo: Demo, tmp_path: Path
) -> None:
    page = visit("/obligee/")
    acting.open_certificate(page, demo.number, demo.key)
    acting.heading(page, "電子証書の確認結果")
    held_to_size(taken(page, "obligee-answer", tmp_path))


def test_the_contractors_guarantee_can_be_pictured(
    signed_in: Callable[..., Page], demo: Demo, tmp_path: Path
) -> None:
    page = signed_in("contractor")
    acting.follow(page, "電子証書の確認はこちら")
    acting.follow(page, demo.number)
    acting.heading(page, demo.number)
    held_to_size(taken(page, "contractor-guarantee", tmp_path))


@pytest.mark.parametrize("name", ["obligee-answer", "contractor-guarantee"])
def test_the_pictures_of_readme_are_there_and_light(name: str) -> None:
    held_to_size((FOLDER / f"{name}.png").read_bytes())
