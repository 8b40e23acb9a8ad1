"""The application file while it is being filled in (記入中の申込データ): values by dotted path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from akashi.domain.application.model import SCHEMA

Document = dict[str, object]


def fresh(contractor: Mapping[str, object]) -> Document:
    """Return a new file with the company's own data, which is not asked for again.

    出典: なし (本システムの決定)
    """
    return {"schema": SCHEMA, "contractor": deepcopy(dict(contractor)), "works": {}}


def at(document: object, path: str) -> object:
    """Return the value at a dotted path, None where there is none; positions count from 0.

    出典: なし (本システムの決定)
    """
    found = document
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def put(document: Document, path: str, value: object) -> None:
    """Set the value at a dotted path of names, making the parts on the way.

    出典: なし (本システムの決定)
    """
    *parts, name = path.split(".")
    part = document
    for step in parts:
        inner = part.get(step)
        if not isinstance(inner, dict):
            inner = {}
            part[step] = inner
        part = inner
    part[name] = value


def rows(document: object, path: str) -> Sequence[Mapping[str, object]]:
    """Return the rows of the list at a path; none where no list stands there.

    出典: なし (本システムの決定)
    """
    found = at(document, path)
    if not isinstance(found, list):
        return []
    return [row for row in found if isinstance(row, Mapping)]


def is_blank(value: object) -> bool:
    """Tell whether nothing was filled in: no value, no text, or a part of such.

    An unticked box counts as nothing.
    出典: なし (本システムの決定)
    """
    if isinstance(value, Mapping):
        return all(is_blank(inner) for inner in value.values())
    if isinstance(value, list):
        return all(is_blank(inner) for inner in value)
    return value is None or value is False or value == ""


def without_empty_parts(document: Document, paths: Sequence[str]) -> None:
    """Set the optional parts at `paths` to null where nothing in them was filled in.

    出典: なし (本システムの決定)
    """
    for path in paths:
        if at(document, path) is not None and is_blank(at(document, path)):
            put(document, path, None)
