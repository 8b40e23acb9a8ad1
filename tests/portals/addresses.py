"""Every address the product answers (経路), as the URLconf has them, and as docs/access.md says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
PEOPLE = (
    "nobody",
    "contractor",
    "other contractor",
    "underwriter",
    "approver",
    "operator",
    "auditor",
)
"""The columns of the table, in its order."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Published:
    """One row of docs/access.md.

    出典: docs/access.md
    """

    address: str
    guard: str
    answers: dict[str, str]
    """What each of PEOPLE gets."""


def walk(urls: Sequence[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, Any]]:
    """Yield every address as the table writes it, with <number> for a parameter, and its view."""
    for each in urls:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, here)
        else:
            yield PARAMETER.sub(r"<\1>", here), each.callback


def existing() -> dict[str, View]:
    """Return every address of the product with its view."""
    return dict(walk(get_resolver().url_patterns))


def published() -> dict[str, Published]:
    """Return the table of docs/access.md by address."""
    rows = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `/"):
            address, guard, *answers = (cell.strip().strip("`") for cell in line.split("|")[1:-1])
            rows[address] = Published(address, guard, dict(zip(PEOPLE, answers, strict=True)))
    return rows


def filled(address: str, values: dict[str, str]) -> str:
    """Return an address with something that exists in place of each <name>."""
    return PARAMETER.sub(lambda found: values[found[1]], address)
