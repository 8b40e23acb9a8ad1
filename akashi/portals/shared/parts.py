"""Parts of pages as plain data (画面部品): crumbs, steps, cells. Templates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "info", "success", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page on the way here; without an address it is this page.

    出典: なし (本システムの決定)
    """

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure.

    出典: なし (本システムの決定)
    """

    label: str
    state: Literal["done", "now", "next"]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `amount` aligns figures, `short` keeps a date or number on one line.

    `tone` draws a badge.

    出典: なし (本システムの決定)
    """

    text: str
    href: str = ""
    tone: Tone | None = None
    amount: bool = False
    note: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; on a phone each row becomes a card. The first cell names the row.

    出典: なし (本システムの決定)
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def labelled_headings(self) -> list[tuple[str, bool]]:
        """Return every heading and whether amounts stand below it."""
        first = self.rows[0] if self.rows else ()
        amounts = [cell.amount for cell in first] or [False] * len(self.headings)
        return list(zip(self.headings, amounts, strict=True))

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell]]]:
        """Return every cell together with the heading above it."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


def steps(labels: tuple[str, ...], now: int) -> tuple[Step, ...]:
    """Return the steps of a procedure of which the `now`-th, counted from 0, is being done.

    出典: なし (本システムの決定)
    """
    return tuple(
        Step(label, "done" if i < now else "now" if i == now else "next")
        for i, label in enumerate(labels)
    )


@dataclass(frozen=True, slots=True)
class Item:
    """A thing said under a name, for a description list.

    出典: なし (本システムの決定)
    """

    label: str
    value: str
    unknown: bool = False
    """Nobody has said it; the reader is to ask, and sees that at a glance."""
