"""Folding of numbers, kana and search keys (名寄せ); names are kept as typed, always."""

from __future__ import annotations

import re
import unicodedata

from akashi.domain import tables

# Beside the dashes proper (category Pd) people type these for one: minus signs, the long-vowel
# mark of kana, the hyphen bullet, box-drawing lines and the soft hyphen of pasted text.
_OTHER_DASHES = "−ー\u02d7\u2043─━➖⁻₋\u00ad"

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}

_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_PLAIN_CODE = re.compile(r"[0-9A-Za-z -]*", re.ASCII)
_KANA_RUN = re.compile(r"[\u3041-\u309e\u30a0-\u30ff\uff61-\uff9f]+")
_VOICED = re.compile(r"(.)([\u3099-\u309c])")
_COMBINING = {"\u309b": "\u3099", "\u309c": "\u309a"}

_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_ABBREVIATIONS = {"(株)": "株式会社", "(有)": "有限会社", "(合)": "合同会社"}


def fold_width(text: str) -> str:
    """Return `text` with full-width ASCII, ideographic space and yen sign made half-width.

    Nothing else changes: unlike NFKC it turns neither ① nor ² into a digit.
    出典: なし (本システムの決定)
    """
    return text.translate(_FULL_WIDTH)


def fold_code(text: str) -> str:
    """Return a number or key as typed without what does not matter: width, case, spaces, dashes.

    Invisible characters that come along when text is pasted are dropped too.
    出典: なし (本システムの決定, acceptance 5.3)
    """
    return "".join(code_groups(text))


def code_groups(text: str) -> list[str]:
    """Return the groups of a number or key as typed, folded as `fold_code` does.

    出典: なし (本システムの決定, acceptance 5.3)
    """
    if _PLAIN_CODE.fullmatch(text):
        # Nearly always: nothing to fold but case, and openings are asked for all day.
        return text.upper().replace("-", " ").split()
    folded = unicodedata.normalize("NFKC", text).upper()
    spaced = "".join(" " if c.isspace() or is_dash(c) else c for c in folded)
    return ["".join(c for c in group if not _is_invisible(c)) for group in spaced.split()]


def fold_kana(text: str) -> str:
    """Return a reading (フリガナ) in full-width katakana with composed voicing marks.

    出典: なし (本システムの決定, acceptance 5.3)
    """
    return _KANA_RUN.sub(lambda run: _full_katakana(run[0]), text)


def search_key(text: str) -> str:
    """Return the key under which a name is found, however its characters were written.

    For searching only: it must never be stored in the place of a name nor printed.
    出典: なし (本システムの決定; 異体字は domain/tables/variants.json)
    """
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if _is_searched(c))
    folded = unicodedata.normalize("NFKC", kept).casefold()
    for short, full in _ABBREVIATIONS.items():
        folded = folded.replace(short, full)
    return fold_kana(folded).translate(_VARIANTS)


def _full_katakana(run: str) -> str:
    full = "".join(unicodedata.normalize("NFKC", c) if c >= "\uff61" else c for c in run)
    return _VOICED.sub(_compose, full.translate(_TO_KATAKANA))


def _compose(pair: re.Match[str]) -> str:
    composed = unicodedata.normalize("NFC", pair[1] + _COMBINING.get(pair[2], pair[2]))
    return composed if len(composed) == 1 else pair[0]


def is_dash(char: str) -> bool:
    """Tell whether people type this character for a dash, the long-vowel mark ー included.

    出典: なし (本システムの決定, acceptance 5.3)
    """
    return unicodedata.category(char) == "Pd" or char in _OTHER_DASHES


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"}


def _is_searched(char: str) -> bool:
    if char.isspace() or is_dash(char) or _is_invisible(char):
        return False
    return not any(ord(char) in selectors for selectors in _SELECTORS)


def _read_variants() -> dict[int, str]:
    table = tables.read("variants")
    if not isinstance(table, dict):
        raise TypeError("tables/variants.json: expected an object of groups")
    groups = table["groups"]
    return {ord(variant): usual for usual, variants in groups.items() for variant in variants}


_VARIANTS = _read_variants()
