"""Text cut into what a reader counts as one character (書記素クラスタ), by UAX #29."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from functools import lru_cache

from akashi.domain import tables


class _Break(Enum):
    """How a character behaves at a boundary (Grapheme_Cluster_Break of UAX #29)."""

    OTHER = auto()
    CONTROL = auto()
    EXTEND = auto()
    SPACING = auto()
    PREPEND = auto()
    FLAG = auto()  # regional indicator: two of them are one flag
    L = auto()
    V = auto()
    T = auto()
    LV = auto()
    LVT = auto()


_HANGUL_JOINS = {
    _Break.L: {_Break.L, _Break.V, _Break.LV, _Break.LVT},
    _Break.LV: {_Break.V, _Break.T},
    _Break.V: {_Break.V, _Break.T},
    _Break.LVT: {_Break.T},
    _Break.T: {_Break.T},
}

_SYLLABLES = range(0xAC00, 0xD7A4)
_FINALS = 28  # every 28th Hangul syllable has no final consonant

_RANGES = (
    (range(0x1100, 0x1160), _Break.L),
    (range(0x1160, 0x11A8), _Break.V),
    (range(0x11A8, 0x1200), _Break.T),
    (range(0xA960, 0xA97D), _Break.L),
    (range(0xD7B0, 0xD7C7), _Break.V),
    (range(0xD7CB, 0xD7FC), _Break.T),
    (range(0x1F1E6, 0x1F200), _Break.FLAG),
)


def clusters(text: str) -> list[str]:
    """Return `text` cut into extended grapheme clusters; joined, they are `text` again.

    Exact for text that passes `unprintable`: sequences with a zero-width joiner, which does
    not, are cut at the joiner.
    出典: Unicode Standard Annex #29
    """
    # Nearly every text has nothing in it that joins anything.
    if all(_stands_alone(char) for char in text):
        return list(text)
    found: list[str] = []
    for char in text:
        if found and _belongs(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _belongs(cluster: str, char: str) -> bool:
    before, here = _kind(cluster[-1]), _kind(char)
    if _Break.CONTROL in {before, here}:
        return cluster == "\r" and char == "\n"
    if here in {_Break.EXTEND, _Break.SPACING} or before is _Break.PREPEND:
        return True
    if here is _Break.FLAG and before is _Break.FLAG:
        return sum(_kind(c) is _Break.FLAG for c in cluster) % 2 == 1
    return here in _HANGUL_JOINS.get(before, ()) or _is_conjunct(cluster, char)


def _is_conjunct(cluster: str, char: str) -> bool:
    """Tell whether an Indic consonant follows consonant and linker, its marks aside (GB9c)."""
    if ord(char) not in _CONSONANT:
        return False
    linked = False
    for earlier in reversed(cluster):
        if ord(earlier) in _CONSONANT:
            return linked
        if ord(earlier) in _LINKER:
            linked = True
        elif _kind(earlier) is not _Break.EXTEND:
            return False
    return False


@lru_cache(maxsize=4096)
def _kind(char: str) -> _Break:
    code, category = ord(char), unicodedata.category(char)
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return _Break.CONTROL
    if category in {"Mn", "Me"} or code in _EXTEND:
        return _Break.EXTEND
    if code in _SPACING or (category == "Mc" and code not in _NOT_SPACING):
        return _Break.SPACING
    if code in _PREPEND:
        return _Break.PREPEND
    return _hangul_or_flag(code)


@lru_cache(maxsize=4096)
def _stands_alone(char: str) -> bool:
    return _kind(char) is _Break.OTHER and ord(char) not in _LINKER


def _hangul_or_flag(code: int) -> _Break:
    if code in _SYLLABLES:
        return _Break.LVT if _SYLLABLES.index(code) % _FINALS else _Break.LV
    return next((kind for codes, kind in _RANGES if code in codes), _Break.OTHER)


def _read(name: str) -> frozenset[int]:
    table = tables.read("graphemes")
    if not isinstance(table, dict):
        raise TypeError("tables/graphemes.json: expected an object of hexadecimal ranges")
    codes: set[int] = set()
    for item in " ".join(table[name]).split():
        low, _, high = item.partition("-")
        codes.update(range(int(low, 16), int(high or low, 16) + 1))
    return frozenset(codes)


_EXTEND = _read("extend")
_SPACING = _read("spacing")
_NOT_SPACING = _read("not_spacing")
_PREPEND = _read("prepend")
_LINKER = _read("linker")
_CONSONANT = _read("consonant")
