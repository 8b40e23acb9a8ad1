"""One page of a long list (一覧の1ページ), and where the next one begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language

T = TypeVar("T")
M = TypeVar("M", bound=Model)

_PLACE = re.compile(r"(\d{8}T\d{6}\.\d{6}Z)_([0-9A-Za-z-]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items in their order; `next` goes into `after` for the following page, None at the end.

    出典: contract.md 第5節
    """

    items: tuple[T, ...]
    next: str | None
    found: bool = True
    """False where `after` is no place of a list; the page is then its first one."""


def cut(
    rows: QuerySet[M], after: str | None, order: tuple[str, str], limit: int
) -> tuple[list[M], str | None, bool]:
    """Return up to `limit` rows behind a place, the next place, and if the place can be one.

    The place says where the last row stood, time and key, and does not ask for the row again:
    one that has moved or left the list meanwhile, resubmitted or decided, hides no other.
    `order` is a time, `-` before it means newest first, and a unique text.
    出典: なし (本システムの決定)
    """
    time, key = order
    name = time.removeprefix("-")
    last = _read_place(after or "")
    if last is not None:
        behind = f"{name}__{'gt' if name == time else 'lt'}"
        rows = rows.filter(Q(**{behind: last[0]}) | Q(**{name: last[0], f"{key}__gt": last[1]}))
    found = list(rows.order_by(time, key)[: limit + 1])
    shown = found[:limit]
    place = _place(getattr(shown[-1], name), getattr(shown[-1], key)) if found[limit:] else None
    return shown, place, last is not None or not after


def _place(at: datetime, key: str) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}_{key}"


def _read_place(text: str) -> tuple[datetime, str] | None:
    place = _PLACE.fullmatch(text)
    if place is None:
        return None
    try:
        return datetime.strptime(place[1], "%Y%m%dT%H%M%S.%f%z"), place[2]
    except ValueError:
        return None


def language() -> str:
    """Return the language of the reader: `ja` or `en`.

    出典: なし (本システムの決定)
    """
    return "en" if (get_language() or "ja").startswith("en") else "ja"
