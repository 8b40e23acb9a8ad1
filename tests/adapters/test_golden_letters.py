"""Every mail (通知文), word for word: subject and body as its reader gets them."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest

from akashi.adapters import letters
from akashi.adapters.letters import Sender, Wording
from tests.golden import FOLDER, same_as_golden

SENDER = Sender(
    "みほん建設保証株式会社",
    "https://akashi.example/contractor/",
    "業務部 電子保証担当 03-0000-0000 (平日9時から17時)",
)
CONTRACTOR, WORKS = "株式会社残波建設", "村道中央残波線道路改良工事(R8-1工区)"
RECEIPT = "R26-000001"

MAILS: dict[str, Wording] = {
    "certificate_ready": letters.certificate_ready(
        SENDER, contractor=CONTRACTOR, guarantee_number="MH-2026-0000001-A", works_name=WORKS
    ),
    "application_received": letters.application_received(
        SENDER, contractor=CONTRACTOR, receipt_number=RECEIPT, works_name=WORKS
    ),
    "returned": letters.returned(
        SENDER,
        contractor=CONTRACTOR,
        receipt_number=RECEIPT,
        works_name=WORKS,
        remarks=["請負代金額: 税込みの額にしてください", "契約書の写しをください"],
    ),
    "declined": letters.declined(
        SENDER,
        contractor=CONTRACTOR,
        receipt_number=RECEIPT,
        works_name=WORKS,
        reasons=["与信枠を超えるため"],
    ),
    "log_anchored": letters.log_anchored(
        log_key="akashi.example/log+1a2b3c4d+AQIDBA==",
        size=1234,
        stamped_at=datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
        note="akashi.example/log\n1234\nAAAA\n\n— akashi.example/log AQIDBA==\n",
        stamp=bytes(range(96)),
        public_url="https://akashi.example",
    ),
}


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_is_its_golden_text(kind: str):
    mail = MAILS[kind]
    assert mail.kind == kind
    same_as_golden(f"mail_{kind}", f"Subject: {mail.subject}\n\n{mail.body}")


def test_every_mail_has_a_golden_text_and_every_golden_text_its_mail():
    written = {name for name, one in vars(letters).items() if inspect.isfunction(one)}
    assert written - {"one_line"} == set(MAILS)
    assert {file.stem for file in FOLDER.glob("mail_*")} == {f"mail_{kind}" for kind in MAILS}
