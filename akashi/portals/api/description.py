"""The API's own description (仕様): OpenAPI 3.1 for programs, and a page for people."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ruamel.yaml import YAML

from akashi.portals.api.calls import call
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import public_api
from akashi.portals.shared.problems import TITLES

SOURCE = Path(__file__).with_name("openapi.yaml")


@cache
def document() -> dict[str, Any]:
    """Return the description as written in `openapi.yaml`, which the tests hold the API to.

    出典: contract.md 第5節
    """
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(SOURCE)
    return loaded


@cache
def _text() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


@call("GET", "HEAD")
@public_api
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer GET /api/v1/openapi.json.

    出典: contract.md 第5節
    """
    del request
    return HttpResponse(_text(), content_type="application/json")


@call("GET", "HEAD")
@public_api
def docs(request: HttpRequest) -> HttpResponse:
    """Answer GET /api/v1/docs: rendered here, so that no script and no outside host is needed.

    出典: contract.md 第5節
    """
    lang = language()
    shown = {
        "intro": _in(lang, document()["info"]["description"]),
        "groups": operations_by_tag(lang),
        "schemas": [
            {"name": name, "text": json.dumps(schema, ensure_ascii=False, indent=2)}
            for name, schema in document()["components"]["schemas"].items()
        ],
        "problems": [
            {"kind": kind, "status": status, "title": title.text(lang)}
            for kind, (status, title) in TITLES.items()
        ],
    }
    return render(request, "api/docs.html", shown)


def operations_by_tag(lang: str) -> list[dict[str, Any]]:
    """Return the calls as the page shows them, in the order of the tags.

    出典: なし (本システムの決定)
    """
    described = document()
    return [
        {
            "name": tag["name"],
            "description": _in(lang, tag["description"]),
            "operations": [
                _operation(method, path, operation, lang)
                for path, methods in described["paths"].items()
                for method, operation in methods.items()
                if tag["name"] in operation["tags"]
            ],
        }
        for tag in described["tags"]
    ]


def _operation(method: str, path: str, operation: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": _in(lang, operation["summary"]),
        "description": _in(lang, operation.get("description", "")),
        "needs_token": bool(operation.get("security")),
        "roles": operation.get("x-roles", ""),
        "parameters": [_parameter(each, lang) for each in operation.get("parameters", ())],
        "body": [
            {"media": media, "schema": _name(content["schema"])}
            for media, content in operation.get("requestBody", {}).get("content", {}).items()
        ],
        "answers": [
            _answer(status, each, lang)
            for status, each in operation["responses"].items()
            if not status.startswith("5")
        ],
    }


def _parameter(given: dict[str, Any], lang: str) -> dict[str, Any]:
    found = _resolved(given)
    return {
        "name": found["name"],
        "required": found.get("required", False),
        "description": _in(lang, found.get("description", "")),
        "schema": _name(found["schema"]),
    }


def _answer(status: str, given: dict[str, Any], lang: str) -> dict[str, Any]:
    answer = _resolved(given)
    schemas = [_name(each["schema"]) for each in answer.get("content", {}).values()]
    return {
        "status": status,
        "description": _in(lang, answer["description"]),
        "schemas": [name for name in schemas if name],
    }


def _resolved(given: dict[str, Any]) -> dict[str, Any]:
    """Follow one reference into `components`."""
    if "$ref" not in given:
        return given
    found: Any = document()
    for part in given["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _name(schema: dict[str, Any]) -> str:
    """Return the name a schema has in `components`, empty for one written in place."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _in(lang: str, text: str) -> str:
    """Return one language of `日本語 / English`; what has but one is for both."""
    japanese, _, english = text.partition(" /")
    if lang == "en" and english:
        return " ".join(english.split())
    return "".join(line.strip() for line in japanese.splitlines())
