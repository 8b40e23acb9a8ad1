"""What the press is handed (紙面): the name of a sheet, its data, the attachments, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict

from akashi.adapters.paper.flow import flowing

Content = Mapping[str, Any]
"""Certificate content (証書記載事項), schema `akashi.certificate/1`, as docs/ describe it."""


class Attachment(TypedDict):
    """A file inside the PDF; `relationship` is its AFRelationship in lower case."""

    name: str
    text: str
    relationship: str
    description: str


class Cells(TypedDict):
    """One row of a table; the value cut into lines and pieces."""

    label: str
    value: list[list[str]]


def cells(label: str, value: str) -> Cells:
    """Return a table row ready for a sheet.

    出典: なし (本システムの決定)
    """
    return {"label": label, "value": flowing(value)}


@dataclass(frozen=True)
class Sheet:
    """One document before it is typeset.

    出典: なし (本システムの決定)
    """

    name: str
    """Of the file `sheets/<name>.typ`."""

    data: Mapping[str, object]
    """Strings, numbers, lists and mappings only: it goes to the sheet as JSON."""

    attachments: tuple[Attachment, ...]
    dated: date
    """Stands as date of creation in the PDF, so that the same content gives the same bytes."""

    drawings: Mapping[str, str] = field(default_factory=dict)
    """Pictures as SVG: not text, so no font is asked about them."""
