"""A box to fill in (入力欄): how what a person typed becomes a value of the file, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from akashi.domain.application import label
from akashi.domain.periods import parse_date, wareki
from akashi.domain.text import fold_width
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.domain.yen import parse_yen

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

YES = "yes"
"""What a ticked box sends."""

_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*%?", re.ASCII)
_SHARE = Sentence(
    "出資比率は「60」「33.33」のように、数字(%)で入力してください。",
    "Give the share in percent, like 60 or 33.33.",
)


class Kind(StrEnum):
    """How a box is read and shown.

    出典: なし (本システムの決定)
    """

    TEXT = "text"
    YEN = "yen"
    DATE = "date"
    SHARE = "share"
    CHOICE = "choice"
    FLAG = "flag"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a step: the path it fills in the application file, and help for the person.

    出典: なし (本システムの決定)
    """

    path: str
    kind: Kind = Kind.TEXT
    required: bool = False
    hint: _StrPromise | str = ""
    autocomplete: str = ""
    wide: bool = False
    words: _StrPromise | str = ""
    """The label, where the name the rules use would not be understood beside the box."""


def value_of(kind: Kind, typed: str) -> object:
    """Return what is kept of `typed`: a value where it can be read, else the text as it is.

    A NUL, which no store of text can keep, becomes the sign for a lost character.
    出典: なし (本システムの決定)
    """
    text = typed.replace("\x00", "\ufffd").strip()
    if kind is Kind.FLAG:
        return text == YES
    if not text:
        return None
    reader = _READERS.get(kind)
    if reader is None:
        return text
    try:
        return reader(text)
    except RuleViolation:
        return text


def typed_of(kind: Kind, value: object, lang: str = "ja") -> str:
    """Return what stands in the box for a value of the file.

    出典: なし (本システムの決定)
    """
    if value is None:
        return ""
    if kind is Kind.FLAG:
        return YES if value is True else ""
    if kind is Kind.AGREEMENT:
        return YES
    if kind is Kind.YEN and isinstance(value, int):
        return f"{value:,}"
    if kind is Kind.DATE and isinstance(value, str):
        return _date_typed(value, lang)
    return str(value)


def misread(box: Box, value: object) -> Violation | None:
    """Return why the text in a box could not be read; None where it could, or it is empty.

    出典: なし (本システムの決定)
    """
    reader = _READERS.get(box.kind)
    if reader is None or not isinstance(value, str) or not value:
        return None
    try:
        reader(value)
    except RuleViolation as refusal:
        found, words = refusal.violations[0], label(box.path)
        named = Sentence(
            f"{words.ja}: {found.sentence.ja}",
            f"{words.en[:1].upper()}{words.en[1:]}: {found.sentence.en}",
        )
        return Violation(found.code, box.path, named)
    return None


def _date_typed(value: str, lang: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    shown = wareki(day) if lang == "ja" else value
    # A year of three digits (令和100年) is printed but not read; it stands as it is kept.
    return shown if value_of(Kind.DATE, shown) == value else value


def _read_date(text: str) -> object:
    return parse_date(text).isoformat()


def _read_yen(text: str) -> object:
    return parse_yen(text)


def _read_share(text: str) -> object:
    digits = _PERCENT.fullmatch(fold_width(text).strip())
    if digits is None:
        raise RuleViolation([Violation("share_format", "", _SHARE)])
    share = Decimal(digits[1])
    return int(share) if share == share.to_integral_value() else float(share)


_READERS: dict[Kind, Callable[[str], object]] = {
    Kind.DATE: _read_date,
    Kind.YEN: _read_yen,
    Kind.SHARE: _read_share,
}
