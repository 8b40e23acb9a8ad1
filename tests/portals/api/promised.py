"""Holds every answer to the description (仕様との照合): its status, headers, type and shape."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator

from akashi.portals.api.description import document

PROBLEM = "application/problem+json"
ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def operation_at(method: str, path: str) -> dict[str, Any] | None:
    """Return what the description says of a call, None where it promises nothing."""
    plain = path.partition("?")[0]
    for template, methods in document()["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, plain):
            found: dict[str, Any] | None = methods.get(method.lower().replace("head", "get"))
            return found
    return None


def resolved(given: dict[str, Any]) -> dict[str, Any]:
    """Follow one reference."""
    if "$ref" not in given:
        return given
    found: Any = document()
    for part in given["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def hold_to_description(method: str, path: str, answer: HttpResponse) -> None:
    """Fail unless the answer is one that the description promises."""
    for name, value in ALWAYS.items():
        assert answer[name] == value, name
    assert answer["X-Request-ID"]
    assert not answer.cookies or answer["Content-Type"].startswith("text/html")
    operation = operation_at(method, path)
    assert bool(answer.content) != (method in {"HEAD", "OPTIONS"})
    if method == "OPTIONS":
        assert answer.status_code == 204
    elif operation is None:
        assert answer.status_code in {404, 405}, (method, path, answer.status_code)
        _hold_to_schema(answer, PROBLEM, {"$ref": "#/components/schemas/Problem"})
    else:
        said = f"{method} {path} → {answer.status_code}: {answer.content[:300]!r}"
        assert str(answer.status_code) in operation["responses"], said
        promise = resolved(operation["responses"][str(answer.status_code)])
        for name, header in promise.get("headers", {}).items():
            assert not header["required"] or answer.has_header(name), name
        media = answer["Content-Type"].partition(";")[0]
        assert media in promise["content"], said
        _hold_to_schema(answer, media, promise["content"][media]["schema"])


def _hold_to_schema(answer: HttpResponse, media: str, schema: dict[str, Any]) -> None:
    assert answer["Content-Type"].partition(";")[0] == media
    if not media.endswith("json") or not answer.content:
        return
    body = json.loads(answer.content)
    whole = {**schema, "components": document()["components"]}
    if "openapi" not in body and "schema" not in body and media != PROBLEM:
        # What is not described is not promised, and nobody could find it.
        whole["unevaluatedProperties"] = False
    faults = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(
            whole, format_checker=Draft202012Validator.FORMAT_CHECKER
        ).iter_errors(body)
    ]
    assert faults == [], body
    if media == PROBLEM:
        assert body["status"] == answer.status_code
        assert body["type"].startswith("/api/v1/docs#problem-")
