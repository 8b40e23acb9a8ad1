"""What a reader notes down while it reads (読取りの記録): what is wrong, and what is unusable."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import ROW
from akashi.domain.text import unprintable
from akashi.domain.violations import Language, Sentence, Violation

T = TypeVar("T")

_SHOWN_CHARACTERS = 40
_SHOWN_LIMIT = 10**18
_NAMES_LISTED = 10


def shown(value: object, *, longest: int = _SHOWN_CHARACTERS) -> str:
    """Return what the user gave, short and safe to print in a sentence or a path.

    Characters that do not print appear as `[U+202E]`, lone surrogates included, because a
    message with one could not be written to any file or page.
    出典: なし (本システムの決定)
    """
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < _SHOWN_LIMIT else "…"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else "…"
    if not isinstance(value, str):
        return "[…]" if isinstance(value, list) else "{…}"
    start = value[:longest]
    printed = "".join(f"[U+{ord(c):04X}]" if unprintable(c) else c for c in start)
    return printed if len(value) <= longest else f"{printed}…"


def listed(names: Sequence[str], lang: Language = "ja") -> str:
    """Return the first ten names in one line, and how many more there are.

    出典: なし (本システムの決定)
    """
    line = ("、" if lang == "ja" else ", ").join(names[:_NAMES_LISTED])
    more = len(names) - _NAMES_LISTED
    if more <= 0:
        return line
    return f"{line} ほか{more}種" if lang == "ja" else f"{line} and {more} more"


@dataclass(slots=True)
class Notes:
    """Collects the violations of one file; a wrong part never hides another.

    出典: なし (本システムの決定)
    """

    violations: list[Violation] = field(default_factory=list)
    unusable: set[str] = field(default_factory=set)
    """Paths whose value could not be read: rules that look at them cannot be tried."""

    def add(self, code: Code, path: str, *, ja: str, en: str) -> None:
        """Note a violation that leaves all known values usable.

        出典: なし (本システムの決定)
        """
        self.violations.append(Violation(code.value, path, Sentence(ja, en)))

    def refuse(self, code: Code, path: str, *, ja: str, en: str) -> None:
        """Note a violation and that nothing usable stands at `path`.

        出典: なし (本システムの決定)
        """
        self.add(code, path, ja=ja, en=en)
        self.unusable.add(path)

    def usable(self, path: str) -> bool:
        """Tell whether the value at `path`, all above it and all below it could be read.

        出典: なし (本システムの決定)
        """
        return usable(path, self.unusable)


def usable(path: str, unusable: set[str] | frozenset[str]) -> bool:
    """Tell whether nothing at, above or below `path` is among the `unusable` paths.

    `*` in the path means every row: `use_of_advance.*.amount_yen`.
    出典: なし (本システムの決定)
    """
    return not any(_touches(path.split("."), broken.split(".")) for broken in unusable)


def _touches(wanted: list[str], broken: list[str]) -> bool:
    """Tell whether one path is the other or leads to it."""
    steps = zip(wanted, broken, strict=False)
    return all(step == other or (step == ROW and other.isdecimal()) for step, other in steps)


Reader = Callable[[Notes, str, object], T | None]
"""Reads the value at a path, never null; answers None only after noting why."""
