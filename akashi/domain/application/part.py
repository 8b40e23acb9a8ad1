"""One object of the application file (申込データの一部): its fields, read one by one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TypeVar

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import FIELDS, Shape, field_at, label, names_under
from akashi.domain.application.json_text import JsonObject
from akashi.domain.application.notes import Notes, Reader, shown

T = TypeVar("T")

MOST_ROWS = 200
"""Rows a list may have; a statement of uses on paper has some twenty."""

_NAMES_SUGGESTED_FOR = 20
_LONGEST_NAME = 64
_LONGEST_PATH = 200


class Part:
    """A JSON object at a path. A part that is not there asks for nothing inside it.

    出典: なし (本システムの決定)
    """

    def __init__(self, notes: Notes, path: str, values: Mapping[str, object] | None) -> None:
        """Look over the names in `values`; None stands for a part missing or of another type."""
        self.notes = notes
        self.path = path
        self.is_there = values is not None
        self._values = values if values is not None else {}
        self._note_unknown_names()
        self._note_repeated_names()

    def at(self, name: str) -> str:
        """Return the path of the field `name`.

        出典: なし (本システムの決定)
        """
        return f"{self.path}.{name}" if self.path else name

    def get(self, name: str, read: Reader[T], *, required: bool = False) -> T | None:
        """Read a field; None when it is not given, or noted as wrong or missing.

        出典: なし (本システムの決定)
        """
        value = self._values.get(name)
        if value is None:
            if required and self.is_there:
                note_required(self.notes, self.at(name))
            return None
        return read(self.notes, self.at(name), value)

    def need(self, name: str, read: Reader[T], hole: T) -> T:
        """Read a required field; `hole` stands in for it after its absence or fault was noted.

        出典: なし (本システムの決定)
        """
        value = self.get(name, read, required=True)
        return hole if value is None else value

    def part(self, name: str) -> Part | None:
        """Return the optional object `name`.

        出典: なし (本システムの決定)
        """
        values = self.get(name, read_object)
        return None if values is None else Part(self.notes, self.at(name), values)

    def need_part(self, name: str) -> Part:
        """Return the required object `name`.

        出典: なし (本システムの決定)
        """
        return Part(self.notes, self.at(name), self.get(name, read_object, required=True))

    def rows(self, name: str, *, required: bool = False) -> list[Part]:
        """Return the objects of the list `name`, each at its position.

        出典: なし (本システムの決定)
        """
        rows = self.get(name, read_list, required=required) or ()
        paths = [f"{self.at(name)}.{position}" for position in range(len(rows))]
        return [
            Part(self.notes, path, read_object(self.notes, path, row))
            for path, row in zip(paths, rows, strict=True)
        ]

    def _note_unknown_names(self) -> None:
        known = names_under(self.path)
        unknown = [name for name in self._values if name not in known]
        for position, name in enumerate(unknown):
            near = _near(name, known) if position < _NAMES_SUGGESTED_FOR else None
            self.notes.add(
                Code.UNKNOWN_FIELD,
                self.at(shown(name, longest=_LONGEST_PATH)),
                ja=f"「{shown(name)}」という項目はありません。"
                + (f"「{near}」の誤りではありませんか。" if near else "")
                + "項目名を直すか、この項目を削除してください。",
                en=f"There is no field “{shown(name)}”. "
                + (f"Did you mean “{near}”? " if near else "")
                + "Correct its name or remove it.",
            )

    def _note_repeated_names(self) -> None:
        for name in self._values.repeated if isinstance(self._values, JsonObject) else ():
            self.notes.add(
                Code.REPEATED_FIELD,
                self.at(shown(name, longest=_LONGEST_PATH)),
                ja=f"項目「{shown(name)}」が2回以上あります。正しい1つだけを残してください。",
                en=f"The field “{shown(name)}” stands here more than once. Keep the right one.",
            )


def note_required(notes: Notes, path: str) -> None:
    """Note that a required field is missing or null.

    出典: なし (本システムの決定)
    """
    words = label(path)
    chosen = field_at(path).shape is Shape.CHOICE or path == "obligee"
    notes.refuse(
        Code.REQUIRED,
        path,
        ja=f"{words.ja}を{'選んで' if chosen else '入力して'}ください。必須の項目です。",
        en=f"{'Choose' if chosen else 'Give'} {words.en}: it is required.",
    )


def read_object(notes: Notes, path: str, value: object) -> Mapping[str, object] | None:
    """Read a JSON object; its fields are looked at by `Part`.

    出典: なし (本システムの決定)
    """
    if isinstance(value, Mapping):
        return value
    words = label(path)
    notes.refuse(
        Code.WRONG_TYPE,
        path,
        ja=f"{words.ja}は、項目を {{ }} でまとめて入力してください。入力: {shown(value)}",
        en=f"Give {words.en} as an object {{ }} with its fields. Given: {shown(value)}",
    )
    return None


def read_list(notes: Notes, path: str, value: object) -> Sequence[object] | None:
    """Read a JSON list of at most `MOST_ROWS` rows.

    出典: なし (本システムの決定)
    """
    words = label(path)
    if not isinstance(value, list | tuple):
        notes.refuse(
            Code.WRONG_TYPE,
            path,
            ja=f"{words.ja}は、行を [ ] でまとめて入力してください。入力: {shown(value)}",
            en=f"Give {words.en} as a list [ ] of rows. Given: {shown(value)}",
        )
        return None
    if len(value) > MOST_ROWS:
        notes.refuse(
            Code.TOO_MANY_ROWS,
            path,
            ja=f"{words.ja}は{MOST_ROWS}行以内にしてください。入力: {len(value):,}行",
            en=f"Give at most {MOST_ROWS} rows of {words.en}. Given: {len(value):,}",
        )
        return None
    return value


def _near(name: str, known: Sequence[str]) -> str | None:
    if len(name) > _LONGEST_NAME:
        return None
    elsewhere = next((f.path for f in FIELDS if f.path.endswith(f".{name}")), None)
    near = difflib.get_close_matches(name.lower(), known, n=1)
    return elsewhere or (near[0] if near else None)
