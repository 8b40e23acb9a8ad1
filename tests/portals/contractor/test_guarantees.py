"""Guarantees at the contractor's door (電子証書): seen, printed, saved; the key only when asked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from akashi.records.models import AuditEntry
from akashi.workflows.delivering.open_certificate import open_certificate
from tests.fakes import HEAD
from tests.portals.walking import status, words

KEY = re.compile(r"[2-9A-HJ-NP-Z]{5}(?:-[2-9A-HJ-NP-Z]{5}){4}")


def address(name: str, number: str) -> str:
    return reverse(f"contractor:{name}", args=[number])


def test_the_list_leads_from_the_number_to_the_certificate(alice, way):
    number = way.sealed().number
    said = alice.get(reverse("contractor:guarantees"))
    assert number in words(said)
    assert "証書を見る" in words(said)
    assert address("certificate", number) in said.content.decode()


def test_home_leads_to_the_certificates_in_the_words_of_the_flyer(alice):
    said = alice.get(reverse("contractor:home"))
    assert "電子証書の確認はこちら" in words(said)
    assert f'href="{reverse("contractor:guarantees")}"' in said.content.decode()


def test_the_certificate_shows_every_printed_row_and_says_it_is_not_to_be_handed_in(alice, way):
    number = way.sealed().number
    said = words(alice.get(address("certificate", number)))
    for text in (number, "読谷村", "村道中央残波線道路改良工事(R8-1工区)", "比嘉 𠮷髙", "B-LT"):
        assert text in said
    assert "この写しは保証証書ではありません" in said


def test_the_certificate_is_saved_under_its_japanese_name(alice, way):
    number = way.sealed().number
    answer = alice.get(address("certificate_pdf", number))
    assert answer.content.startswith(HEAD)
    assert f"電子証書_{number}.pdf" in unquote(answer["Content-Disposition"])
    assert f'filename="certificate_{number}.pdf"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_no_certificate_is_saved_before_it_is_sealed(alice, way):
    number = way.concluded().number
    assert status(alice.get(address("certificate_pdf", number))) == 404
    assert "電子証書を準備しています" in words(alice.get(address("guarantee", number)))


def test_the_key_is_shown_only_by_pressing_the_button_and_each_time_recorded(alice, way):
    number = way.sealed().number
    assert not KEY.search(words(alice.get(address("guarantee", number))).replace(" ", ""))
    assert status(alice.get(address("key", number))) == 302
    for times in (1, 2):
        answer = alice.post(address("key", number))
        assert KEY.search(words(answer).replace(" ", ""))
        assert answer["Cache-Control"] == "no-store"
        shown = AuditEntry.objects.filter(act="delivering.disclose_key", guarantee_number=number)
        assert shown.count() == times
    assert "認証キーの表示" in words(alice.get(address("guarantee", number)))


def test_the_notice_is_saved_under_its_japanese_name_and_recorded(alice, way):
    number = way.sealed().number
    answer = alice.post(address("key_notice", number))
    assert answer.content.startswith(HEAD)
    assert f"認証キー等のお知らせ_{number}.pdf" in unquote(answer["Content-Disposition"])
    assert AuditEntry.objects.filter(act="delivering.make_key_notice").count() == 1


def test_the_notice_is_never_handed_out_by_its_address_alone(alice, way):
    number = way.sealed().number
    assert status(alice.get(address("key_notice", number))) == 405
    assert not AuditEntry.objects.filter(act="delivering.make_key_notice").exists()


def test_before_the_seal_there_is_no_key_to_show(alice, way):
    number = way.concluded().number
    answer = alice.post(address("key", number))
    assert status(answer) == 409
    assert "電子証書を準備しています" in words(answer)


def test_on_paper_there_is_no_key_and_no_page_about_handing_it_in(alice, way):
    number = way.sealed(delivery="paper").number
    said = words(alice.get(address("guarantee", number)))
    assert "この保証契約は書面交付です" in said
    assert status(alice.post(address("key", number))) == 409
    assert status(alice.get(address("hand_in", number))) == 404


def test_the_contractor_sees_when_the_obligee_looked(alice, way):
    number = way.sealed().number
    key = KEY.search(words(alice.post(address("key", number))).replace(" ", ""))
    assert key
    assert "まだ開かれていません" in words(alice.get(address("guarantee", number)))
    open_certificate(
        number, key[0], source="198.51.100.9", channel="web", at=way.at, toolbox=way.tools
    )
    assert "令和8年11月22日 12時00分" in words(alice.get(address("guarantee", number)))


@pytest.mark.parametrize("name", ["guarantee", "certificate", "certificate_pdf", "hand_in"])
def test_a_strangers_guarantee_is_not_there(charlie, way, name):
    number = way.sealed().number
    assert status(charlie.get(address(name, number))) == 404


@pytest.mark.parametrize("name", ["key", "key_notice"])
def test_a_strangers_key_is_not_there(charlie, way, name):
    number = way.sealed().number
    answer = charlie.post(address(name, number))
    assert status(answer) == 404
    assert not AuditEntry.objects.filter(act__startswith="delivering.disclose").exists()
