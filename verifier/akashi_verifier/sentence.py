"""A sentence (文): what is said to a person, in Japanese and in English; both say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement to a person in Japanese and English; the two always say the same.

    Rules and verifier lean on no web framework, so their sentences carry both languages here
    and do not pass through its catalogues.
    出典: なし (本システムの決定, docs/decisions/0014)
    """

    ja: str
    en: str

    def text(self, lang: Language | str = "ja") -> str:
        """Return the sentence in `lang`; anything but English is Japanese."""
        return self.en if lang.startswith("en") else self.ja
