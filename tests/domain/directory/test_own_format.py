"""The product's own format: strict, exact, and the same after a round trip."""

import json

import pytest

from akashi.domain import directory
from akashi.domain.directory.reading import SCHEMA
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from tests.domain.directory.samples import collection


def document(**changed):
    return {"schema": SCHEMA, "id": "mihon-shi", "name": "みほん市", **changed}


def read(**changed):
    obligee, problems = directory.read_obligee(document(**changed))
    assert problems == ()
    return obligee


def keys(value):
    obligee, problems = directory.read_obligee(value)
    assert obligee is None
    return [problem.key for problem in problems]


def test_only_schema_id_and_name_are_needed():
    assert read().name == "みほん市"


@pytest.mark.parametrize("missing", ["id", "name"])
def test_what_is_needed_is_named(missing):
    given = document()
    del given[missing]
    _, problems = directory.read_obligee(given)
    assert f"「{missing}」" in problems[0].sentence.ja


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"schema": "akashi.obligee/2"}, "schema"),
        ({"name": "み" * 201}, "name"),
        ({"pref": "み" * 21}, "pref"),
        ({"guarantees": ["advance"]}, "guarantees.0"),
        ({"guarantees": "performance"}, "guarantees"),
        ({"nonlife_start": {"date": "2026-01-01"}}, "nonlife_start"),
        ({"paper_note": "x"}, "paper_note"),
        ({"start": {"date": "2026-01-01"}}, "start"),
        ({"start": [{"day": "2026-01-01"}]}, "start.0.day"),
        ({"start": [{"departments": "契約課"}]}, "start.0.departments"),
        ({"submit": {"to": {"advance": "x"}}}, "submit.to.advance"),
        ({"submit": {"online_form": {"link": "x"}}}, "submit.online_form.link"),
        ({"advance_rule": {"rate": "0.4"}}, "advance_rule.rate"),
        ({"advance_rule": {"construction": {"rate": "0.4 "}}}, "advance_rule.construction.rate"),
        ({"performance_rule": {"rate": "0"}}, "performance_rule.rate"),
        ({"performance_rule": {"rate": True}}, "performance_rule.rate"),
        ({"performance_rule": {"round_down_to": 1}}, "performance_rule.round_down_to"),
        ({"name_only": True, "guarantees": []}, "guarantees"),
        ({"reported_start": "FY2024"}, "reported_start"),
        ({"notes": {"start": 5}}, "notes.start"),
        ({"notes": "x"}, "notes"),
        ({"name": "x" * 4001}, "name"),
        ({"excerpt_truncated": 1}, "excerpt_truncated"),
    ],
)
def test_there_is_one_way_to_say_a_thing(wrong, key):
    assert keys(document(**wrong)) == [key]


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_what_is_no_mapping_is_no_obligee(value):
    assert keys(value) != []


def test_a_mistyped_key_is_answered_with_the_nearest_right_one():
    _, problems = directory.read_obligee(document(garantees=[]))
    assert "guarantees" in problems[0].sentence.ja
    assert "guarantees" in problems[0].sentence.en


def test_a_character_that_does_not_print_is_named_in_either_language():
    _, problems = directory.read_obligee(document(pref="みほん\u200b県"))
    assert "U+200B ゼロ幅スペース" in problems[0].sentence.ja
    assert "U+200B zero width space" in problems[0].sentence.en


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "true"), (["x"], "[…]"), ({"a": 1}, "{…}"), (5, "5")]
)
def test_what_was_given_instead_of_a_text_is_shown_as_it_was_written(value, shown):
    _, problems = directory.read_obligee(document(invoice=value))
    assert f"({shown})" in problems[0].sentence.ja


def test_a_day_that_is_in_no_calendar_is_told_so():
    _, problems = directory.read_obligee(document(start=[{"date": "2025-02-30"}]))
    assert "暦" in problems[0].sentence.ja


def test_a_wrong_word_is_answered_with_the_right_ones():
    _, problems = directory.read_obligee(document(start=[{"basis": "contract"}]))
    assert "notice_or_designation_date" in problems[0].sentence.ja


def test_a_rule_may_be_held_to_kinds_departments_guarantees_and_sureties():
    rule = read(
        start=[
            {
                "date": "2026-04",
                "basis": "bid_procedure_date",
                "initial_contract_only": True,
                "contract_kinds": ["consulting"],
                "departments": ["契約課"],
                "guarantees": ["performance"],
                "sureties": ["nonlife_pdf"],
                "note": "試行",
            }
        ]
    ).start[0]
    assert rule.contract_kinds == (WorksKind.CONSULTING,)
    assert rule.guarantees == (Product.PERFORMANCE,)
    assert rule.departments == ("契約課",)


def test_a_choice_may_hold_a_general_value_beside_those_apart():
    found = read(submit={"to": {"otherwise": "契約課", "advance_payment": "工事課"}})
    assert found.submit.to.general == "契約課"
    assert directory.to_document(found)["submit"]["to"] == {
        "otherwise": "契約課",
        "advance_payment": "工事課",
    }


def test_what_is_unknown_is_written_as_null():
    written = directory.to_document(read())
    for key in ("start", "contract_kinds", "guarantees", "sureties", "paper_accepted", "source"):
        assert written[key] is None


def test_every_body_survives_json_unchanged():
    bodies, _ = directory.read_document(collection())
    for body in bodies:
        stored = json.loads(json.dumps(directory.to_document(body)))
        assert directory.read_obligee(stored) == (body, ())


def test_a_document_is_no_directory_file_without_schema_or_bodies():
    bodies, problems = directory.read_document({"name": "みほん市"})
    assert bodies == ()
    assert "akashi.obligee/1" in problems[0].sentence.ja


def test_bodies_known_by_name_are_read_from_one_file():
    bodies, _ = directory.read_document(collection())
    named = tuple(body for body in bodies if body.name_only)
    again, problems = directory.read_document(directory.name_only_document(named))
    assert (again, problems) == (named, ())


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([{"id": "a", "name": "町", "guarantees": []}], "bodies.0.guarantees"),
        (["町"], "bodies.0"),
        ([{"id": "a", "name": "町"}, {"id": "a", "name": "村"}], "bodies.1.id"),
        (None, "bodies"),
    ],
)
def test_a_wrong_name_is_named_by_its_key(rows, key):
    given = {"schema": "akashi.name-only/1", "bodies": rows}
    assert [problem.key for problem in directory.read_document(given)[1]] == [key]
