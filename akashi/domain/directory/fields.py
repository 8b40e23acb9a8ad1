"""Reading rules from plain data (書式の読取り): a wrong value is named by the path to its key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from akashi.domain.directory.days import Since, parse_since
from akashi.domain.text import unprintable
from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    W = TypeVar("W", bound=StrEnum)

Path = tuple[str | int, ...]
T = TypeVar("T")

LONGEST_TEXT = 4000
_RATE = re.compile(r"[01](?:\.\d{1,9})?", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a directory file, and at which key (書式の誤り).

    出典: なし (本システムの決定)
    """

    path: Path
    sentence: Sentence

    @property
    def key(self) -> str:
        """Return the path as printed: `start.0.basis`.

        出典: なし (本システムの決定)
        """
        return ".".join(str(step) for step in self.path)


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the data being read, and the list every problem found goes into (位置).

    出典: なし (本システムの決定)
    """

    path: Path = ()
    problems: list[Problem] = field(default_factory=list)

    def at(self, step: str | int) -> Where:
        """Return the place one step further in.

        出典: なし (本システムの決定)
        """
        return Where((*self.path, step), self.problems)

    def complain(self, ja: str, en: str) -> None:
        """Note a problem here.

        出典: なし (本システムの決定)
        """
        self.problems.append(Problem(self.path, Sentence(ja, en)))


class Part:
    """A mapping being read key by key; keys nobody asked for are problems (項目のまとまり)."""

    def __init__(self, value: object, where: Where) -> None:
        """Take the mapping; anything else is a problem and reads as empty."""
        self.where = where
        self.values: dict[str, object] = {}
        self._asked: list[str] = []
        if isinstance(value, dict):
            self.values = {str(key): inner for key, inner in value.items()}
        else:
            where.complain("項目と値の組が必要です。", "A mapping of keys to values is needed.")

    def get(self, key: str, read: Callable[[object, Where], T | None]) -> T | None:
        """Return the value of `key` as `read` understands it; missing or null is None."""
        self._asked.append(key)
        value = self.values.get(key)
        return None if value is None else read(value, self.where.at(key))

    def need(self, key: str, read: Callable[[object, Where], T | None]) -> T | None:
        """Return the value of `key`, which must be given."""
        if self.values.get(key) is None:
            where = self.where.at(key) if key in self.values else self.where
            where.complain(f"「{key}」が必要です。", f"`{key}` is required.")
        return self.get(key, read)

    def done(self) -> None:
        """Complain of each key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                unknown_key(key, self._asked, self.where.at(key))


def unknown_key(key: str, known: Iterable[str], where: Where) -> None:
    """Complain of a key that does not exist, naming the nearest that does.

    出典: なし (本システムの決定)
    """
    near = get_close_matches(key, list(known), n=1)
    hint_ja = f"({near[0]} の誤りではありませんか)" if near else ""
    hint_en = f" (did you mean {near[0]}?)" if near else ""
    where.complain(f"この名前の項目はありません{hint_ja}。", f"There is no such key{hint_en}.")


