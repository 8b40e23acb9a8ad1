"""The wording of mails (通知文): both languages, nothing of the reader's can break out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akashi.adapters import letters
from akashi.adapters.letters import Sender, Wording

EVIL = "橋\r\nBcc: x@evil.example\u2028\x85改良"
SENDER = Sender("みほん建設保証株式会社", "https://akashi.example/contractor/")

EVERY: dict[str, Callable[[str], Wording]] = {
    "certificate_ready": lambda text: letters.certificate_ready(
        SENDER, contractor=text, guarantee_number="MH-2026-0000001-A", works_name=text
    ),
    "application_received": lambda text: letters.application_received(
        SENDER, contractor=text, receipt_number="R26-000001", works_name=text
    ),
    "returned": lambda text: letters.returned(
        SENDER, contractor=text, receipt_number="R26-000001", works_name=text, remarks=[text]
    ),
    "declined": lambda text: letters.declined(
        SENDER, contractor=text, receipt_number="R26-000001", works_name=text, reasons=[text]
    ),
}


@pytest.mark.parametrize("kind", EVERY)
def test_every_mail_says_who_writes_and_that_nobody_reads_answers(kind: str):
    mail = EVERY[kind]("工事")
    assert mail.kind == kind
    assert mail.subject.startswith("【みほん建設保証株式会社】")
    assert "このメールに返信できません" in mail.body
    assert "cannot be replied to" in mail.body
    assert "https://akashi.example/contractor/" in mail.body


def test_a_mail_says_whom_to_ask_and_by_which_telephone():
    def written(contact: str) -> str:
        sender = Sender(SENDER.surety_name, SENDER.sign_in_url, contact)
        return letters.certificate_ready(
            sender, contractor="残波", guarantee_number="MH-2026-0000001-A", works_name="工事"
        ).body

    assert "お問い合わせ: 業務部 03-0000-0000\n" in written("業務部\n03-0000-0000")
    assert "お問い合わせ: 保証会社の担当窓口\n" in written("")


@pytest.mark.parametrize("kind", EVERY)
def test_what_a_person_typed_stays_on_its_line(kind: str):
    mail = EVERY[kind](EVIL)
    assert "\n" not in mail.subject
    assert not [line for line in mail.body.splitlines() if line.startswith("Bcc")]
    assert "橋 Bcc: x@evil.example 改良" in mail.body


def test_the_notice_of_the_certificate_has_the_subject_people_know():
    assert "電子証書・認証キー登録のお知らせ" in EVERY["certificate_ready"]("工事").subject


def test_the_notice_tells_how_to_show_the_key_and_which_file_to_hand_in():
    body = EVERY["certificate_ready"]("工事").body
    for words in ("ログイン", "「認証キー」の「表示」", "「認証キー等のお知らせ」", "【重要】"):
        assert words in body


def test_names_are_never_folded():
    assert "髙﨑𠮷辻󠄀" in EVERY["returned"]("髙﨑𠮷辻󠄀").body
