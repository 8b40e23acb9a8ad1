"""One page of a long list (一覧の1ページ), and where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items in their order; `next` goes into `after` for the following page, None at the end.

    出典: contract.md 第5節
    """

    items: tuple[T, ...]
    next: str | None
    found: bool = True
    """False where `after` names no row of this list; the page is then its first one."""


def cut(
    rows: QuerySet[M], after: str | None, order: tuple[str, str], limit: int, *, key: str = "id"
) -> tuple[list[M], str | None, bool]:
    """Return up to `limit` rows behind the one `key` names, the next place, and if it was found.

    The place is the last row itself, not a count: what is added meanwhile shifts nothing.
    `order` are two fields, the second one unique; `-` before the first one means newest first.
    出典: なし (本システムの決定)
    """
    first, second = order
    last = rows.filter(**{key: after}).first() if after else None
    name = first.lstrip("-")
    if last is not None:
        behind = f"{name}__{'lt' if first.startswith('-') else 'gt'}"
        value = getattr(last, name)
        rows = rows.filter(
            Q(**{behind: value}) | Q(**{name: value, f"{second}__gt": getattr(last, second)})
        )
    found = list(rows.order_by(first, second)[: limit + 1])
    place = str(getattr(found[limit - 1], key)) if len(found) > limit else None
    return found[:limit], place, last is not None or not after


def language() -> str:
    """Return the language of the reader: `ja` or `en`.

    出典: なし (本システムの決定)
    """
    return "en" if (get_language() or "ja").startswith("en") else "ja"
