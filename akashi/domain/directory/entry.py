"""One body of the collection format (収集書式) turned into the product's own format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from akashi.domain.directory.entry_start import is_start, start_rules
from akashi.domain.directory.entry_words import as_list, joined, product_word
from akashi.domain.directory.reading import SCHEMA
from akashi.domain.works import WorksKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.directory.fields import Path

_NOTE = "_note"
_LISTS = ("contract_kinds", "guarantees", "sureties", "nonlife_companies", "not_accepted")
_PROSE = ("invoice", "change_contracts", "clerk", "source")
_SUBMIT_LISTS = ("methods", "body_items")
_LIMITS = ("advance_rule", "performance_rule")
_OWN_ONLY = ("schema", "name_only", "reported_start", "notes")


@dataclass(slots=True)
class Entry:
    """An entry in our own words, and where each renamed key stood in the collection (項目).

    出典: なし (本システムの決定)
    """

    document: dict[str, object] = field(default_factory=lambda: {"schema": SCHEMA})
    origins: dict[Path, Path] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    """Keys the collection format does not have."""

    def origin(self, path: Path) -> Path:
        """Return where the value at `path` of our document stood in the entry.

        出典: なし (本システムの決定)
        """
        for cut in range(len(path), 0, -1):
            if path[:cut] in self.origins:
                return (*self.origins[path[:cut]], *path[cut:])
        return path


def own_document(values: Mapping[str, object]) -> Entry:
    """Return the entry in our own format; what is wrong in it is left for the reader to name.

    出典: なし (本システムの決定, docs/directory-format.md)
    """
    entry = Entry()
    # A limit for all kinds taken needs the kinds, wherever in the entry they stand.
    for key in sorted(values, key=_LIMITS.__contains__):
        if not is_start(key, values):
            _take(entry, key, values[key])
    start_rules(values, entry.document, entry.origins)
    if entry.notes:
        entry.document["notes"] = entry.notes
    return entry


def _take(entry: Entry, key: str, value: object) -> None:
    if key in _OWN_ONLY:
        entry.strange.append(key)
    elif key.endswith(_NOTE):
        _note(entry, key.removesuffix(_NOTE), (key,), value)
    elif key == "submit" and isinstance(value, dict):
        entry.document[key] = _submit(entry, value)
    elif key in _LIMITS:
        entry.document[key] = _limits(entry, key, value)
    else:
        entry.document[key] = _plain(key, value)


def _plain(key: str, value: object) -> object:
    if key in _LISTS:
        return [product_word(item) for item in as_list(value)] if value is not None else None
    return joined(value, "、") if key in _PROSE else value


def _note(entry: Entry, about: str, origin: Path, value: object) -> None:
    if value is not None:
        entry.notes[about] = joined(value, "、")
        entry.origins["notes", about] = origin


def _submit(entry: Entry, values: dict[object, object]) -> dict[str, object]:
    submit: dict[str, object] = {}
    for name, value in values.items():
        key = str(name)
        if key.endswith(_NOTE):
            _note(entry, f"submit.{key.removesuffix(_NOTE)}", ("submit", key), value)
        elif key == "online_form":
            submit[key] = {"name": value} if isinstance(value, str) else value
        else:
            submit[key] = _cases(entry, key, value)
    return submit


def _cases(entry: Entry, key: str, value: object) -> object:
    if not isinstance(value, dict):
        return _case(key, value)
    cases: dict[str, object] = {}
    for name, inner in value.items():
        case = product_word(str(name))
        cases[str(case)] = _case(key, inner)
        entry.origins["submit", key, str(case)] = ("submit", key, str(name))
    return cases


def _case(key: str, value: object) -> object:
    if key in _SUBMIT_LISTS:
        return None if value is None else as_list(value)
    return joined(value, ", " if key == "address" else "、")


def _limits(entry: Entry, key: str, value: object) -> object:
    """Read a bare rate as a rule, and an advance rule without kinds as one for each kind taken."""
    value = _rated(value)
    if not isinstance(value, dict):
        return value
    rule = {str(name): inner for name, inner in value.items()}
    for name in [name for name in rule if name.endswith(_NOTE)]:
        _note(entry, f"{key}.{name.removesuffix(_NOTE)}", (key, name), rule.pop(name))
    if key == "performance_rule":
        return rule
    kinds = [kind.value for kind in WorksKind if kind in rule]
    if kinds or not rule:
        _note(entry, key, (key, "note"), rule.pop("note", None))
        return {kind: _rated(inner) for kind, inner in rule.items()}
    taken = entry.document.get("contract_kinds") or [WorksKind.CONSTRUCTION.value]
    for kind in as_list(taken):
        entry.origins[key, str(kind)] = (key,)
    return {str(kind): rule for kind in as_list(taken)}


def _rated(value: object) -> object:
    return value if value is None or isinstance(value, dict | list) else {"rate": value}
