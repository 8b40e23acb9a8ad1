"""Long lists (一覧): `limit` at a time, and where the next page begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from akashi.domain.violations import refuse

if TYPE_CHECKING:
    from django.http import HttpRequest

DEFAULT_LIMIT, LARGEST_LIMIT = 50, 200


@dataclass(frozen=True)
class Window:
    """Which part of a list is asked for."""

    after: str | None
    limit: int


def window(request: HttpRequest) -> Window:
    """Return what `after` and `limit` ask for.

    Raises:
        RuleViolation: `wrong_limit` when limit is no number from 1 to 200.
    出典: contract.md 第5節
    """
    text = request.GET.get("limit", str(DEFAULT_LIMIT))
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000") else 0
    if not 1 <= limit <= LARGEST_LIMIT:
        raise refuse(
            "wrong_limit",
            "limit",
            ja=f"limit は 1 から {LARGEST_LIMIT} までの整数で指定してください。",
            en=f"limit must be a whole number from 1 to {LARGEST_LIMIT}.",
        )
    return Window(request.GET.get("after") or None, limit)
