"""The description and the API are one (仕様と実装の一致)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from akashi.domain.application import FIELDS
from akashi.portals.api.description import document
from akashi.portals.api.urls import urlpatterns
from akashi.portals.shared.problems import TITLES
from tests.domain.certificate.samples import ADVANCE, INTERIM, PERFORMANCE, certificate_of
from tests.portals.api.promised import resolved

EXAMPLES = Path(__file__).parents[2] / "examples"
PATHS = document()["paths"]
CALLS = [(path, method) for path, methods in PATHS.items() for method in methods]


def addresses() -> dict[str, set[str]]:
    """Return the methods the API lets through at each of its addresses."""
    found: dict[str, set[str]] = {}
    for pattern in urlpatterns:
        name = re.sub(r"<str:(\w+)>", "{}", str(pattern.pattern))
        found[f"/api/v1/{name}"] = set(pattern.callback.methods) - {"HEAD"}
    return found


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def test_the_description_is_valid_openapi_3_1():
    assert document()["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(document()).iter_errors()) == []


def test_addresses_and_methods_are_those_described():
    described = {
        re.sub(r"\{\w+\}", "{}", path): {method.upper() for method in methods}
        for path, methods in PATHS.items()
    }
    assert addresses() == described


def test_nothing_stands_in_the_description_that_no_call_uses():
    used = set(references(document()))
    parts = document()["components"]
    named = {
        f"#/components/{kind}/{name}"
        for kind in ("parameters", "responses", "schemas")
        for name in parts[kind]
    }
    assert named == used


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_call_says_how_it_can_fail(path, method):
    operation = PATHS[path][method]
    promised = set(operation["responses"])
    assert promised >= {"500", "503"}
    if operation.get("security"):
        assert "401" in promised
    if "x-roles" in operation:
        assert "403" in promised
    if "requestBody" in operation:
        assert promised >= {"400", "413", "415", "422"}
    if "{" in path:
        assert "404" in promised


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_every_summary_is_in_both_languages(path, method):
    japanese, _, english = PATHS[path][method]["summary"].partition(" / ")
    assert japanese
    assert english.isascii()


def test_every_address_has_one_guard():
    guards = {str(pattern.pattern): pattern.callback.guard for pattern in urlpatterns}
    assert {guard.partition(":")[0] for guard in guards.values()} == {"public_api", "by_token"}


@pytest.mark.parametrize(("path", "method"), CALLS)
def test_guards_are_as_described(path, method):
    concrete = re.sub(r"\{\w+\}", "x", path)
    guard = get_resolver().resolve(concrete).func.guard
    operation = PATHS[path][method]
    assert guard.startswith("by_token" if operation.get("security") else "public_api")
    if operation.get("x-roles") and path != "/api/v1/applications":
        assert guard.split(":")[1:] == sorted(operation["x-roles"])


def fields(schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the dotted path of everything a schema describes, `*` for a position in a list."""
    for each in [schema, *schema.get("allOf", ()), *schema.get("anyOf", ())]:
        whole = resolved(each)
        inner = {
            **whole.get("properties", {}),
            **({"*": whole["items"]} if "items" in whole else {}),
        }
        for name, below in inner.items():
            yield f"{path}{name}"
            yield from fields(below, f"{path}{name}.")


def test_every_field_of_an_application_file_is_described_and_no_other():
    described = set(fields(document()["components"]["schemas"]["ApplicationFile"]))
    assert described == {field.path for field in FIELDS}


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_the_example_files_are_as_described(example):
    schema = {
        "$ref": "#/components/schemas/ApplicationFile",
        "components": document()["components"],
    }
    file = json.loads(example.read_text(encoding="utf-8"))
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(file)] == []


@pytest.mark.parametrize("file", [ADVANCE, INTERIM, PERFORMANCE])
def test_every_field_of_a_certificate_is_described(file):
    described = set(fields(document()["components"]["schemas"]["Content"]))
    assert set(leaves(certificate_of(file))) <= described


def leaves(content: Any, path: str = "") -> Iterator[str]:
    named = content.items() if isinstance(content, dict) else [("*", each) for each in content]
    for name, value in named:
        if isinstance(value, dict | list):
            yield from leaves(value, f"{path}{name}.")
        else:
            yield f"{path}{name}"


def test_the_description_is_served_as_it_is_kept(api):
    assert api.get("openapi.json").json() == document()


def test_the_page_explains_every_kind_of_problem(api):
    page = api.get("docs").content.decode()
    assert all(f'id="problem-{kind}"' in page for kind in TITLES)
