"""A word of the trade (用語): one code for programs, and how people read it in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from akashi.domain.violations import Language


class Word(StrEnum):
    """One of a fixed set of words, written as code, Japanese, English.

    It is its code wherever a program reads it: in the store, in JSON, in a comparison.
    出典: なし (本システムの決定, docs/decisions/0014)
    """

    wording: Sentence

    def __new__(cls, code: str, ja: str = "", en: str = "") -> Self:
        """Make the member; looking one up by its code is written alike, hence the defaults."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.wording = Sentence(ja, en)
        return word

    def label(self, lang: Language | str = "ja") -> str:
        """Return the word as users read it."""
        return self.wording.text(lang)
