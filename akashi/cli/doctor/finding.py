"""What an examination of the set-up finds (所見)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from akashi.domain.violations import Sentence

State = Literal["ok", "demo", "warning", "wrong"]
"""`demo`: works, but only for trying out. `warning`: works, and will not for long or not well."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    出典: contract.md 第2節 doctor
    """

    name: str
    state: State
    detail: Sentence
    mend: Sentence | None = None
    """What to do; None where nothing is to be done."""

    def as_json(self, lang: str) -> dict[str, str | None]:
        """Return the finding for programs."""
        return {
            "name": self.name,
            "state": self.state,
            "detail": self.detail.text(lang),
            "mend": self.mend.text(lang) if self.mend else None,
        }


Check = Callable[[], Iterator[Finding]]


def fine(name: str, ja: str, en: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(name, "ok", Sentence(ja, en))


def found(name: str, state: State, detail: tuple[str, str], mend: tuple[str, str]) -> Finding:
    """Return a finding with what to do about it."""
    return Finding(name, state, Sentence(*detail), Sentence(*mend))
