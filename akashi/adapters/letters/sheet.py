"""The sheet every mail is written on (通知の体裁): who writes, greeting, both languages, foot."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

RULE = "─" * 20


@dataclass(frozen=True, slots=True)
class Sender:
    """The surety that writes, where the contractor signs in, and whom to ask.

    出典: acceptance.md 5.2
    """

    surety_name: str
    sign_in_url: str
    contact: str = ""
    """Desk, telephone, hours; empty where the operator has not said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one mail says.

    出典: なし (本システムの決定)
    """

    kind: str
    """Which of our mails it is, as the notice row keeps it."""
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Text:
    """Subject and paragraphs of one mail in one language.

    出典: なし (本システムの決定)
    """

    subject: str
    paragraphs: Sequence[str]


def one_line(text: str) -> str:
    """Return a text without anything that could begin a new line or a new header.

    CR, LF, NEL, U+2028 and every other control character become spaces; what a person
    typed may stand in a subject, but never end it.
    出典: acceptance.md A49
    """
    seen = (" " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each for each in text)
    return " ".join("".join(seen).split())


def write(kind: str, sender: Sender, addressee: str, ja: Text, en: Text) -> Wording:
    """Return the mail: Japanese, a rule, English, and a foot that says nobody reads answers.

    出典: acceptance.md 5.2
    """
    surety = one_line(sender.surety_name)
    body = "\n\n".join(
        [
            f"{one_line(addressee)} 御中",
            *ja.paragraphs,
            RULE,
            *en.paragraphs,
            RULE,
            f"{surety}\n{one_line(sender.sign_in_url)}",
            (
                "このメールは自動で送られています。このメールに返信できません。\n"
                f"お問い合わせ: {one_line(sender.contact) or '保証会社の担当窓口'}\n"
                "This mail was sent automatically and cannot be replied to."
            ),
        ]
    )
    return Wording(kind, f"【{surety}】{one_line(ja.subject)}", f"{body}\n")
