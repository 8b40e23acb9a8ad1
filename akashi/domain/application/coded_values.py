"""Readers of numbers and codes (郵便番号・法人番号・メールアドレス等): folded, then checked."""

from __future__ import annotations

import re
import unicodedata

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import label
from akashi.domain.application.model import SCHEMA
from akashi.domain.application.notes import Notes, shown
from akashi.domain.application.permit import is_malformed, normal_form
from akashi.domain.application.plain_values import any_text, text
from akashi.domain.text import fold_code, fold_kana

_POSTAL_CODE = re.compile(r"〒?([0-9]{3})([0-9]{4})")
_CORPORATE_NUMBER = re.compile(r"T?([0-9]{13})")
_COMPANY_NUMBER = re.compile(r"[0-9]{12}")

_READING = re.compile(
    r"[\u30a1-\u30ff\u31f0-\u31ff\s]"
)  # katakana with ・ and ー, small ones, spaces
_LONGEST_ADDRESS = 254
_LONGEST_LOCAL_PART = 64
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL_PART = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def schema(notes: Notes, path: str, value: object) -> str | None:
    """Read the schema's name, exact to the letter.

    出典: なし (本システムの決定)
    """
    if value == SCHEMA:
        return SCHEMA
    notes.refuse(
        Code.UNKNOWN_SCHEMA,
        path,
        ja=f"書式 (schema) は {SCHEMA} にしてください。入力: {shown(value)}",
        en=f"Give {SCHEMA} as the schema. Given: {shown(value)}",
    )
    return None


def code(notes: Notes, path: str, value: object) -> str | None:
    """Read an identifier or number of somebody else's: NFKC, without spaces around it.

    出典: なし (本システムの決定)
    """
    typed = text(notes, path, value)
    if typed is None:
        return None
    # Folded it may be longer: ㍿ is four characters.
    return text(notes, path, unicodedata.normalize("NFKC", typed).strip())


def kana(notes: Notes, path: str, value: object) -> str | None:
    """Read a reading in full-width katakana; hiragana and half-width kana are converted.

    出典: acceptance 5.3 (フリガナ: 全角カタカナと長音・中点・空白)
    """
    typed = text(notes, path, value)
    if typed is None:
        return None
    reading = fold_kana(typed)
    strange = [char for char in dict.fromkeys(reading) if not _READING.fullmatch(char)]
    if strange:
        words, named = label(path), shown("".join(strange))
        notes.refuse(
            Code.NOT_KANA,
            path,
            ja=f"{words.ja}は読みをカタカナで入力してください(長音「ー」、中点「・」と空白も使えます)。"
            f"使えない文字: {named}",
            en=f"Give {words.en} in katakana, with ー, ・ and spaces where needed. "
            f"Not kana: {named}",
        )
        return None
    return reading


def postal_code(notes: Notes, path: str, value: object) -> str | None:
    """Read a postal code of seven digits as `904-0301`.

    出典: acceptance 5.3 (郵便番号)
    """
    typed = any_text(notes, path, value)
    if typed is None:
        return None
    digits = _POSTAL_CODE.fullmatch(fold_code(typed))
    if digits:
        return f"{digits[1]}-{digits[2]}"
    words = label(path)
    notes.refuse(
        Code.POSTAL_CODE_MALFORMED,
        path,
        ja=f"{words.ja}は数字7桁(例 904-0301)にしてください。入力: {shown(value)}",
        en=f"Give {words.en} as seven digits, like 904-0301. Given: {shown(value)}",
    )
    return None


