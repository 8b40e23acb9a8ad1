"""The certificate on paper (電子証書): all of its content, its marks, what is inside the file."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from akashi.domain.certificate import canonical_bytes, labelled_rows
from tests.adapters.paper import samples
from tests.adapters.paper.looking import alternatives_in, opened, poppler, squeezed, text_of

CONTENTS = {
    "plain": samples.PLAIN,
    "interim, joint venture": samples.INTERIM,
    "performance": samples.PERFORMANCE,
    "rare": samples.RARE,
    "long": samples.LONG,
}
every_content = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())


@every_content
def test_every_field_of_the_content_is_printed(certificate, content):
    printed = squeezed(text_of(certificate(content)))
    missing = [r.field for r in labelled_rows(content, "ja") if squeezed(r.value) not in printed]
    assert missing == []


@every_content
def test_every_row_of_the_table_has_its_label(certificate, content):
    printed = squeezed(text_of(certificate(content)))
    by_the_issuer = {"surety.name", "surety.address", "surety.representative"}
    rows = [r for r in labelled_rows(content, "ja") if r.field not in by_the_issuer]
    assert [r.label for r in rows if squeezed(r.label + r.value) not in printed] == []


def test_the_certificate_says_what_it_is_and_that_it_binds(certificate):
    printed = text_of(certificate())
    assert "前払金保証証書" in squeezed(printed)
    assert "上記のとおり保証契約を締結したことを証します。" in printed
    assert "この証書は電子署名" in printed


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (samples.PLAIN, "前払金保証証書"),
        (samples.INTERIM, "中間前払金保証証書"),
        (samples.PERFORMANCE, "契約保証証書"),
    ],
)
def test_each_guarantee_has_its_own_title(certificate, content, title):
    assert title in squeezed(text_of(certificate(content)))


@pytest.mark.parametrize(
    ("mark", "marks"),
    [
        ("デモ用・法的効力はありません", {"demo": True}),
        ("書面交付", {"paper_delivery": True}),
    ],
)
def test_a_mark_stands_on_every_page_only_where_it_belongs(certificate, mark, marks):
    none = {"demo": False, "paper_delivery": False}
    marked, unmarked = (certificate(samples.LONG, **(none | m)) for m in (marks, {}))
    pages = text_of(marked).rstrip("\f").split("\f")
    assert [mark in page for page in pages] == [True, True]
    assert mark not in text_of(unmarked)


def test_number_and_page_stand_on_each_page(certificate):
    pages = text_of(certificate(samples.LONG)).rstrip("\f").split("\f")
    assert [f"{samples.NUMBER} {n} / 2" in page for n, page in enumerate(pages, 1)] == [True, True]


@pytest.mark.parametrize("injected", samples.INJECTIONS)
def test_what_a_person_typed_is_printed_and_never_obeyed(certificate, injected):
    content = samples.changed(samples.PLAIN, works__name=injected, contractor__name=injected)
    printed = squeezed(text_of(certificate(content)))
    assert printed.count(squeezed(injected)) >= 2


def test_a_word_without_a_place_to_break_stays_on_the_page(certificate):
    pdf = certificate(samples.LONG)
    words = poppler("pdftotext", pdf, "-bbox").split("<word ")[1:]
    right_edges = [float(w.partition('xMax="')[2].partition('"')[0]) for w in words]
    assert max(right_edges) < 595 - 28.3


@every_content
def test_the_content_is_attached_as_its_canonical_bytes(certificate, content):
    with opened(certificate(content)) as document:
        spec = document.attachments["content.json"]
        assert spec.get_file().read_bytes() == canonical_bytes(content)
        assert spec.relationship == "/Source"
        assert spec.get_file().mime_type == "application/json"


def test_the_evidence_is_attached_as_supplement(certificate):
    with opened(certificate()) as document:
        spec = document.attachments["evidence.json"]
        assert json.loads(spec.get_file().read_bytes()) == samples.EVIDENCE
        assert spec.relationship == "/Supplement"


def test_nothing_else_is_attached(certificate):
    with opened(certificate()) as full, opened(certificate(evidence=None)) as bare:
        assert set(full.attachments) == {"content.json", "evidence.json"}
        assert set(bare.attachments) == {"content.json"}


def test_the_file_knows_its_title_language_and_issuer(certificate):
    with opened(certificate()) as document:
        assert document.docinfo["/Title"] == f"電子証書（前払金保証証書）{samples.NUMBER}"
        assert document.docinfo["/Author"] == "みほん建設保証株式会社"
        assert str(document.Root.Lang).startswith("ja")
        assert document.docinfo["/CreationDate"] == "D:20260512150000Z"  # 00:00 in Japan


def test_the_seal_drawing_is_described_for_those_who_cannot_see_it(certificate):
    with opened(certificate()) as document:
        alternatives = alternatives_in(document)
    assert alternatives == ["社印の図案（証書の真正は電子署名により確認します）"]


def test_the_same_content_gives_the_same_bytes(certificate):
    assert certificate(samples.RARE) == certificate(samples.RARE)


def test_threads_at_once_print_what_one_after_the_other_prints(certificate):
    contents = [
        samples.changed(samples.PLAIN, works__name=f"第{n}号工事", guarantee_number=f"N-{n}")
        for n in range(8)
    ]
    one_by_one = [certificate(c) for c in contents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(certificate, contents)) == one_by_one


def test_the_file_ends_with_a_line_end_so_that_a_seal_may_follow(certificate, key_notice):
    assert certificate().endswith(b"%%EOF\n")
    assert key_notice().endswith(b"%%EOF\n")


@pytest.mark.parametrize("content", [samples.PLAIN, samples.INTERIM, samples.RARE])
def test_a_one_page_certificate_leaves_room_for_its_seal(certificate, content):
    pdf = certificate(content)
    with opened(pdf) as document:
        assert len(document.pages) == 1
    assert len(pdf) <= 110 * 1024


def test_benchmark_of_printing_a_certificate(benchmark, certificate):
    serial = iter(range(1_000_000))

    def print_next():
        number = f"MH-2026-{next(serial):07}-K"
        return certificate(samples.changed(samples.PLAIN, guarantee_number=number))

    assert benchmark(print_next).startswith(b"%PDF-1.7")
