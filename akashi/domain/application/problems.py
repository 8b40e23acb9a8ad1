"""Every reason why an application cannot be submitted (申込の不備), all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from akashi.domain.application.model import Application
from akashi.domain.application.reading import Reading
from akashi.domain.application.rules import RULES, Case
from akashi.domain.directory import Obligee
from akashi.domain.violations import Violation


def problems(
    asked: Application | Reading,
    *,
    today: date,
    obligee: Obligee | None,
    undrawable: Callable[[str], Sequence[str]],
    terms_version: str | None,
) -> list[Violation]:
    """Return every violation; empty when the application may be submitted.

    Given a `Reading`, the faults of its shape come first and then the rules that what was
    legible breaks, so that a person mends everything in one go. `obligee` is None where the
    directory knows none of that id.
    出典: なし (本システムの決定, 申込データの約束)
    """
    if isinstance(asked, Reading):
        found, legible, unusable = list(asked.violations), asked.legible, asked.unusable
    else:
        found, legible, unusable = [], asked, frozenset[str]()
    case = Case(legible, today, obligee, undrawable, terms_version, unusable)
    for rule in RULES:
        if all(map(case.can_read, rule.fields)):
            found.extend(rule.check(case))
    return found
