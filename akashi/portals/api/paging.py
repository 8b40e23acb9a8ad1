"""Long lists (一覧): `limit` at a time, and where the next page begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from akashi.domain.violations import refuse
from akashi.portals.api.calls import answer_json
from akashi.portals.api.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from akashi.records.reading.page import Page

T = TypeVar("T")

DEFAULT_LIMIT, LARGEST_LIMIT = 50, 200
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for.

    出典: contract.md 第5節
    """

    after: str | None
    limit: int
    words: dict[str, str]
    """What narrows the list, by name."""


def window(request: HttpRequest, *words: str) -> Window:
    """Return what `after` and `limit` ask for, and the words that narrow this list.

    Raises:
        RuleViolation: `wrong_limit` when limit is no number from 1 to 200, `unprintable` or
            `too_long` for a text, `unknown_field` for a name this list does not know.
    出典: contract.md 第5節
    """
    shape = Shape.of_address(request.GET)
    after = shape.text("after", longest=LONGEST_PLACE)
    limit = _limit(shape, shape.text("limit"))
    narrowing = {name: shape.text(name, longest=LONGEST_PLACE) for name in words}
    shape.finish()
    return Window(after or None, limit, narrowing)


def answer_page(page: Page[T], as_json: Callable[[T], dict[str, Any]]) -> HttpResponse:
    """Answer a page of a list, each row as `as_json` says it.

    Raises:
        RuleViolation: `unknown_place` when `after` is no place in a list: beginning anew would let
            a program go round for ever.
    出典: contract.md 第5節
    """
    if not page.found:
        raise refuse(
            "unknown_place",
            "after",
            ja="after には前のページの next をそのまま入れ、初めから読むときは付けないでください。",
            en="Give `next` of the page before as `after`; leave it out to begin anew.",
        )
    return answer_json({"items": [as_json(row) for row in page.items], "next": page.next})


def _limit(shape: Shape, text: str) -> int:
    if not text:
        return DEFAULT_LIMIT
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000") else 0
    if not 1 <= limit <= LARGEST_LIMIT:
        shape.refuse(
            "wrong_limit",
            "limit",
            f"limit は 1 から {LARGEST_LIMIT} までの整数で指定してください。",
            f"limit must be a whole number from 1 to {LARGEST_LIMIT}.",
        )
    return limit
