"""Every address has exactly one guard, and every answer its headers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

GUARDS = {
    "public",
    "public_api",
    "demo_only",
    "contractor_only",
    "surety_only",
    "operator_only",
    "by_token",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "X-Request-ID": "-",
}
PRIVATE = ["/", "/obligee/", "/contractor/", "/surety/", "/help/", "/nothing", "/api/v1/nothing"]
STATIC = "/static/shared/css/base.css"


def addresses(
    urls: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, object]]:
    for each in urls:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, here)
        else:
            yield here, each.callback


@pytest.mark.parametrize(
    ("address", "view"),
    [pytest.param(*each, id=each[0] or "/") for each in addresses(get_resolver().url_patterns)],
)
def test_every_address_has_exactly_one_guard(address, view):
    del address
    assert str(getattr(view, "guard", "")).partition(":")[0] in GUARDS


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PRIVATE, STATIC])
@pytest.mark.parametrize("header", HEADERS)
def test_every_answer_says_how_it_may_be_used(client, path, header):
    with contextlib.closing(client.get(path)) as reply:
        assert HEADERS[header] in reply.headers.get(header, "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PRIVATE)
def test_no_answer_of_a_view_is_kept(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_pages_allow_no_inline_script_or_style(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_static_files_may_be_kept(client):
    with contextlib.closing(client.get(STATIC)) as reply:
        assert "max-age=" in reply.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "found"), [("/obligee/", True), ("/contractor/", True), ("/help/", False)]
)
def test_search_engines_stay_out_of_the_doors(client, path, found):
    assert ("noindex" in client.get(path).headers.get("X-Robots-Tag", "")) is found
