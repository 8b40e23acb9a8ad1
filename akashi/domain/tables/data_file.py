"""Reads a shipped data file (料率表・約款) key by key and collects every problem, path and all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from akashi.domain.violations import Sentence, Violation

Choice = TypeVar("Choice", bound=StrEnum)


class DataFile:
    """A parsed YAML or JSON mapping and what is wrong with it, by dotted key path.

    Every getter returns a usable value of its type even where the file has none; the value
    means nothing while there are `problems`.
    出典: なし (本システムの決定)
    """

    def __init__(self, document: object, allowed: frozenset[str], path: str = "") -> None:
        self.path = path
        self.problems: list[Violation] = []
        self.document: Mapping[object, object] = {}
        if not isinstance(document, Mapping):
            self.fault("", "見出しと値の組でなければなりません。", "a mapping is needed here.")
            return
        self.document = document
        for key in document:
            if key not in allowed:
                self.fault(str(key), "知らない見出しです。", "this key is not known.")

    def fault(self, key: str, ja: str, en: str) -> None:
        """Note a problem at `key`; an empty key means the whole mapping."""
        path = ".".join(part for part in (self.path, key) if part)
        self.problems.append(
            Violation("data_file", path, Sentence(f"{path}: {ja}", f"{path}: {en}"))
        )

    def get(self, key: str) -> object:
        """Return the raw value; None where it is absent."""
        return self.document.get(key)

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(key, "文字列を記入してください。", "a text is needed.")
        return ""

    def day(self, key: str) -> date:
        """Return a date; YAML may have parsed it already."""
        value = self.get(key)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fault(
                key,
                '日付を "2026-04-01" の形で記入してください。',
                'a date like "2026-04-01" is needed.',
            )
            return date.max

    def flag(self, key: str) -> bool:
        """Return true or false; absent is a problem."""
        value = self.get(key)
        if not isinstance(value, bool):
            self.fault(key, "true か false を記入してください。", "true or false is needed.")
        return value is True

    def yen(self, key: str) -> int | None:
        """Return whole yen above 0; None where the value is null or absent."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.fault(
            key,
            "1 以上の整数(円)か null です。",
            "a whole number of yen above 0, or null, is needed.",
        )
        return None

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return one of the values of an enumeration."""
        value = self.get(key)
        for member in choices:
            if member.value == value:
                return member
        names = ", ".join(choices)
        self.fault(key, f"次のどれかです: {names}。", f"one of these is needed: {names}.")
        return next(iter(choices))

    def sentence(self, key: str) -> Sentence:
        """Return a text in both languages, written as {ja: …, en: …}."""
        path = ".".join(part for part in (self.path, key) if part)
        both = DataFile(self.get(key), frozenset({"ja", "en"}), path)
        sentence = Sentence(both.text("ja"), both.text("en")) if both.document else Sentence("", "")
        self.problems += both.problems
        return sentence
