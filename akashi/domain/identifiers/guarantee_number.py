"""The guarantee number (保証契約番号): surety, fiscal year, serial and a check symbol."""

from __future__ import annotations

import re

from akashi.domain.identifiers.check_symbols import mod_37_36
from akashi.domain.text import fold_code
from akashi.domain.violations import refuse

_MAX_SERIAL = 9_999_999
_SURETY_CODE = re.compile(r"[A-Z]{2}", re.ASCII)

# NOTE: numbers stand on paper for decades; parts may not change their length or order.
_SHAPE = re.compile(r"([A-Z]{2})([0-9]{4})([0-9]{7})([0-9A-Z])", re.ASCII)


def make(surety_code: str, fiscal_year: int, serial: int) -> str:
    """Return the number of the `serial`-th guarantee of a surety in a fiscal year.

    出典: contract 6 (本システムの決定); 検査文字は ISO/IEC 7064 MOD 37,36
    """
    if not _SURETY_CODE.fullmatch(surety_code):
        raise ValueError("a surety code is two letters A-Z")
    if not 1000 <= fiscal_year <= 9999 or not 1 <= serial <= _MAX_SERIAL:  # noqa: PLR2004 - four digits
        raise ValueError("a fiscal year has four digits, a serial is 1 to 9,999,999")
    payload = f"{surety_code}{fiscal_year}{serial:07}"
    return f"{surety_code}-{fiscal_year}-{serial:07}-{mod_37_36(payload)}"


EXAMPLE = make("MH", 2026, 17)


def parse(text: str, field: str = "guarantee_number") -> str:
    """Return the normal form of a number as typed: any width, case, spaces, dashes.

    Says nothing about whether such a guarantee exists.
    Raises: RuleViolation on `field`: `guarantee_number_empty`, `guarantee_number_shape` or
    `guarantee_number_check`, which finds every single wrong symbol and all but one in two
    hundred swaps of neighbours.
    出典: contract 6 (本システムの決定)
    """
    typed = fold_code(text)
    if not typed:
        raise refuse(
            "guarantee_number_empty",
            field,
            ja="保証契約番号を入力してください。",
            en="Enter the guarantee number.",
        )
    parts = _SHAPE.fullmatch(typed)
    if not parts:
        raise refuse(
            "guarantee_number_shape",
            field,
            ja="保証契約番号の形が違います。英字2文字、数字4桁、数字7桁、英数字1文字です"
            f"(例: {EXAMPLE})。",
            en="This is not the shape of a guarantee number: two letters, four digits, seven "
            f"digits, one letter or digit (for example {EXAMPLE}).",
        )
    if mod_37_36(typed[:-1]) != parts[4]:
        raise refuse(
            "guarantee_number_check",
            field,
            ja="保証契約番号に入力誤りがあります。証書または「認証キー等のお知らせ」と見比べてください。",
            en="The guarantee number is mistyped; compare it with the certificate or key notice.",
        )
    return "-".join(parts.groups())
