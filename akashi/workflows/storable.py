"""What the store can hold (保存できる内容): a draft may be wrong in any way but these."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from akashi.domain.violations import RuleViolation, Sentence, Violation

DEEPEST = 12
"""Levels; an application file has five."""

_SENTENCES = {
    "unprintable": Sentence(
        "保存できない文字(NULまたは壊れた文字)が含まれています。",
        "Holds a character that cannot be kept (NUL, or half of one).",
    ),
    "number": Sentence("扱えない数値です。", "Not a number that can be kept."),
    "too_deep": Sentence("入れ子が深すぎます。", "Nested too deeply."),
}


def check_storable(document: Mapping[str, object]) -> None:
    """Refuse what a database cannot keep and give back unchanged; all such places at once.

    Raises: RuleViolation `unprintable`, `number` or `too_deep`, with the field's path.
    出典: なし (本システムの決定)
    """
    found = unkeepable(document)
    if found:
        raise RuleViolation(found)


def unkeepable(document: Mapping[str, object], found: Iterable[Violation] = ()) -> list[Violation]:
    """Return what a database cannot keep, without the fields that `found` already names.

    出典: なし (本システムの決定)
    """
    named = {violation.field for violation in found}
    return [
        Violation(code, path, _SENTENCES[code])
        for path, code in _faults("", document, DEEPEST)
        if path not in named
    ]


def _faults(path: str, value: object, levels: int) -> list[tuple[str, str]]:
    if isinstance(value, Mapping | list):
        return _faults_inside(path, value, levels)
    if isinstance(value, str) and _unkeepable(value):
        return [(path, "unprintable")]
    if isinstance(value, float) and not math.isfinite(value):
        return [(path, "number")]
    if isinstance(value, int) and abs(value) >= 10**30:
        return [(path, "number")]
    return []


def _faults_inside(
    path: str, value: Mapping[object, object] | list[object], levels: int
) -> list[tuple[str, str]]:
    if levels == 0:
        return [(path, "too_deep")]
    pairs = list(value.items()) if isinstance(value, Mapping) else list(enumerate(value))
    found: list[tuple[str, str]] = []
    for name, inner in pairs:
        below = f"{path}.{name}" if path else str(name)
        if isinstance(name, str) and _unkeepable(name):
            found.append((path, "unprintable"))
        else:
            found += _faults(below, inner, levels - 1)
    return found


def _unkeepable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= each <= "\udfff" for each in text)
