"""The norms of the house (家の決まり): sizes, signs, floors and what may stand where."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "akashi"
VERIFIER = PROJECT / "verifier" / "akashi_verifier"
PRODUCT = sorted(
    p
    for package in (PACKAGE, VERIFIER)
    for p in package.rglob("*.py")
    if "migrations" not in p.parts
)
TESTS = sorted((PROJECT / "tests").rglob("*.py"))
ROOMS = sorted({p.parent for p in PRODUCT})
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
STYLES = sorted(p for p in PACKAGE.rglob("*.css") if "vendor" not in p.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def imports(tree: ast.Module) -> set[str]:
    """Return the full name of everything imported, anywhere in a module and in any form."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported_roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(tree_of(path))}


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_a_file_fits_the_eye(path):
    assert line_count(path) <= 300


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_a_test_file_fits_the_eye(path):
    assert line_count(path) <= 400


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_is_cut_into_components_before_it_grows(path):
    assert line_count(path) <= 150


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_style_sheet_speaks_of_one_component(path):
    assert line_count(path) <= 200


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_a_room_is_not_crowded(room):
    inside = [
        p
        for p in room.iterdir()
        if p.name not in {"__pycache__", "__init__.py"} and (p.suffix == ".py" or p.is_dir())
    ]
    assert len(inside) <= 20


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_every_module_has_a_room_sign(path):
    sign = (ast.get_docstring(tree_of(path)) or "").partition("\n")[0]
    assert 10 <= len(sign) <= 100


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=name_of)
def test_the_rulebook_leans_on_the_standard_library_only(path):
    assert imported_roots(path) <= {*sys.stdlib_module_names, "akashi", "akashi_verifier"}


@pytest.mark.parametrize("path", sorted(VERIFIER.rglob("*.py")), ids=name_of)
def test_the_verifier_leans_on_one_library_only(path):
    assert imported_roots(path) <= {*sys.stdlib_module_names, "akashi_verifier", "cryptography"}


HTTP = ("django.http", "django.shortcuts", "django.template", "django.urls", "django.views")


def spoken_http(tree: ast.Module) -> list[str]:
    return sorted(name for name in imports(tree) if name.startswith(HTTP))


@pytest.mark.parametrize("path", sorted((PACKAGE / "workflows").rglob("*.py")), ids=name_of)
def test_workflows_do_not_speak_http(path):
    assert spoken_http(tree_of(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        "import django.http",
        "from django import http",
        "from django.http import HttpRequest",
        "def late():\n    from django.shortcuts import render",
    ],
)
def test_http_is_heard_however_it_is_imported(code):
    assert spoken_http(ast.parse(code))


WRITING = {
    "save",
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "update",
    "delete",
}


def written_calls(path: Path) -> list[str]:
    """Return calls such as `Model.objects.create(…)` or `row.save()`."""
    return [
        ast.unparse(node.func)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
    ]


@pytest.mark.parametrize("path", sorted((PACKAGE / "records/reading").rglob("*.py")), ids=name_of)
def test_reading_rooms_never_write(path):
    assert written_calls(path) == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "portals").rglob("*.py")), ids=name_of)
def test_doors_never_write_records(path):
    assert [call for call in written_calls(path) if ".objects." in call] == []


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_nothing_is_left_for_later(path):
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)
    words = path.read_text(encoding="utf-8").replace("-", " ").split()
    assert not [word for word in words if word.strip("#:().") in marks]


def test_locks_name_no_registry():
    for lock in PROJECT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name


def test_every_dependency_says_what_it_is_for():
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    body = text.split("dependencies = [", 1)[1].split("[project.scripts]", 1)[0]
    named = [line for line in body.splitlines() if line.strip().startswith('"')]
    assert named
    assert [line for line in named if "# " not in line] == []


def test_every_template_is_used():
    source = "".join(p.read_text(encoding="utf-8") for p in [*PRODUCT, *TEMPLATES])
    unused = []
    for template in TEMPLATES:
        name = str(template).rpartition("/templates/")[2]
        if f'"{name}"' not in source and f"'{name}'" not in source:
            unused.append(name)
    assert unused == []