def corporate_number(notes: Notes, path: str, value: object) -> str | None:
    """Read a corporate number of thirteen digits; the T of an invoice number is left out.

    出典: 法人番号の指定等に関する省令 (検査用数字)
    """
    typed = any_text(notes, path, value)
    if typed is None:
        return None
    folded = fold_code(typed)
    number = _CORPORATE_NUMBER.fullmatch(folded)
    if number is None:
        _note_malformed_corporate_number(notes, path, folded)
        return None
    expected = corporate_check_digit(number[1][1:])
    if number[1][0] != expected:
        notes.refuse(
            Code.CORPORATE_NUMBER_CHECK_DIGIT,
            path,
            ja=f"法人番号の先頭の検査用数字が合いません(下12桁からは {expected} になります)。"
            f"13桁を確かめてください。入力: {shown(value)}",
            en=f"The corporate number's first digit does not fit the other twelve (they give "
            f"{expected}). Check all thirteen digits. Given: {shown(value)}",
        )
        return None
    return number[1]


def corporate_check_digit(base: str) -> str:
    """Return the check digit (1-9) that leads the twelve digits of a 会社法人等番号.

    出典: 法人番号の指定等に関する省令 第2条
    """
    weighted = sum(int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(base)))
    return str(9 - weighted % 9)


def permit(notes: Notes, path: str, value: object) -> str | None:
    """Read a construction permit in normal form; where its spelling is unknown, folded only.

    出典: 建設業法 第3条, acceptance 5.3 (建設業許可番号)
    """
    typed = text(notes, path, value)
    if typed is None:
        return None
    if is_malformed(typed):
        notes.refuse(
            Code.PERMIT_MALFORMED,
            path,
            ja="建設業許可番号は「沖縄県知事許可(特-5)第12345号」のように、国土交通大臣か"
            f"都道府県知事の名と6桁までの番号を入力してください。入力: {shown(value)}",
            en="Give the construction permit like 沖縄県知事許可(特-5)第12345号, with the minister "
            f"or governor and a number of up to six digits. Given: {shown(value)}",
        )
        return None
    return normal_form(typed) or unicodedata.normalize("NFKC", typed).strip()


def email(notes: Notes, path: str, value: object) -> str | None:
    """Read one e-mail address; full-width letters become half-width.

    出典: RFC 5321 4.1.2 (dot-string), RFC 1123 2.1
    """
    typed = any_text(notes, path, value)
    if typed is None:
        return None
    address = unicodedata.normalize("NFKC", typed).strip()
    if is_mail_address(address):
        return address
    words = label(path)
    notes.refuse(
        Code.EMAIL_MALFORMED,
        path,
        ja=f"{words.ja}は name@example.jp の形で1つだけ入力してください。入力: {shown(value)}",
        en=f"Give {words.en}, one address like name@example.jp. Given: {shown(value)}",
    )
    return None


def is_mail_address(address: str) -> bool:
    """Tell whether this is one well-formed e-mail address in ASCII.

    出典: RFC 5321 4.1.2 (dot-string), RFC 1123 2.1
    """
    local, _, host = address.rpartition("@")
    labels = host.split(".")
    return (
        len(address) <= _LONGEST_ADDRESS
        and len(local) <= _LONGEST_LOCAL_PART
        and _LOCAL_PART.fullmatch(local) is not None
        # Mail programs would decode it, to another address perhaps (RFC 2047).
        and "=?" not in local
        and len(labels) > 1
        and all(_HOST_LABEL.fullmatch(part) for part in labels)
        and not labels[-1].isdecimal()
    )


def _note_malformed_corporate_number(notes: Notes, path: str, folded: str) -> None:
    company = _COMPANY_NUMBER.fullmatch(folded)
    whole = corporate_check_digit(folded) + folded if company else ""
    notes.refuse(
        Code.CORPORATE_NUMBER_MALFORMED,
        path,
        ja="法人番号は数字13桁にしてください。"
        + (f"12桁の会社法人等番号でしたら、法人番号は {whole} です。" if whole else "")
        + f"入力: {shown(folded)}",
        en="Give the corporate number as thirteen digits. "
        + (f"If this is the 12-digit company number, yours is {whole}. " if whole else "")
        + f"Given: {shown(folded)}",
    )
