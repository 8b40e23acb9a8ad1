"""Reading and appending revisions: exact places, bounded work, nothing repaired."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi_verifier.additions import append_revision, stream_object
from akashi_verifier.revisions import BadPdf, Name, Ref, read_document
from akashi_verifier.revisions.objects import Reader
from tests.adapters.evidence_kit import certificate_pdf, sealed_certificate


def value(text):
    return Reader(text).object_at(0)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"12", 12), (b"-3", -3), (b"+.5", 0.5), (b"4.", 4.0), (b"true", True), (b"null", None),
        (b"/A#42c", Name("ABc")), (b"12 0 R", Ref(12, 0)), (b"[1 2 0 R 3]", [1, Ref(2, 0), 3]),
        (b"[1 2 3]", [1, 2, 3]), (b"<0aF>", b"\x0a\xf0"), (b"<< /A 1/B<</C(x)>> >>",
        {"A": 1, "B": {"C": b"x"}}), (b"(a(b)c)", b"a(b)c"), (rb"(\(\101\n\\)", b"(A\n\\"),
        (b"(a\\\r\nb\rc)", b"ab\nc"), (b"()", b""), (b"[]", []), (b"<<>>", {}),
    ],
)  # fmt: skip
def test_objects_are_read_as_the_standard_writes_them(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        b"", b"(", b"<<", b"[", b"<</A>>", b"<</A 1/A 2>>", b"<<1 2>>", b"<zz>", b">>", b"]",
        b"truely", b".", b"1.2.3", b"/", b"% comment\n1", b"[" * 200, b"<0", b"1e5",
    ],
)  # fmt: skip
def test_what_is_no_object_is_refused(text):
    with pytest.raises(BadPdf):
        value(text)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data):
    try:
        value(data)
    except BadPdf:
        return


def test_a_sealed_certificate_has_three_revisions_that_fill_the_file():
    pdf = sealed_certificate().pdf
    document = read_document(pdf)
    assert [r.start for r in document.revisions] == [0, *[r.end for r in document.revisions[:-1]]]
    assert len(document.revisions) == 3
    assert document.end == len(pdf)


def test_an_object_is_seen_as_it_stood_at_each_revision():
    document = read_document(sealed_certificate().pdf)
    assert ["DSS" in document.root(index) for index in range(3)] == [False, False, True]
    assert ["AcroForm" in document.root(index) for index in range(3)] == [False, True, True]


def test_an_appended_revision_is_clean_for_qpdf_and_leaves_every_byte(tmp_path):
    pdf = certificate_pdf()
    last = read_document(pdf).revisions[-1]
    size = last.trailer["Size"]
    objects = {size: stream_object(b"one"), size + 1: b"[1 2]", size + 5: b"(three)"}
    grown = append_revision(pdf, last, objects)
    assert grown.startswith(pdf)
    document = read_document(grown)
    assert document.decoded(document.item(size), 100) == b"one"
    assert document.item(size + 5).value == b"three"
    (tmp_path / "grown.pdf").write_bytes(grown)
    said = subprocess.run(
        ["qpdf", "--check", "grown.pdf"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout + said.stderr


def test_appending_behind_stray_bytes_is_refused():
    pdf = certificate_pdf()
    last = read_document(pdf).revisions[-1]
    with pytest.raises(ValueError, match="exact end"):
        append_revision(pdf + b"x", last, {1: b"1"})


def broken(old, new):
    assert old in certificate_pdf()
    return certificate_pdf().replace(old, new)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"x" + certificate_pdf(),
        lambda: broken(b"startxref", b"startxxxx"),
        lambda: broken(b"\ntrailer", b"\ntrailxx"),
        lambda: broken(b"/Size", b"/XRefStm 5/Size"),
        lambda: broken(b"/Size", b"/Encrypt 5 0 R/Size"),
        lambda: broken(b"/Size", b"/Prev 99999/Size"),
        lambda: broken(b"/Size", b"/Prev(x)/Size"),
        lambda: broken(b" 00000 n", b" 00000 x"),
        lambda: broken(b"\nxref\n", b"\nxrex\n"),
    ],
)
def test_a_file_with_anything_out_of_place_is_refused(make):
    with pytest.raises(BadPdf):
        read_document(make())


@pytest.mark.parametrize(
    "text",
    [
        b"<</Length 9>>stream\nshort\nendstream",
        b"<</Length 2>>stream\nlonger\nendstream",
        b"<</Length 1 0 R>>stream\nx\nendstream",
        b"<<>>stream\nx\nendstream",
        b"<</Length -1>>stream\nx\nendstream",
        b"(no end) more",
    ],
)
def test_an_object_that_does_not_end_where_it_says_is_refused(text):
    pdf = certificate_pdf()
    last = read_document(pdf).revisions[-1]
    document = read_document(append_revision(pdf, last, {500: text}))
    with pytest.raises(BadPdf):
        document.item(500)


@pytest.mark.parametrize(
    "text",
    [
        stream_object(b"not compressed", b"/Filter/FlateDecode"),
        stream_object(b"x", b"/Filter/LZWDecode"),
        stream_object(b"x" * 2000),
        b"(no stream)",
    ],
)
def test_a_stream_that_ours_never_have_is_not_decoded(text):
    pdf = certificate_pdf()
    last = read_document(pdf).revisions[-1]
    document = read_document(append_revision(pdf, last, {500: text}))
    with pytest.raises(BadPdf):
        document.decoded(document.item(500), 1000)


def test_an_object_that_does_not_exist_is_said():
    with pytest.raises(BadPdf, match="does not exist"):
        read_document(certificate_pdf()).item(99_999)
