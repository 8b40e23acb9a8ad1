"""Whole yen (円), never negative; money as people type it and print it; roundings have names."""

from __future__ import annotations

import re
from fractions import Fraction

from akashi.domain.text import fold_width
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.domain.word import Word

MAX_YEN = 999_999_999_999
"""The largest amount any field takes."""

_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]+", re.ASCII)
_DRESSING = re.compile(r"^金?\s*[¥\\]?\s*|\s*円?\s*也?$")
_EXAMPLE_JA = "(例: 1,234,000)"
_EXAMPLE_EN = "(for example 1,234,000)"

# What people type besides plain digits, each with its own explanation; first match wins.
_MISTAKES = (
    (
        r"[-−‐‑–—ー△▲]",
        "yen_negative",
        Sentence(
            f"金額に負の数は使えません。符号のない円単位の数字で入力してください{_EXAMPLE_JA}。",
            f"An amount cannot be negative; give whole yen without a sign {_EXAMPLE_EN}.",
        ),
    ),
    (
        r"[十百千万億兆]",
        "yen_unit",
        Sentence(
            f"金額に「千」「万」「億」などは使えません。円単位の数字で入力してください{_EXAMPLE_JA}。",
            f"Units such as 千, 万 or 億 are not read; give the amount in whole yen {_EXAMPLE_EN}.",
        ),
    ),
    (
        r"[0-9.][eE]\+?[0-9]",
        "yen_exponent",
        Sentence(
            f"金額に指数(1e6 など)は使えません。円単位の数字で入力してください{_EXAMPLE_JA}。",
            f"Exponents such as 1e6 are not read; give the amount in whole yen {_EXAMPLE_EN}.",
        ),
    ),
    (
        r"[.]",
        "yen_decimal",
        Sentence(
            f"金額に小数点は使えません。1円未満のない円単位の数字で入力してください{_EXAMPLE_JA}。",
            f"An amount has no decimals; give whole yen {_EXAMPLE_EN}.",
        ),
    ),
    (
        r"[0-9],|,[0-9]",
        "yen_grouping",
        Sentence(
            f"金額の桁区切りが3桁ごとになっていません。確かめて入力し直してください{_EXAMPLE_JA}。",
            f"The commas do not separate groups of three digits; check the amount {_EXAMPLE_EN}.",
        ),
    ),
)
_UNREADABLE = Sentence(
    f"金額を読み取れません。円単位の数字で入力してください{_EXAMPLE_JA}。",
    f"The amount cannot be read; give whole yen in digits {_EXAMPLE_EN}.",
)
_EMPTY = Sentence("金額を入力してください。", "Give an amount in yen.")
_TOO_LARGE = Sentence(
    f"金額は{MAX_YEN:,}円以下で入力してください。", f"An amount is at most {MAX_YEN:,} yen."
)


class Rounding(Word):
    """How a fraction becomes whole yen (端数処理); every rounding has a name.

    出典: なし (本システムの決定, docs/decisions/0011)
    """

    CUT_BELOW_1 = "cut_below_1", "1円未満切捨て", "fraction of a yen cut"
    CUT_BELOW_10 = "cut_below_10", "10円未満切捨て", "cut below 10 yen"
    CUT_BELOW_100 = "cut_below_100", "100円未満切捨て", "cut below 100 yen"
    HALF_UP_TO_1 = "half_up_to_1", "1円未満四捨五入", "rounded half up to 1 yen"
    UP_TO_1 = "up_to_1", "1円未満切上げ", "rounded up to 1 yen"

    def apply(self, amount: Fraction) -> int:
        """Return `amount` (yen, not negative) in whole yen.

        出典: なし (本システムの決定)
        """
        unit = _UNITS[self]
        if self is Rounding.HALF_UP_TO_1:
            return int(amount + Fraction(1, 2))
        if self is Rounding.UP_TO_1:
            return -int(-amount // 1)
        return int(amount / unit) * unit


_UNITS = {
    Rounding.CUT_BELOW_1: 1,
    Rounding.CUT_BELOW_10: 10,
    Rounding.CUT_BELOW_100: 100,
    Rounding.HALF_UP_TO_1: 1,
    Rounding.UP_TO_1: 1,
}


def format_yen(amount: int) -> str:
    """Return an amount for reading: 1,234,000円.

    出典: なし (本システムの決定)
    """
    return f"{amount:,}円"


def parse_yen(text: str, field: str = "") -> int:
    """Return the amount a person typed, 0 to 999,999,999,999 yen.

    Full-width digits, correct commas, 金, ¥ and 円 are understood; nothing is guessed.
    Raises: RuleViolation on `field`: `yen_empty`, `yen_negative`, `yen_unit`, `yen_exponent`,
    `yen_decimal`, `yen_grouping`, `yen_format` or `yen_too_large`.
    出典: なし (本システムの決定, acceptance 5.3)
    """
    typed = _DRESSING.sub("", fold_width(text).strip())
    if not typed:
        raise RuleViolation([Violation("yen_empty", field, _EMPTY)])
    if not _GROUPED.fullmatch(typed):
        raise RuleViolation([_mistake(typed, field)])
    digits = typed.replace(",", "").lstrip("0") or "0"
    if len(digits) > len(str(MAX_YEN)):
        raise RuleViolation([Violation("yen_too_large", field, _TOO_LARGE)])
    return int(digits)


def cut_to(amount: Fraction | int, unit: int) -> int:
    """Return `amount` rounded down to a multiple of `unit` yen, as obligees cut their limits.

    出典: 上尾市 (前払金は10万円未満切捨て) ほか、発注者の定め
    """
    return int(Fraction(amount) / unit) * unit


def _mistake(typed: str, field: str) -> Violation:
    for pattern, code, sentence in _MISTAKES:
        if re.search(pattern, typed):
            return Violation(code, field, sentence)
    return Violation("yen_format", field, _UNREADABLE)
