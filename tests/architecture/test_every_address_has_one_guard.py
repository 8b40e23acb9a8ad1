"""Exactly one guard (入室) stands before every address, and the published table says which."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from akashi.portals.shared.guards import contractor_only, public
from tests.portals.addresses import existing, published, walk

GUARDS = frozenset(
    {
        "public",
        "public_api",
        "demo_only",
        "contractor_only",
        "surety_only",
        "operator_only",
        "by_token",
    }
)


def guards_of(view: object) -> list[str]:
    """Return the guards written above a view, the outermost first."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(view)))  # type: ignore[arg-type]
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef)
    names = [
        each.func if isinstance(each, ast.Call) else each for each in definition.decorator_list
    ]
    return [name.id for name in names if isinstance(name, ast.Name) and name.id in GUARDS]


def badly_guarded(urls: Sequence[URLPattern | URLResolver]) -> list[str]:
    """Return the addresses before which no guard stands, or more than one, or an unmarked one."""
    return [
        address
        for address, view in walk(urls)
        if len(guards_of(view)) != 1
        or str(getattr(view, "guard", "")).partition(":")[0] != guards_of(view)[0]
    ]


def test_exactly_one_guard_stands_before_every_address() -> None:
    assert badly_guarded(get_resolver().url_patterns) == []


def test_every_address_and_its_guard_stand_in_the_published_table() -> None:
    marked = {address: vars(view)["guard"] for address, view in existing().items()}
    assert marked == {row.address: row.guard for row in published().values()}


def unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


@public
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


@contractor_only
@public
def guarded_twice(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


def test_an_address_without_a_guard_is_found() -> None:
    planted = [path("open", open_to_all), path("forgotten", unguarded)]
    assert badly_guarded(planted) == ["/forgotten"]


def test_an_address_with_two_guards_is_found() -> None:
    planted = [path("open", open_to_all), path("twice", guarded_twice)]
    assert badly_guarded(planted) == ["/twice"]
