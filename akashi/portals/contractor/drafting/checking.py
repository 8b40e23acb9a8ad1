"""What is wrong with a draft so far (申込前の確認), before anybody at the surety sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from akashi.domain.application import Reading, problems, question_of, read, remarks
from akashi.domain.directory import Eligibility, Obligee, Result, check
from akashi.domain.violations import Sentence, Violation
from akashi.portals.contractor.drafting import documents
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import Step, steps_for, within
from akashi.portals.contractor.drafting.typing_in import misreadings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules go by besides the file itself.

    出典: なし (本システムの決定)
    """

    today: date
    obligee: Obligee | None
    undrawable: Callable[[str], Sequence[str]]
    terms_version: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft looked over.

    出典: なし (本システムの決定)
    """

    violations: tuple[Violation, ...]
    remarks: tuple[Sentence, ...]
    eligibility: Eligibility | None
    """None until guarantee and obligee are chosen."""
    reading: Reading

    pending: bool
    """The obligee's answer hangs on a date or department not filled in yet, or not readable."""

    @property
    def asked_for(self) -> frozenset[str]:
        """Return the fields the obligee's conditions go by; they are not hidden from view.

        出典: なし (本システムの決定)
        """
        return frozenset(reason.field for reason in getattr(self.eligibility, "reasons", ()))


def look_over(document: Document, around: Surroundings) -> Checked:
    """Return everything that would keep the file from being submitted, and what is to be asked.

    A text that is no date or amount is named once, in the words of the one who typed it,
    not in those of the file format.
    出典: なし (本システムの決定)
    """
    reading = read(document)
    typed = [v for step in steps_for(document) for v in misreadings(document, step)]
    named = {violation.field for violation in typed}
    ruled = problems(
        reading,
        today=around.today,
        obligee=around.obligee,
        undrawable=around.undrawable,
        terms_version=around.terms_version,
    )
    violations = (*typed, *(violation for violation in ruled if violation.field not in named))
    eligibility = _eligibility(document, reading, around.obligee)
    unknown = eligibility.of(Result.UNKNOWN) if eligibility else ()
    return Checked(
        violations=_down_the_pages(document, (*violations, *_not_agreed(document))),
        remarks=tuple(remarks(reading.legible, around.obligee, today=around.today)),
        eligibility=eligibility,
        reading=reading,
        pending=any(_to_be_filled_in(document, reading, each.field) for each in unknown),
    )


def step_of(document: Document, violation: Violation) -> Step:
    """Return the page on which a violation is to be mended; the first where none is named.

    出典: なし (本システムの決定)
    """
    steps = steps_for(document)
    return next((step for step in steps if step.owns(violation.field)), steps[0])


def _down_the_pages(document: Document, violations: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """Put violations in the order in which the person meets the boxes."""
    steps = steps_for(document)

    def place(violation: Violation) -> tuple[int, int]:
        step = step_of(document, violation)
        tops = [box.path for box in step.boxes]
        inside = next((i for i, top in enumerate(tops) if within(violation.field, top)), len(tops))
        return steps.index(step), inside

    return tuple(sorted(violations, key=place))


def _eligibility(
    document: Document, reading: Reading, obligee: Obligee | None
) -> Eligibility | None:
    if obligee is None or documents.at(document, "product") is None:
        return None
    if documents.at(document, "works.kind") is None:
        return None
    return check(obligee, question_of(reading.legible))


def _to_be_filled_in(document: Document, reading: Reading, field: str) -> bool:
    return field in reading.unusable or documents.is_blank(documents.at(document, field))


def _not_agreed(document: Document) -> tuple[Violation, ...]:
    if documents.at(document, "terms_version"):
        return ()
    return (
        Violation(
            "terms_not_agreed",
            "terms_version",
            Sentence(
                "約款の内容を確かめ、「約款に同意する」に印を付けてください。",
                "Read the terms and tick “I agree to the terms”.",
            ),
        ),
    )
