"""Bodies known by name only (名称のみ判明): reported to have started, none of their rules read."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from akashi.domain.directory import fields
from akashi.domain.directory.entry_words import as_list, joined
from akashi.domain.directory.fields import Part, Path, Problem, Where
from akashi.domain.directory.reading import SCHEMA, read_obligee

if TYPE_CHECKING:
    from akashi.domain.directory.model import Obligee

Placed = tuple["Obligee", Path]
"""A body and the place its identity is written at."""

_KEYS = ("names", "pref", "kind", "start", "source", "as_of", "note")


def read_adopters(value: object, where: Where) -> tuple[Placed, ...]:
    """Read one entry of `adopters_only`: several names from one report.

    出典: なし (本システムの決定, docs/directory-format.md)
    """
    part = Part(value, where)
    for key in part.values:
        if key not in _KEYS and not key.endswith("_note"):
            fields.unknown_key(key, _KEYS, where.at(key))
    names = part.need("names", lambda given, _: as_list(given)) or []
    shared = _shared(part)
    found: list[Placed] = []
    for index, name in enumerate(names):
        identity = {"id": stable_id(part.values.get("pref"), name), "name": name}
        obligee, problems = read_obligee({**shared, **identity})
        for problem in problems:
            path = _place(problem.path, index)
            if not index or path[0] == "names":
                where.problems.append(Problem((*where.path, *path), problem.sentence))
        if obligee is not None:
            found.append((obligee, (*where.path, "names", index)))
    return tuple(found)


def _shared(part: Part) -> dict[str, object]:
    start = part.values.get("start")
    remarks = {
        key.removesuffix("note").removesuffix("_") or "name": joined(note, "、")
        for key, note in part.values.items()
        if key.endswith("note") and note is not None
    }
    return {
        "schema": SCHEMA,
        "name_only": True,
        "pref": part.values.get("pref"),
        "kind": part.values.get("kind"),
        "reported_start": str(start) if isinstance(start, int) else start,
        "source": part.values.get("source"),
        "as_of": part.values.get("as_of"),
        **({"notes": remarks} if remarks else {}),
    }


def _place(path: Path, index: int) -> Path:
    if path[:1] in {("name",), ("id",), ()}:
        return ("names", index)
    return ("start",) if path[0] == "reported_start" else path


def stable_id(pref: object, name: object) -> str:
    """Return an id that stays the same as long as prefecture and name do.

    Names are not romanised: a guessed reading would be an invention.
    出典: なし (本システムの決定)
    """
    return "adopter-" + sha256(f"{pref or ''}/{name}".encode()).hexdigest()[:10]


def read_named(value: object, where: Where) -> Placed | None:
    """Read one body of our own file of names.

    出典: なし (本システムの決定, docs/directory-format.md)
    """
    if not isinstance(value, dict):
        Part(value, where)
        return None
    obligee, problems = read_obligee({**value, "schema": SCHEMA, "name_only": True})
    for problem in problems:
        where.problems.append(Problem((*where.path, *problem.path), problem.sentence))
    return None if obligee is None else (obligee, (*where.path, "id"))
