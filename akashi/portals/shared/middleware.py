"""Around every request (要求の前後): a reference number, one log line, figures, safe headers."""

from __future__ import annotations

import secrets
import time
from functools import cache
from typing import TYPE_CHECKING

import structlog
from csp.utils import build_policy
from django.conf import settings
from django.utils import translation

from akashi.portals.shared import pages
from akashi.portals.shared.context import door_of
from akashi.portals.shared.metrics import REQUESTS, SECONDS
from akashi.portals.shared.problems import API
from akashi.portals.shared.source import client_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("akashi.request")

READABLE = f"{API}v1/docs"
"""The one page of the API that people read, with the language they chose."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Or the web server would give its own name.
    "Server": "Akashi",
}
"""On every answer, static files too; a page's own policy, set further in, is kept."""


class RequestRecord:
    """The outermost layer: names the request, measures it, writes one line about it.

    The line holds the pattern of the address, never its values, and no query: numbers and
    keys cannot reach a log from here.
    出典: なし (本システムの決定)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, whatever happens inside."""
        reference = "-".join(secrets.token_hex(2).upper() for _ in range(3))
        request.META["akashi.reference"] = reference
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=reference)
        begun = time.perf_counter()
        with translation.override(None):
            response = self._answer(request)
        response.headers.setdefault("X-Request-ID", reference)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        _write_down(request, response, time.perf_counter() - begun)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_BODY:
            translation.activate(chosen_language(request))
            return _kept_by_nobody(request, pages.too_large(request))
        return self.get_response(request)


def _write_down(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    door = _door(request.path)
    # Anybody may make up methods; each would be a figure of its own, kept for good.
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(door, method, response.status_code).inc()
    SECONDS.labels(door).observe(seconds)
    log.info(
        "request",
        method=method,
        route=match.route if match else None,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        source=client_address(request),
        person=getattr(getattr(request, "actor", None), "user_id", None),
    )


def _door(path: str) -> str:
    return "api" if path.startswith(API) else door_of(path).slug


class ContentPolicy:
    """The Content-Security-Policy of every answer, worded once: no page has one of its own.

    出典: acceptance.md 1 (3.4.3)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the policy, where there is none yet."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy())
        return response


@cache
def _policy() -> str:
    return str(build_policy())


class PrivateAnswers:
    """No answer of a view is kept by a browser, a proxy or a search engine.

    出典: acceptance.md A36, A44
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with headers that forbid keeping, and a page where the framework gives none."""
        response = self.get_response(request)
        fill = pages.STATUS_PAGES.get(response.status_code)
        if fill and not response.streaming and not response.content:
            filled = fill(request)
            response.content = filled.content
            response["Content-Type"] = filled["Content-Type"]
        return _kept_by_nobody(request, response)


def _kept_by_nobody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    if _door(request.path) != "public":
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


class ChosenLanguage:
    """Japanese until somebody chooses otherwise: at a click (cookie), or, for programs, by header.

    A browser's own language is no choice: offices run machines set to English, and the
    words on the pages are those on the letters people hold in their hands.
    出典: vision.md 「Taste」
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language and say which it is."""
        language = chosen_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """Return `ja` or `en`.

    出典: なし (本システムの決定)
    """
    known = dict(settings.LANGUAGES)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    if request.path.startswith(API) and request.path != READABLE:
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE
