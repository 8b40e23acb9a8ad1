"""What the press is handed (紙面): the name of a sheet, its data, the attachments, the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

Content = Mapping[str, Any]
"""Certificate content (証書記載事項), schema `akashi.certificate/1`, as docs/ describe it."""


class Attachment(TypedDict):
    """A file inside the PDF; `relationship` is its AFRelationship in lower case."""

    name: str
    text: str
    relationship: str
    description: str


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
