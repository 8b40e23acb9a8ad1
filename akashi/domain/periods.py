"""Dates as a certificate speaks them (期間・和暦): inclusive periods, eras, fiscal years, JST."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from akashi.domain import tables
from akashi.domain.text import fold_width
from akashi.domain.violations import RuleViolation, refuse

JST = timezone(timedelta(hours=9), "JST")
"""Japan time; Japan has had no other since 1952."""

FISCAL_YEAR_BEGINS_IN = 4

_DASH = re.compile(r"[‐‑–—−ー]")
_WESTERN = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII)
_JAPANESE = re.compile(
    r"(\D+)(\d{1,2}|元)(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both counted (初日算入).

    Raises: RuleViolation `period_order` when it would end before it starts.
    出典: なし (本システムの決定, docs/decisions/0012)
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise refuse(
                "period_order",
                "",
                ja=f"期間の終わり({wareki(self.end)})が始まり({wareki(self.start)})より前です。",
                en=f"The period ends ({self.end}) before it begins ({self.start}).",
            )

    @property
    def days(self) -> int:
        """Return the number of days, first and last counted.

        出典: なし (本システムの決定, docs/decisions/0012)
        """
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class _Era:
    name: str
    letter: str
    sign: str
    first_day: date

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.name, self.name[0], self.letter, self.sign})


def wareki(day: date) -> str:
    """Return a date in the Japanese calendar: 令和8年4月1日; before 大正, in the western one.

    出典: 元号法、domain/tables/eras.json
    """
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_year(day: date) -> str:
    """Return the year of a date in the Japanese calendar: 令和元年, 令和8年.

    出典: 元号法、domain/tables/eras.json
    """
    era = _era_of(day)
    if era is None:
        return f"{day.year}年"
    number = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if number == 1 else number}年"


def parse_date(text: str, field: str = "") -> date:
    """Return the date a person typed: 2026-04-01, 2026年4月1日, 令和8年4月1日, R8.4.1 and the like.

    Full-width digits, spaces and 元年 are understood. A year past the end of its era is
    converted (平成32年 is 令和2年); a day before its era began does not exist and is refused.
    Raises: RuleViolation on `field`: `date_format`, `date_impossible` or `date_before_era`.
    出典: なし (本システムの決定, acceptance 5.3)
    """
    typed = _DASH.sub("-", "".join(fold_width(text).split()))
    if western := _WESTERN.fullmatch(typed):
        return _day(int(western[1]), int(western[2]), int(western[3]), field)
    japanese = _JAPANESE.fullmatch(typed)
    era = japanese and _era_named(japanese[1])
    if not japanese or not era:
        raise _unreadable(field)
    number = 1 if japanese[2] == "元" else int(japanese[2])
    if number == 0:
        raise _impossible(field)
    year = era.first_day.year + number - 1
    day = _day(year, int(japanese[3]), int(japanese[4]), field)
    if day < era.first_day:
        raise _before_era(era, day, field)
    return day


def fiscal_year(day: date) -> int:
    """Return the fiscal year (年度, April to March) a date falls in.

    出典: 財政法 第11条
    """
    return day.year if day.month >= FISCAL_YEAR_BEGINS_IN else day.year - 1


def japan_date(instant: datetime) -> date:
    """Return the date it is in Japan at an instant; the instant carries its time zone.

    出典: なし (本システムの決定, docs/decisions/0012)
    """
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no date in Japan")
    return instant.astimezone(JST).date()


def _day(year: int, month: int, day: int, field: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _impossible(field) from None


def _era_of(day: date) -> _Era | None:
    return next((era for era in _ERAS if era.first_day <= day), None)


def _era_named(name: str) -> _Era | None:
    wanted = name.upper()
    return next((era for era in _ERAS if wanted in era.names), None)


def _unreadable(field: str) -> RuleViolation:
    return refuse(
        "date_format",
        field,
        ja="日付を読み取れません。「令和8年4月1日」または「2026-04-01」の形で入力してください。",
        en="The date cannot be read; write it like 2026-04-01 or 令和8年4月1日.",
    )


def _impossible(field: str) -> RuleViolation:
    return refuse(
        "date_impossible",
        field,
        ja="暦にない日付です。年・月・日を確かめてください。",
        en="There is no such day in the calendar; check year, month and day.",
    )


def _before_era(era: _Era, day: date, field: str) -> RuleViolation:
    return refuse(
        "date_before_era",
        field,
        ja=f"{era.name}は{wareki(era.first_day)}からです。{wareki(day)}のことであれば、そう入力してください。",
        en=f"{era.name} began on {era.first_day}; if you mean {day} ({wareki(day)}), write that.",
    )


def _read_eras() -> tuple[_Era, ...]:
    table = tables.read("eras")
    if not isinstance(table, dict):
        raise TypeError("tables/eras.json: expected an object with a list of eras, newest first")
    return tuple(
        _Era(row["name"], row["letter"], row["sign"], date.fromisoformat(row["first_day"]))
        for row in table["eras"]
    )


_ERAS = _read_eras()
