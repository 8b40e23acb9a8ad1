"""Readers of text, amounts, dates and choices (文字・金額・日付・選択肢), strict about types."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import label
from akashi.domain.application.notes import Notes, Reader, listed, shown
from akashi.domain.text import clusters, unprintable
from akashi.domain.yen import MAX_YEN

E = TypeVar("E", bound=StrEnum)

LONGEST_TEXT = 200
"""Grapheme clusters a text may have: what a reader counts as characters."""

MOST_CODE_POINTS = 5 * LONGEST_TEXT
"""Code points the same text may have, so that one cluster cannot carry a thousand accents."""

EARLIEST = date(1926, 12, 25)
"""First day of the Shōwa era (昭和); no works contract still running is older."""

LATEST = date(2199, 12, 31)

_WHOLE_PERCENT = 100
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def any_text(notes: Notes, path: str, value: object) -> str | None:
    """Read text as typed, one line of characters that print; it may be of any length.

    出典: なし (本システムの決定)
    """
    words = label(path)
    if not isinstance(value, str):
        notes.refuse(
            Code.WRONG_TYPE,
            path,
            ja=f'{words.ja}は " " で囲んだ文字にしてください。入力: {shown(value)}',
            en=f'Give {words.en} as text in " ". Given: {shown(value)}',
        )
    elif len(value) > MOST_CODE_POINTS:
        _note_too_long(notes, path, f"{len(value):,}", MOST_CODE_POINTS)
    elif not value.strip():
        notes.refuse(
            Code.BLANK,
            path,
            ja=f"{words.ja}が空欄です。入力してください(任意の項目なら削除できます)。",
            en=f"Fill in {words.en}: it is blank (an optional field may be left out).",
        )
    elif names := unprintable(value):
        notes.refuse(
            Code.FORBIDDEN_CHARACTER,
            path,
            ja=f"{words.ja}に印字できない文字があります: {listed(names)}。取り除いてください。",
            en=f"Remove what does not print from {words.en}: "
            f"{listed(unprintable(value, 'en'), 'en')}.",
        )
    else:
        return value
    return None


def text(notes: Notes, path: str, value: object) -> str | None:
    """Read text as typed, of at most 200 characters as a reader counts them.

    出典: なし (本システムの決定)
    """
    typed = any_text(notes, path, value)
    if typed is None:
        return None
    if len(typed) > LONGEST_TEXT and (length := len(clusters(typed))) > LONGEST_TEXT:
        _note_too_long(notes, path, f"{length:,}", LONGEST_TEXT)
        return None
    return typed


def yen(notes: Notes, path: str, value: object) -> int | None:
    """Read whole yen, 1 to 999,999,999,999.

    出典: なし (本システムの決定)
    """
    words = label(path)
    if not isinstance(value, int) or isinstance(value, bool):
        notes.refuse(
            Code.WRONG_TYPE,
            path,
            ja=f"{words.ja}は円単位の整数(引用符・小数点・桁区切りなし)にしてください。"
            f"入力: {shown(value)}",
            en=f"Give {words.en} in whole yen, a number without quotes, decimals or separators. "
            f"Given: {shown(value)}",
        )
    elif not 1 <= value <= MAX_YEN:
        notes.refuse(
            Code.AMOUNT_OUT_OF_RANGE,
            path,
            ja=f"{words.ja}は1円以上{MAX_YEN:,}円以下にしてください。入力: {shown(value)}",
            en=f"Give {words.en} from 1 to {MAX_YEN:,} yen. Given: {shown(value)}",
        )
    else:
        return value
    return None


def share(notes: Notes, path: str, value: object) -> Decimal | None:
    """Read a share in percent: more than 0, at most 100, at most two decimals, kept exactly.

    出典: なし (本システムの決定)
    """
    words = label(path)
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        notes.refuse(
            Code.WRONG_TYPE,
            path,
            ja=f"{words.ja}は % を付けない数(引用符なし)にしてください。入力: {shown(value)}",
            en=f"Give {words.en} as a number without % or quotes. Given: {shown(value)}",
        )
    elif not 0 < value <= _WHOLE_PERCENT:
        notes.refuse(
            Code.SHARE_OUT_OF_RANGE,
            path,
            ja=f"{words.ja}は0より大きく100以下にしてください。入力: {shown(value)}",
            en=f"Give {words.en} above 0 and up to 100. Given: {shown(value)}",
        )
    elif (exact := Decimal(str(value))) * 100 % 1 != 0:
        notes.refuse(
            Code.SHARE_DECIMALS,
            path,
            ja=f"{words.ja}は小数点以下2桁までにしてください。入力: {shown(value)}",
            en=f"Give {words.en} with at most two decimals. Given: {shown(value)}",
        )
    else:
        return exact
    return None


def day(notes: Notes, path: str, value: object) -> date | None:
    """Read an ISO date that is in the calendar, `2026-04-01`.

    出典: なし (本システムの決定)
    """
    words = label(path)
    if not isinstance(value, str):
        notes.refuse(
            Code.WRONG_TYPE,
            path,
            ja=f'{words.ja}は "2026-04-01" の形の文字にしてください。入力: {shown(value)}',
            en=f'Give {words.en} as text like "2026-04-01". Given: {shown(value)}',
        )
        return None
    found = _calendar_day(value)
    if found is None:
        notes.refuse(
            Code.DATE_MALFORMED,
            path,
            ja=f"{words.ja}は暦にある日を 2026-04-01 の形で入力してください。入力: {shown(value)}",
            en=f"Give {words.en} as a day of the calendar like 2026-04-01. Given: {shown(value)}",
        )
    elif not EARLIEST <= found <= LATEST:
        notes.refuse(
            Code.DATE_OUT_OF_RANGE,
            path,
            ja=f"{words.ja}は{EARLIEST}から{LATEST}までの日にしてください。入力: {found}",
            en=f"Give {words.en} between {EARLIEST} and {LATEST}. Given: {found}",
        )
        return None
    return found


def flag(notes: Notes, path: str, value: object) -> bool | None:
    """Read true or false.

    出典: なし (本システムの決定)
    """
    if isinstance(value, bool):
        return value
    words = label(path)
    notes.refuse(
        Code.WRONG_TYPE,
        path,
        ja=f"{words.ja}は true か false にしてください。入力: {shown(value)}",
        en=f"Give {words.en} as true or false. Given: {shown(value)}",
    )
    return None


def choice(options: type[E]) -> Reader[E]:
    """Return the reader of one of the words of an enumeration.

    出典: なし (本システムの決定)
    """

    def read(notes: Notes, path: str, value: object) -> E | None:
        for option in options:
            if value == option.value:
                return option
        words, allowed = label(path), list(options)
        notes.refuse(
            Code.UNKNOWN_CHOICE if isinstance(value, str) else Code.WRONG_TYPE,
            path,
            ja=f"{words.ja}は {'、'.join(allowed)} のいずれかにしてください。入力: {shown(value)}",
            en=f"Give {words.en} as one of {', '.join(allowed)}. Given: {shown(value)}",
        )
        return None

    return read


def _note_too_long(notes: Notes, path: str, length: str, limit: int) -> None:
    words = label(path)
    notes.refuse(
        Code.TEXT_TOO_LONG,
        path,
        ja=f"{words.ja}は{limit:,}文字以内にしてください。入力: {length}文字",
        en=f"Give {words.en} in at most {limit:,} characters. Given: {length}",
    )


def _calendar_day(typed: str) -> date | None:
    if not _ISO_DATE.fullmatch(typed):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
