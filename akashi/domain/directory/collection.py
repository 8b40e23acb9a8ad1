"""Reads directory files (名簿) in every format: collection, one body, bodies known by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.directory import fields
from akashi.domain.directory.adopters import read_adopters, read_named
from akashi.domain.directory.entry import own_document
from akashi.domain.directory.fields import Part, Path, Problem, Where
from akashi.domain.directory.reading import SCHEMA, read_obligee

if TYPE_CHECKING:
    from collections.abc import Iterable

    from akashi.domain.directory.adopters import Placed
    from akashi.domain.directory.model import Obligee

VERSION = 1
NAME_ONLY_SCHEMA = "akashi.name-only/1"

Reading = tuple[tuple["Obligee", ...], tuple[Problem, ...]]


def read_document(document: object) -> Reading:
    """Return the bodies of one file in any of our formats, or none and every problem by its key.

    A file with `obligees` or `adopters_only` is a collection; `schema` names our own formats.
    出典: なし (本システムの決定, contract 2)
    """
    if isinstance(document, dict):
        if "obligees" in document or "adopters_only" in document:
            return read_collection(document)
        if document.get("schema") == NAME_ONLY_SCHEMA:
            return _read_name_only(document)
        if document.get("schema") == SCHEMA:
            obligee, problems = read_obligee(document)
            return (() if obligee is None else (obligee,)), problems
    where = Where()
    where.complain(
        "発注者名簿の書式ではありません。"
        f"収集書式には obligees、独自書式には schema: {SCHEMA} が必要です。",
        f"This is no directory file: a collection has obligees, our own format schema: {SCHEMA}.",
    )
    return (), tuple(where.problems)


def read_collection(document: object) -> Reading:
    """Return all bodies of a collection, or none and every problem with the path to its key.

    A body whose rules stand in the file is not listed by name once more.
    出典: なし (本システムの決定, docs/directory-format.md)
    """
    where = Where()
    part = Part(document, where)
    part.get("version", _version)
    part.get("collected", fields.day_text)
    ruled = part.get("obligees", fields.several(_read_entry)) or ()
    groups = part.get("adopters_only", fields.several(read_adopters)) or ()
    part.done()
    named = [
        (body, path)
        for group in groups
        for body, path in group
        if not any(_same_body(body, other) for other, _ in ruled)
    ]
    return _all_or_none((*ruled, *named), where)


def _same_body(named: Obligee, ruled: Obligee) -> bool:
    known = None not in {named.pref, ruled.pref}
    return named.name == ruled.name and (named.pref == ruled.pref or not known)


def name_only_document(bodies: Iterable[Obligee]) -> dict[str, object]:
    """Return one file for all bodies of which only the name is known.

    出典: なし (本システムの決定)
    """
    rows = [
        {
            "id": body.id,
            "name": body.name,
            "pref": body.pref,
            "kind": body.kind and body.kind.value,
            "reported_start": body.reported_start,
            "source": body.source,
            "as_of": body.as_of,
            **({"notes": dict(body.notes)} if body.notes else {}),
        }
        for body in bodies
    ]
    return {"schema": NAME_ONLY_SCHEMA, "bodies": rows}


def _read_name_only(document: object) -> Reading:
    where = Where()
    part = Part(document, where)
    part.get("schema", fields.text)
    found = part.need("bodies", fields.several(read_named)) or ()
    part.done()
    return _all_or_none(found, where)


def _read_entry(value: object, where: Where) -> Placed | None:
    part = Part(value, where)
    if not isinstance(value, dict):
        return None
    entry = own_document(part.values)
    for key in entry.strange:
        fields.unknown_key(key, (), where.at(key))
    obligee, problems = read_obligee(entry.document)
    for problem in problems:
        path: Path = (*where.path, *entry.origin(problem.path))
        named = Problem(path, problem.sentence)
        # One value may stand for several rules of ours; it is wrong once.
        if named not in where.problems:
            where.problems.append(named)
    return None if obligee is None else (obligee, (*where.path, "id"))


def _all_or_none(placed: tuple[Placed, ...], where: Where) -> Reading:
    seen: set[str] = set()
    for body, path in placed:
        if body.id in seen:
            Where(path, where.problems).complain(
                f"「{body.name}」({body.id})が2回あります。",
                f"{body.name} ({body.id}) stands twice.",
            )
        seen.add(body.id)
    bodies = tuple(body for body, _ in placed)
    return (() if where.problems else bodies), tuple(where.problems)


def _version(value: object, where: Where) -> None:
    if value != VERSION:
        where.complain(f"version は {VERSION} です。", f"The version is {VERSION}.")
