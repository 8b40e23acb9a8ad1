"""A step as it stands on the page (入力欄の表示): boxes with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from akashi.domain.violations import Violation
from akashi.portals.contractor.drafting import documents
from akashi.portals.contractor.drafting.boxes import Box, Kind, typed_of
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import FOLDED, Step, Table
from akashi.portals.contractor.drafting.typing_in import cells
from akashi.portals.shared.filed import label_of
from akashi.portals.shared.forms import Choice, Field, Filled, fill

_KINDS = {
    Kind.TEXT: "text",
    Kind.YEN: "money",
    Kind.DATE: "date",
    Kind.SHARE: "text",
    Kind.CHOICE: "radio",
    Kind.FLAG: "checkbox",
    Kind.AGREEMENT: "checkbox",
}

Choices = Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table on the page; `position` counts from 1.

    出典: なし (本システムの決定)
    """

    position: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A step with everything its template prints.

    出典: なし (本システムの決定)
    """

    form: Filled
    fields: tuple[Field, ...]
    folded: tuple[Field, ...]
    """Asked of few people; behind a fold, which is open where something stands in it."""
    unfold: bool
    unfold_rows: bool
    rows: tuple[Row, ...]


def page_of(
    step: Step,
    document: Document,
    lang: str,
    *,
    choices: Choices,
    violations: Sequence[Violation] = (),
    needed: Iterable[str] = (),
) -> Page:
    """Return the step's page; `needed` are the folded paths this obligee goes by.

    出典: なし (本システムの決定)
    """
    boxes = {box.path: box for box in _every_box(step, document)}
    fields = [_field(box, lang, choices) for box in boxes.values()]
    typed = {
        path: typed_of(box.kind, documents.at(document, path), lang) for path, box in boxes.items()
    }
    form = fill(fields, typed, violations, lang)
    folded_paths = {box.path for box in FOLDED} - set(needed)
    tops = [field for field in form.fields if field.name in {box.path for box in step.boxes}]
    folded = tuple(field for field in tops if field.name in folded_paths)
    rows = tuple(row for table in step.tables for row in _rows(table, document, form))
    return Page(
        form=form,
        fields=tuple(field for field in tops if field.name not in folded_paths),
        folded=folded,
        unfold=any(field.errors or field.value for field in folded),
        unfold_rows=any(field.errors or field.value for row in rows for field in row.fields),
        rows=rows,
    )


def has_begun(step: Step, document: Document) -> bool:
    """Tell whether something was already filled in on this page.

    出典: なし (本システムの決定)
    """
    paths = [box.path for box in step.boxes] + [table.path for table in step.tables]
    return any(not documents.is_blank(documents.at(document, path)) for path in paths)


def of_step(step: Step, violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return the violations to be mended on this page.

    出典: なし (本システムの決定)
    """
    return tuple(violation for violation in violations if step.owns(violation.field))


def _every_box(step: Step, document: Document) -> list[Box]:
    boxes = list(step.boxes)
    for table in step.tables:
        for position in range(_shown_rows(table, document)):
            boxes += cells(table, position)
    return boxes


def _shown_rows(table: Table, document: Document) -> int:
    return len(documents.rows(document, table.path)) + table.spare


def _rows(table: Table, document: Document, form: Filled) -> Iterable[Row]:
    for position in range(_shown_rows(table, document)):
        yield Row(position + 1, tuple(form[cell.path] for cell in cells(table, position)))


def _field(box: Box, lang: str, choices: Choices) -> Field:
    return Field(
        name=box.path,
        label=str(box.words) or label_of(_column(box.path), lang),
        kind=_KINDS[box.kind],
        hint=str(box.hint),
        required=box.required or box.path != _column(box.path),
        choices=choices.get(box.path, ()),
        autocomplete=box.autocomplete or "off",
        width="" if box.wide else "medium",
    )


def _column(path: str) -> str:
    """Return the path without positions: in a row the number of the row stands above it."""
    return ".".join("*" if part.isdecimal() else part for part in path.split("."))
