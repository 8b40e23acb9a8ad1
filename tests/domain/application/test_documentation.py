"""docs/application-file.md says what the code does (申込データの説明書)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from akashi.domain import application
from akashi.domain.application import FIELDS, Code, read
from akashi.domain.application.plain_values import EARLIEST, LATEST, LONGEST_TEXT, MOST_CODE_POINTS
from tests.domain.application.samples import ADVANCE, INTERIM, PERFORMANCE, example

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "application-file.md").read_text("utf-8")
ROOM = Path(application.__file__).parent
SOURCE = "".join(path.read_text("utf-8") for path in ROOM.rglob("*.py") if path.name != "codes.py")
FIELD_ROWS = re.findall(r"^\| `(\S+)` \| (\w+) \| ([^|]*?) ?\| ([^|]+?) \|", PAGE, re.MULTILINE)
CODES = re.findall(r"^\| `(\w+)` \|", PAGE.split("## Violations")[1], re.MULTILINE)


def test_the_page_lists_every_field_with_its_type_and_japanese_name_in_order():
    listed = [(path, shape, label) for path, shape, _, label in FIELD_ROWS]
    first = {field.path: (field.path, field.shape.value, field.label.ja) for field in FIELDS}
    assert sorted(listed) == sorted(first.values())


def test_the_page_lists_every_violation_code_and_no_other():
    assert sorted(CODES) == sorted(code.value for code in Code)


@pytest.mark.parametrize("code", list(Code))
def test_every_violation_code_is_used(code):
    assert f"Code.{code.name}" in SOURCE


def test_the_source_makes_up_no_code_beside_the_list():
    used = set(re.findall(r"\bCode\.([A-Z_0-9]+)", SOURCE))
    assert used == {code.name for code in Code}
    assert re.findall(r"(?:Violation|refuse|violation)\(\s*[\"']", SOURCE) == []


@pytest.mark.parametrize("figure", [LONGEST_TEXT, f"{MOST_CODE_POINTS:,}", EARLIEST, LATEST])
def test_the_page_names_the_limits(figure):
    assert str(figure) in PAGE


@pytest.mark.parametrize(("letter", "name"), [("A", ADVANCE), ("I", INTERIM), ("P", PERFORMANCE)])
def test_the_page_marks_as_required_what_each_guarantee_requires(letter, name):
    outside = [row for row in FIELD_ROWS if row[0].split(".")[0] in ("works", row[0])]
    marked = {path for path, _, when, _ in outside if when == "yes" or letter in when}
    document = {"schema": example()["schema"], "product": example(name)["product"], "works": {}}
    missed = {violation.field for violation in read(document).violations}
    expected = marked - {"schema", "product", "works", "works.period.from", "works.period.to"}
    assert missed == expected - {"works.planned_contract_date"}
