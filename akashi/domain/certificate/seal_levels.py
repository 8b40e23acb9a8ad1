"""Levels of a seal (電子署名の水準): how much of its own proof a sealed file carries."""

from __future__ import annotations

from typing import Literal

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
LEVELS: tuple[Level, ...] = ("B-B", "B-T", "B-LT")
"""What a seal may aim at when it is put on, from the lowest to the highest."""

ARCHIVED: Level = "B-LTA"
"""What the renewing job makes of every file, and keeps up."""


def at_least(level: str, least: str) -> bool:
    """Say whether a level reaches another one.

    出典: ETSI EN 319 142-1 6.1
    """
    order = (*LEVELS, ARCHIVED)
    return order.index(_known(level)) >= order.index(_known(least))


def levels_below(least: str) -> tuple[Level, ...]:
    """Return the levels that do not reach another one, from the lowest.

    出典: ETSI EN 319 142-1 6.1
    """
    return tuple(each for each in LEVELS if not at_least(each, least))


def _known(level: str) -> Level:
    for each in (*LEVELS, ARCHIVED):
        if each == level:
            return each
    raise ValueError(f"no level: {level}")
