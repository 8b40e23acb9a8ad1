"""Twelve headers (応答ヘッダー) on every answer there is: pages, errors, files, static parts."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Notice
from akashi.workflows.keeping.publish_log import publish_log
from tests.factories.guarantees import Way
from tests.portals.addresses import existing, filled
from tests.portals.walking import browser_of

STATIC = "/static/"
FOR_EVERYBODY = ("/log/", "/.well-known/")
DOORS = ("/contractor/", "/surety/", "/obligee/", "/api/")
ERRORS = ("/nothing/", "/api/v1/nothing", "/contractor/guarantees/none/", "/static/nothing.css")
FILES = (
    "/static/shared/css/base.css",
    "/static/shared/js/focus.js",
    "/static/shared/akashi.svg",
)
YEAR = 31_536_000

Held = Callable[[str, Any], bool]
HELD: dict[str, Held] = {
    "nothing is allowed but what is named": lambda _, a: (
        "default-src 'none'" in a["Content-Security-Policy"]
    ),
    "no inline script or style": lambda _, a: "unsafe" not in a["Content-Security-Policy"],
    "no frame may hold it (policy)": lambda _, a: (
        "frame-ancestors 'none'" in a["Content-Security-Policy"]
    ),
    "no frame may hold it": lambda _, a: a["X-Frame-Options"] == "DENY",
    "no guessing of types": lambda _, a: a["X-Content-Type-Options"] == "nosniff",
    "no referrer": lambda _, a: a["Referrer-Policy"] == "no-referrer",
    "a window of its own": lambda _, a: a["Cross-Origin-Opener-Policy"] == "same-origin",
    "no use by other sites": lambda _, a: a["Cross-Origin-Resource-Policy"] == "same-origin",
    "no camera, place or sound": lambda _, a: "camera=()" in a["Permissions-Policy"],
    "a reference number": lambda _, a: bool(a["X-Request-ID"]),
    "nothing of a view is kept": lambda path, a: (
        path.startswith((STATIC, *FOR_EVERYBODY)) or a["Cache-Control"] == "no-store"
    ),
    "search engines stay out of the doors": lambda path, a: (
        not path.startswith(DOORS) or "noindex" in a["X-Robots-Tag"]
    ),
    "nobody says what runs here": lambda _, a: a["Server"] == "Akashi" and "X-Powered-By" not in a,
    "no other site may read it": lambda path, a: (
        path.startswith(FOR_EVERYBODY) or "Access-Control-Allow-Origin" not in a
    ),
}


@pytest.fixture
def alice(way: Way, doors: Toolbox, settings: Any) -> Client:
    """Return the browser of Alice, over a demo."""
    del doors
    settings.DEMO = True
    client = browser_of(way.people.alice)
    client.raise_request_exception = False
    return client


@pytest.fixture
def paths(way: Way, alice: Client) -> list[str]:
    """Return every address there is, filled with things of Alice's, errors and static files."""
    del alice
    guarantee = way.sealed()
    publish_log(toolbox=way.tools)
    values = {
        "application_id": way.drafted(),
        "number": guarantee.number,
        "mail_id": str(Notice.objects.order_by("pk").values_list("pk", flat=True)[0]),
        "obligee_id": "okinawa-yomitan",
        "slug": "contractor",
        "path": "checkpoint",
    }
    return [*(filled(address, values) for address in existing()), *ERRORS, *FILES]


def answers(client: Client, paths: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield what is answered to looking at and acting on every path, for whoever still may."""
    cookies = client.cookies.copy()
    for path in paths:
        for method in ("GET", "POST"):
            client.cookies.update(cookies)
            with contextlib.closing(client.generic(method, path)) as answer:
                yield path, answer


def test_every_answer_holds_to_every_header(alice: Client, paths: list[str]) -> None:
    missing = [
        f"{answer.status_code} {path}: {rule}"
        for path, answer in answers(alice, paths)
        for rule, holds in HELD.items()
        if not holds(path, Leniently(answer.headers))
    ]
    assert missing == []


def test_every_kind_of_answer_was_looked_at(alice: Client, paths: list[str]) -> None:
    seen = {answer.status_code for _path, answer in answers(alice, paths)}
    assert {200, 302, 401, 403, 404, 405, 422} <= seen


class Leniently(dict[str, str]):
    """Headers of which a missing one is empty, so that each rule speaks for itself."""

    def __missing__(self, name: str) -> str:
        return ""


INSIDE = "SELECT secret FROM /var/lib"


@pytest.mark.parametrize(("error", "status"), [(RuntimeError(INSIDE), 500), (Http404(INSIDE), 404)])
def test_an_error_has_every_header_and_shows_nothing_of_the_inside(
    alice: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    monkeypatch.setattr("akashi.portals.contractor.home.for_contractor.applications", fail)
    answer = alice.get("/contractor/")
    assert answer.status_code == status
    assert all(holds("/contractor/", Leniently(answer.headers)) for holds in HELD.values())
    assert INSIDE not in answer.content.decode()


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(way: Way, alice: Client) -> None:
    del way
    answer = alice.get("/contractor/")
    for cookie in answer.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


OVER_TLS = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/healthz", secure=True, headers={"Host": "akashi.example"})
print(json.dumps({
    "status": answer.status_code,
    "hsts": answer.headers.get("Strict-Transport-Security", ""),
    "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME,
                settings.LANGUAGE_COOKIE_NAME],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,
               settings.LANGUAGE_COOKIE_SECURE],
}))
"""


def test_over_tls_browsers_stay_with_tls_and_cookies_with_this_host(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AKASHI_")},
        "DJANGO_SETTINGS_MODULE": "akashi.config.settings",
        "AKASHI_DATA_DIR": str(tmp_path),
        "AKASHI_PUBLIC_URL": "https://akashi.example",
    }
    told = subprocess.run(
        [sys.executable, "-c", OVER_TLS], env=environment, capture_output=True, check=True
    )
    found = json.loads(told.stdout.decode().splitlines()[-1])
    age = int(found["hsts"].partition("max-age=")[2].partition(";")[0])
    assert found["status"] == 200
    assert age >= YEAR
    assert "includeSubDomains" in found["hsts"]
    assert all(name.startswith("__Host-") for name in found["cookies"])
    assert all(found["secure"])
