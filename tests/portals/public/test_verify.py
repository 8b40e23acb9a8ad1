"""Any file gets an answer that helps; only a sealed one is believed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akashi.portals.public.verdicts import check_rows, verdict
from akashi.records.models import SealedDocument
from akashi.workflows.delivering.verify_document import LARGEST_FILE


def drop(client, data: bytes, name="電子証書.pdf"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def sealed(way, doors) -> bytes:
    del doors
    way.sealed()
    return bytes(SealedDocument.objects.get().pdf)


def test_a_certificate_is_believed_and_shown(client, sealed):
    page = drop(client, sealed).content.decode()
    assert "本物の電子証書です" in page
    assert "株式会社残波建設" in page


def test_the_three_lines_are_those_of_the_verifier(client, sealed):
    page = drop(client, sealed).content.decode()
    at = [page.index(f"{place}行目の答え") for place in "一二三"]
    assert at == sorted(at)
    assert at[-1] < page.index("証書に記載された内容")


def test_an_altered_certificate_is_not_and_its_content_is_not_shown(client, sealed):
    page = drop(client, sealed.replace(b"22000000", b"92000000")).content.decode()
    assert "封印のあとで変更されたファイルです" in page
    assert "92,000,000" not in page


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff photo", b"PK\x03\x04 office", b"%PDF-1.7 other"]
)
def test_a_wrong_file_gets_an_answer_with_a_way_on(client, doors, db, data):
    del doors, db
    reply = drop(client, data)
    assert reply.status_code == 200
    assert "番号と認証キーで開く" in reply.content.decode()


def test_no_file_is_asked_for(client, db):
    del db
    reply = client.post("/verify/", {})
    assert reply.status_code == 422
    assert "調べるファイルを選んでください。" in reply.content.decode()


def test_a_file_too_large_is_refused_with_its_limit(client, doors, db):
    del doors, db
    reply = drop(client, bytes(LARGEST_FILE + 1))
    assert reply.status_code == 413
    assert "20MB" in reply.content.decode()


def test_the_name_of_a_file_is_text_and_nothing_else(client, doors, db):
    del doors, db
    assert "<img" not in drop(client, b"x", name="<img src=x>.pdf").content.decode()


@pytest.mark.parametrize(
    ("kind", "found", "tone"),
    [
        ("certificate", "authentic", "success"),
        ("certificate", "altered", "error"),
        ("certificate", "unknown_issuer", "error"),
        ("other", "not_ours", "warning"),
        ("other", "unreadable", "warning"),
        ("key_notice", "not_ours", "info"),
    ],
)
def test_each_verdict_says_what_it_means(kind, found, tone):
    said = verdict(kind, found)
    assert said.tone == tone
    assert said.advice


@pytest.mark.parametrize(("ok", "word"), [(True, "確認済"), (False, "誤り"), (None, "証跡なし")])
def test_a_check_is_said_as_a_word(ok, word):
    (row,) = check_rows([{"name": "seal", "ok": ok, "detail": ""}])
    assert (row.label, row.result) == ("封印（電子署名）", word)
