"""JSON as people send it (申込データの読込み)."""

from __future__ import annotations

import json

import pytest

from akashi.domain.application import parse, read
from akashi.domain.violations import RuleViolation
from tests.domain.application.samples import example


def refused(text):
    with pytest.raises(RuleViolation) as caught:
        parse(text)
    (violation,) = caught.value.violations
    return violation


def test_an_object_is_read_from_text_and_from_bytes():
    assert parse('{"a": [1, 2.5, null]}') == {"a": [1, 2.5, None]}
    assert parse('{"名": "髙"}'.encode()) == {"名": "髙"}


def test_a_byte_order_mark_is_allowed():
    assert parse(b"\xef\xbb\xbf{}") == {}
    assert parse("\ufeff{}") == {}


@pytest.mark.parametrize("text", ["[]", "null", "1", '"akashi.application/1"'])
def test_what_is_no_object_is_refused(text):
    assert refused(text).code == "not_an_object"


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", '{"a": }', b"\x80{}", '{"a": "\n"}'])
def test_what_is_no_json_is_refused(text):
    assert refused(text).code == "not_json"


def test_the_place_where_it_breaks_off_is_named():
    violation = refused('{"a": 1,\n "b": }')
    assert "2行目の7文字目" in violation.message("ja")
    assert "line 2, column 7" in violation.message("en")


def test_a_file_nested_without_end_is_refused():
    assert refused('{"a":' * 200_000).code == "not_json"


def test_a_number_of_many_digits_is_read_and_then_refused_as_an_amount():
    text = json.dumps(example()).replace("22000000", "2" * 100_000, 1)
    fields = [violation.field for violation in read(parse(text)).violations]
    assert fields == ["advance_amount_yen"]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_none_is_read_and_then_refused_as_an_amount(word):
    text = json.dumps(example()).replace("22000000", word, 1)
    fields = [violation.field for violation in read(parse(text)).violations]
    assert fields == ["advance_amount_yen"]


def test_a_document_nested_deep_where_no_depth_belongs_is_refused_at_its_field():
    deep = json.loads("[" * 500 + "]" * 500)
    fields = [violation.field for violation in read(example(works__name=deep)).violations]
    assert fields == ["works.name"]
