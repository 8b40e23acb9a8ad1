"""The key notice on paper (認証キー等のお知らせ): number and key to read, to scan, to hand in."""

from __future__ import annotations

import json

import pytest
import zxingcpp

from tests.adapters.paper import samples
from tests.adapters.paper.looking import (
    alternatives_in,
    opened,
    pages_as_images,
    squeezed,
    text_of,
)


@pytest.mark.parametrize("option", ["-raw", "-layout", "-nopgbrk"])
@pytest.mark.parametrize("line", [samples.NUMBER, samples.KEY])
def test_number_and_key_stand_on_a_line_of_their_own(key_notice, option, line):
    lines = [each.strip() for each in text_of(key_notice(), option).splitlines()]
    assert line in lines


@pytest.mark.parametrize(
    "words",
    [
        "認証キー等のお知らせ",
        "読谷村御中",
        "前払金保証",
        "村道中央残波線道路改良工事（R8-1工区）",
        "株式会社残波建設",
        "22,000,000円",
        "このPDFを発注者に提出してください",
        "提出する書類ではありません",
        "https://akashi.example/obligee/",
        "デモ用・法的効力はありません",
    ],
)
def test_the_notice_says_to_whom_for_what_and_what_to_do(key_notice, words):
    assert words in squeezed(text_of(key_notice()))


def test_the_steps_of_the_clerk_are_numbered_in_order(key_notice):
    printed = text_of(key_notice())
    assert [c for c in printed if c in "①②③"] == ["①", "②", "③"]


def test_the_demo_mark_number_and_page_stand_on_each_page(key_notice):
    pages = text_of(key_notice(samples.LONG)).rstrip("\f").split("\f")
    assert [f"{n} / 2" in page for n, page in enumerate(pages, 1)] == [True, True]
    assert [samples.NUMBER in page for page in pages] == [True, True]
    assert ["デモ用・法的効力はありません" in page for page in pages] == [True, True]


def test_the_real_notice_carries_no_demo_mark(key_notice):
    assert "デモ用" not in text_of(key_notice(demo=False))


def test_the_qr_code_opens_the_service_with_the_number_but_without_the_key(key_notice):
    (page,) = pages_as_images(key_notice(), dpi=100)
    (code,) = zxingcpp.read_barcodes(page)
    assert code.text == f"https://akashi.example/obligee/#n={samples.NUMBER}"


def test_the_qr_code_is_read_from_a_grey_copy_too(key_notice):
    (page,) = pages_as_images(key_notice(), dpi=100)
    assert len(zxingcpp.read_barcodes(page.convert("L"))) == 1


def test_a_slash_at_the_end_of_the_address_makes_no_double(press):
    with_slash, without = (
        press.key_notice(samples.PLAIN, access_key=samples.KEY, public_url=url, demo=True)
        for url in (f"{samples.URL}/", samples.URL)
    )
    assert with_slash == without


def test_the_notice_carries_a_marker_with_the_number(key_notice):
    with opened(key_notice()) as document:
        spec = document.attachments["notice.json"]
        assert json.loads(spec.get_file().read_bytes()) == {
            "schema": "akashi.key-notice/1",
            "guarantee_number": samples.NUMBER,
        }
        assert spec.relationship == "/Data"
        assert set(document.attachments) == {"notice.json"}


def test_the_key_stands_on_the_page_and_nowhere_else(key_notice):
    with opened(key_notice()) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        information = " ".join(str(document.docinfo[k]) for k in document.docinfo)
        alternatives = " ".join(alternatives_in(document))
        attached = document.attachments["notice.json"].get_file().read_bytes().decode()
    everywhere_else = metadata + information + alternatives + attached
    assert samples.NUMBER in everywhere_else
    assert samples.KEY not in everywhere_else


@pytest.mark.parametrize("injected", samples.INJECTIONS)
def test_what_a_person_typed_is_printed_and_never_obeyed(key_notice, injected):
    content = samples.changed(samples.PLAIN, works__name=injected)
    assert squeezed(injected) in squeezed(text_of(key_notice(content)))


def test_the_same_notice_gives_the_same_bytes(key_notice):
    assert key_notice() == key_notice()


def test_benchmark_of_printing_a_key_notice(benchmark, key_notice):
    serial = iter(range(1_000_000))

    def print_next():
        number = f"MH-2026-{next(serial):07}-K"
        return key_notice(samples.changed(samples.PLAIN, guarantee_number=number))

    assert benchmark(print_next).startswith(b"%PDF-1.7")
