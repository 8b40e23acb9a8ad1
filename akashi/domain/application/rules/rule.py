"""What a rule (申込の要件) is: a check of an application, and the fields it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from akashi.domain.application.codes import Code
from akashi.domain.application.model import Application
from akashi.domain.application.notes import usable
from akashi.domain.directory import Obligee
from akashi.domain.violations import Sentence, Violation


@dataclass(frozen=True, slots=True)
class Case:
    """An application and everything outside it that the rules go by.

    出典: なし (本システムの決定)
    """

    application: Application
    today: date
    obligee: Obligee | None
    undrawable: Callable[[str], Sequence[str]]
    """Returns the characters of a text that the shipped fonts cannot draw, as they stand there."""

    terms_version: str | None
    """Version of the terms (約款) in force, None where there are none."""

    unusable: frozenset[str] = frozenset()
    """Paths of the application that could not be read and hold nothing but holes."""

    def can_read(self, path: str) -> bool:
        """Tell whether what stands at the path was given legibly, or not at all.

        出典: なし (本システムの決定)
        """
        return usable(path, self.unusable)


Check = Callable[[Case], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and the paths it reads; it is tried only where all of them are usable.

    出典: なし (本システムの決定)
    """

    fields: tuple[str, ...]
    check: Check


def looks_at(*fields: str) -> Callable[[Check], Rule]:
    """Make a rule of the check below and name the fields it reads.

    出典: なし (本システムの決定)
    """

    def make(check: Check) -> Rule:
        return Rule(fields, check)

    return make


def violation(code: Code, field: str, *, ja: str, en: str) -> Violation:
    """Return a violation of one of this room's codes.

    出典: なし (本システムの決定)
    """
    return Violation(code.value, field, Sentence(ja, en))
