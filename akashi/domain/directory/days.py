"""Start dates as published (開始日): a day, or only the month or the year it falls in."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Result(StrEnum):
    """What is known of one condition (条件の判定).

    出典: なし (本システムの決定)
    """

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Since:
    """A first day, known to the day or only to the month or year (`2025-12`).

    出典: なし (本システムの決定)
    """

    text: str
    first: date
    last: date

    def judge(self, day: date) -> Result:
        """Tell whether `day` is on or after the start; inside an unknown month it is unknown.

        出典: なし (本システムの決定)
        """
        if day < self.first:
            return Result.FAILED
        return Result.MET if day >= self.last else Result.UNKNOWN


def parse_since(text: str) -> Since | None:
    """Read `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None where it is no such date.

    出典: なし (本システムの決定)
    """
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Since(text, first, last)
