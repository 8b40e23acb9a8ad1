"""The three lines: plain sentences of what was established, and of nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509

from akashi_verifier.examine import Trust, examine
from akashi_verifier.examine.in_short import printable
from tests.adapters.evidence_kit import AT, certificate_pdf, content, kit, press, sealed_certificate

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
OWN = kit().key.certificate
TRUST = Trust.of(own=[OWN], authorities=[ROOT], log_keys=[kit().log.key])


def lines(pdf, trust=TRUST, lang="ja"):
    return [each.text(lang) for each in examine(pdf, trust, at=AT + timedelta(days=1)).lines]


def test_of_a_genuine_certificate_all_three_are_answered():
    genuine, sealed, recorded = lines(sealed_certificate().pdf)
    assert genuine.startswith("本物です。")
    assert "見本保証株式会社（デモ）" in sealed
    assert "2026年11月22日 12時04分05秒" in sealed
    assert kit().log.key.name in recorded
    assert "2 番" in recorded


def test_without_a_time_stamp_the_time_is_not_said():
    _, sealed, _ = lines(sealed_certificate("B-B").pdf)
    assert "見本保証株式会社（デモ）" in sealed
    assert "時刻認証がありません" in sealed


def test_without_evidence_or_a_known_log_the_third_line_says_so():
    bare = press().certificate(content(), evidence=None, demo=True, paper_delivery=False)
    assert "証拠は、このファイルにありません" in lines(kit().sealed(bare).pdf)[2]
    unknown = Trust.of(own=[OWN], authorities=[ROOT])
    assert "鍵がここに無い" in lines(sealed_certificate().pdf, unknown)[2]


@pytest.mark.parametrize(
    ("make", "first"),
    [
        (lambda: sealed_certificate().pdf + b"x", "本物とは認められません。"),
        (lambda: kit(number=1).sealed(certificate_pdf()).pdf, "本物とは認められません。封印の鍵"),
        (certificate_pdf, "本物とは認められません。封印（電子署名）がありません"),
        (lambda: b"hello", "PDFではありません"),
    ],
)
def test_of_anything_else_the_first_reason_is_said_and_nothing_is_vouched_for(make, first):
    genuine, _, recorded = lines(make())
    assert genuine.startswith(first)
    assert "載っています" not in recorded


def test_a_stranger_is_not_named():
    _, sealed, recorded = lines(kit(number=1).sealed(certificate_pdf()).pdf)
    assert sealed == "だれがいつ封印したかは、確かめられません。"
    assert "確かめられません" in recorded


def test_english_says_the_same():
    genuine, sealed, recorded = lines(sealed_certificate().pdf, lang="en")
    assert genuine.startswith("It is genuine")
    assert "It was sealed by 見本保証株式会社（デモ）" in sealed
    assert recorded.startswith("It is on public record: entry 2")


def test_no_name_steers_a_terminal():
    assert printable("a\x1b[2Jb\u202ec　d") == "a�[2Jb�c　d"