def _shown(value: object) -> str:
    """Return what stands in the file as a short word of its own language, not of Python's."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return f"{value!s:.40}"


def text(value: object, where: Where) -> str | None:
    """Read one line of text.

    出典: なし (本システムの決定)
    """
    found = prose(value, where)
    if found is not None and "\n" in found:
        where.complain("1行で書いてください。", "Write it on one line.")
        return None
    return found


def short(longest: int) -> Callable[[object, Where], str | None]:
    """Return a reader of one line of at most `longest` characters.

    出典: なし (本システムの決定)
    """

    def read(value: object, where: Where) -> str | None:
        found = text(value, where)
        if found is None or len(found) <= longest:
            return found
        where.complain(f"{longest}字以内にしてください。", f"At most {longest} characters.")
        return None

    return read


def prose(value: object, where: Where) -> str | None:
    """Read text that may run over several lines.

    出典: なし (本システムの決定)
    """
    if not isinstance(value, str):
        where.complain(
            f"文字列が必要です({_shown(value)})。", f"Text is needed, not {_shown(value)}."
        )
        return None
    if not value.strip():
        where.complain(
            "空です。分からないときは null にしてください。", "It is empty; write null for unknown."
        )
        return None
    if len(value) > LONGEST_TEXT:
        where.complain(
            f"{LONGEST_TEXT}字以内にしてください。", f"At most {LONGEST_TEXT} characters."
        )
        return None
    joined = value.replace("\n", "")
    if named := unprintable(joined):
        where.complain(
            f"使えない文字が含まれています({named[0]})。",
            f"It contains {unprintable(joined, 'en')[0]}, which may not be used.",
        )
        return None
    return value


def flag(value: object, where: Where) -> bool | None:
    """Read true or false.

    出典: なし (本システムの決定)
    """
    if isinstance(value, bool):
        return value
    where.complain("true か false か null にしてください。", "Write true, false or null.")
    return None


def whole_yen(value: object, where: Where) -> int | None:
    """Read an amount in whole yen, more than nothing.

    出典: なし (本システムの決定)
    """
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    where.complain("1以上の整数(円)にしてください。", "Write whole yen, 1 or more.")
    return None


def rate(value: object, where: Where) -> Decimal | None:
    """Read a share of the price exactly as written: 0.4 is four tenths.

    出典: なし (本システムの決定)
    """
    written = "" if isinstance(value, bool) else str(value)
    if _RATE.fullmatch(written) and 0 < Decimal(written) <= 1:
        return Decimal(written)
    where.complain(
        "割合を0より大きく1以下の数で書いてください(4割は 0.4)。",
        "Write a share above 0 and at most 1 (0.4 for forty percent).",
    )
    return None


def day(value: object, where: Where) -> Since | None:
    """Read a date, or the month or year where the source says no more.

    出典: なし (本システムの決定)
    """
    whole = isinstance(value, int) and not isinstance(value, bool)
    found = parse_since(str(value)) if whole or isinstance(value, str) else None
    if found is None:
        where.complain(
            "暦にある日付を YYYY-MM-DD、分からなければ YYYY-MM か YYYY で書いてください"
            f"({_shown(value)})。",
            "Write a date of the calendar as YYYY-MM-DD, or YYYY-MM or YYYY where no more is "
            f"known, not {_shown(value)}.",
        )
    return found


def day_text(value: object, where: Where) -> str | None:
    """Read a date that is only shown, as it was written.

    出典: なし (本システムの決定)
    """
    found = day(value, where)
    return None if found is None else found.text


def slug(value: object, where: Where) -> str | None:
    """Read an id: small letters and digits in groups joined by hyphens.

    出典: なし (本システムの決定)
    """
    if isinstance(value, str) and len(value) <= LONGEST_ID and _SLUG.fullmatch(value):
        return value
    where.complain(
        f"idは英小文字・数字・ハイフンで{LONGEST_ID}字以内にしてください({_shown(value)})。",
        f"An id is small letters, digits and hyphens, at most {LONGEST_ID}: not {_shown(value)}.",
    )
    return None


def word(words: type[W]) -> Callable[[object, Where], W | None]:
    """Return a reader of one of the words of a list.

    出典: なし (本システムの決定)
    """

    def read(value: object, where: Where) -> W | None:
        known = {entry.value: entry for entry in words}
        if isinstance(value, str) and value in known:
            return known[value]
        choices = ", ".join(known)
        where.complain(
            f"「{_shown(value)}」は使えません。次のいずれかか null: {choices}",
            f"{_shown(value)} is not one of: {choices}, null.",
        )
        return None

    return read


def several(read: Callable[[object, Where], T | None]) -> Callable[[object, Where], tuple[T, ...]]:
    """Return a reader of a list of what `read` reads.

    出典: なし (本システムの決定)
    """

    def read_all(value: object, where: Where) -> tuple[T, ...]:
        if not isinstance(value, list):
            where.complain("一覧([…])が必要です。", "A list ([…]) is needed.")
            return ()
        found = [read(item, where.at(index)) for index, item in enumerate(value)]
        return tuple(item for item in found if item is not None)

    return read_all
