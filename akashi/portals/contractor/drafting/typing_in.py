"""From a posted page into the file (記入の取込み): nothing typed is lost, right or wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from akashi.domain.application.part import MOST_ROWS
from akashi.domain.products import Product
from akashi.domain.violations import Violation
from akashi.portals.contractor.drafting import documents
from akashi.portals.contractor.drafting.boxes import YES, Box, Kind, misread, value_of
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import (
    INTERIM_PARTS,
    OPTIONAL_PARTS,
    Step,
    Table,
    product_of,
)


def typed_into(document: Document, step: Step, posted: Mapping[str, str]) -> Document:
    """Return the file with what one page sent; boxes the page did not show stay as they were.

    出典: なし (本システムの決定)
    """
    filled = deepcopy(document)
    for box in step.boxes:
        if box.kind is Kind.AGREEMENT:
            documents.put(filled, box.path, _agreed_to(box, posted))
        elif box.path in posted or box.kind is Kind.FLAG:
            documents.put(filled, box.path, value_of(box.kind, posted.get(box.path, "")))
    for table in step.tables:
        _put_rows(filled, table, posted)
    interim = product_of(filled) is Product.INTERIM_PAYMENT
    documents.without_empty_parts(filled, OPTIONAL_PARTS + (() if interim else INTERIM_PARTS))
    return filled


def misreadings(document: Document, step: Step) -> list[Violation]:
    """Return why texts on this page could not be read as the dates or amounts they should be.

    出典: なし (本システムの決定)
    """
    found = [misread(box, documents.at(document, box.path)) for box in step.boxes]
    for table in step.tables:
        found += [
            misread(cell, documents.at(document, cell.path))
            for position in range(len(documents.rows(document, table.path)))
            for cell in cells(table, position)
        ]
    return [violation for violation in found if violation is not None]


def cells(table: Table, position: int) -> tuple[Box, ...]:
    """Return the boxes of one row, the first row being 0.

    出典: なし (本システムの決定)
    """
    return tuple(
        Box(
            column.path.replace("*", str(position)),
            column.kind,
            hint=column.hint,
            wide=column.wide,
        )
        for column in table.columns
    )


def _agreed_to(box: Box, posted: Mapping[str, str]) -> str | None:
    """Return the version of the terms that stood on the page, if the box was ticked."""
    return posted.get(f"{box.path}.shown") if posted.get(box.path) == YES else None


def _put_rows(filled: Document, table: Table, posted: Mapping[str, str]) -> None:
    name = re.compile(re.escape(table.path) + r"\.(\d{1,4})\.\w+", re.ASCII)
    positions = sorted({int(found[1]) for key in posted if (found := name.fullmatch(key))})
    if not positions:
        return
    rows = [_row(table, position, posted) for position in positions[: MOST_ROWS + 1]]
    kept = [row for row in rows if not documents.is_blank(row)]
    if kept or documents.at(filled, table.path) is not None or "." not in table.path:
        documents.put(filled, table.path, kept)


def _row(table: Table, position: int, posted: Mapping[str, str]) -> dict[str, object]:
    return {
        cell.path.rpartition(".")[2]: value_of(cell.kind, posted.get(cell.path, ""))
        for cell in cells(table, position)
    }
