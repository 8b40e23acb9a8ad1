"""A broken rule (違反): a code for programs, a field to mend, a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from akashi_verifier.sentence import Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Language", "RuleViolation", "Sentence", "Violation", "refuse"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One reason why an input cannot be accepted, and where to mend it.

    `field` is a dotted path into what the user gave (`works.period.to`,
    `use_of_advance.0.amount_yen`); empty when the whole input is meant.
    出典: なし (本システムの決定)
    """

    code: str
    field: str
    sentence: Sentence

    def message(self, lang: Language | str = "ja") -> str:
        """Return the sentence for the user in `lang`."""
        return self.sentence.text(lang)

    def as_json(self, lang: Language | str = "ja") -> dict[str, str]:
        """Return `{code, field, message}` as the command line and the API print it."""
        return {"code": self.code, "field": self.field, "message": self.message(lang)}


class RuleViolation(Exception):  # noqa: N818 - the name is the field's, not Python's
    """Raised when a rule forbids what was asked; carries every violation found, at once.

    Not a frozen dataclass: contextlib sets `__traceback__` on exceptions that pass through.
    """

    def __init__(self, violations: Iterable[Violation]) -> None:
        """Keep the violations in the order found; there is at least one."""
        self.violations = tuple(violations)
        super().__init__("; ".join(f"{v.field}: {v.message('en')}" for v in self.violations))


def refuse(code: str, field: str, *, ja: str, en: str) -> RuleViolation:
    """Return the exception for a single violation, ready to raise."""
    return RuleViolation([Violation(code, field, Sentence(ja, en))])
