"""The API's own description (仕様): OpenAPI 3.1 for programs, and a page for people."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ruamel.yaml import YAML

from akashi.portals.api.calls import answer_json, call
from akashi.portals.shared.guards import public_api
from akashi.portals.shared.problems import TITLES

SOURCE = Path(__file__).with_name("openapi.yaml")


@cache
def document() -> dict[str, Any]:
    """Return the description as written in `openapi.yaml`, which the tests hold the API to."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(SOURCE)
    return loaded


@public_api
@call("GET", "HEAD")
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer GET /api/v1/openapi.json."""
    del request
    return answer_json(document())


@public_api
@call("GET", "HEAD")
def docs(request: HttpRequest) -> HttpResponse:
    """Answer GET /api/v1/docs: rendered here, so that no script and no outside host is needed."""
    return render(
        request,
        "api/docs.html",
        {
            "info": document()["info"],
            "groups": list(operations_by_tag()),
            "schemas": [
                {"name": name, "text": json.dumps(schema, ensure_ascii=False, indent=2)}
                for name, schema in document()["components"]["schemas"].items()
            ],
            "problems": [
                {"kind": kind, "status": status, "title": title.ja, "title_en": title.en}
                for kind, (status, title) in TITLES.items()
            ],
        },
    )


def operations_by_tag() -> list[dict[str, Any]]:
    """Return the calls as the page shows them, in the order of the tags."""
    described = document()
    return [
        {
            "name": tag["name"],
            "description": tag["description"],
            "operations": [
                {"method": method.upper(), "path": path, **operation}
                for path, methods in described["paths"].items()
                for method, operation in methods.items()
                if tag["name"] in operation["tags"]
            ],
        }
        for tag in described["tags"]
    ]
