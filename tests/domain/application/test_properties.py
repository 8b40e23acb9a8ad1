"""What holds of every file whatever is in it (申込データの性質)."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.domain.application import FIELDS, blank, parse, read, texts, to_document
from tests.domain.application.samples import (
    ALL,
    INTERIM,
    PERFORMANCE,
    check,
    example,
    paths,
    put,
)

NAMES = st.sampled_from(sorted({field.path.split(".")[-1] for field in FIELDS}))
ANY_TEXT = st.text(st.characters(), max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["advance_payment", "paper", "2026-05-12", "akashi.application/1"])
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(NAMES | ANY_TEXT, inner, max_size=8)
    ),
    max_leaves=30,
)
DOCUMENTS = st.dictionaries(NAMES | ANY_TEXT, ANY_JSON, max_size=12)
FIELD_OF_EXAMPLE = [(name, path) for name in ALL for path in paths(example(name))]
FAULTY = [3.555, [[]], {"": {}}, "\u202e", -1, [None]]


@given(DOCUMENTS)
def test_any_json_is_read_without_an_exception_and_checked(document):
    for violation in check(document):
        for sentence in (violation.field, violation.message("ja"), violation.message("en")):
            sentence.encode("utf-8")


@given(st.sampled_from(ALL), st.data())
def test_an_example_with_one_field_replaced_by_anything_is_checked(name, data):
    document = example(name)
    put(document, data.draw(st.sampled_from(paths(document))), data.draw(ANY_JSON))
    check(document)


@pytest.mark.parametrize(("name", "path"), FIELD_OF_EXAMPLE)
def test_a_faulty_field_is_named_and_no_other(name, path):
    for value in FAULTY:
        document = example(name)
        put(document, path, value)
        fields = {violation.field for violation in check(document)}
        assert fields, value
        assert all(field == path or field.startswith(f"{path}.") for field in fields), value


@given(st.dictionaries(st.text(st.characters(), max_size=100), st.none(), max_size=40))
def test_every_unknown_name_is_a_violation(names):
    document = {**example(), **names}
    unknown = [v for v in read(document).violations if v.code == "unknown_field"]
    assert len(unknown) == len(document.keys() - blank().keys())


@pytest.mark.parametrize("name", ALL)
def test_a_read_application_written_back_reads_the_same(name):
    application = read(example(name)).application
    document = json.loads(json.dumps(to_document(application)))
    assert read(document).application == application
    assert to_document(read(document).application) == document


@pytest.mark.parametrize("name", ALL)
def test_what_was_given_in_normal_form_is_written_back_as_given(name):
    document = example(name, contractor__permit=None)
    assert to_document(read(document).application) == without_null(document)


@given(
    st.integers(1, 10**12 - 1),
    st.integers(1, 10_000),
    st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=20),
)
def test_written_back_reads_the_same_for_any_values(amount, share, text):
    members = [{"name": text, "share_percent": share / 100}]
    document = example(
        INTERIM,
        contractor__name=text,
        contractor__joint_venture={"lead": text, "members": members},
        works__numbers={"execution": text},
        works__contract_price_yen=amount,
        terms_version="2026-04",
    )
    application = read(document).application
    assert application is not None
    assert read(json.loads(json.dumps(to_document(application)))).application == application


def test_a_blank_draft_misses_exactly_what_every_product_requires():
    missed = {violation.field for violation in read(blank()).violations}
    required = """product delivery obligee works.kind works.name works.site contractor.name
        works.contract_price_yen works.period.from works.period.to contractor.postal_code
        contractor.address contractor.email contractor.representative.title
        contractor.representative.name"""
    assert missed == set(required.split())
    assert {violation.code for violation in read(blank()).violations} == {"required"}


def test_a_blank_draft_has_every_field_that_stands_outside_lists_and_optional_parts():
    optional = ("joint_venture.", "numbers.", "prior_advance.", "finding.", "bank.", "advance.")
    outside = {f.path for f in FIELDS if not any(part in f"{f.path}" for part in optional)}
    assert set(paths(blank())) == outside


@given(st.sampled_from(["ja", "en"]), st.sampled_from(sorted(f.path for f in FIELDS)))
def test_every_field_has_a_name_for_people(lang, path):
    field = next(field for field in FIELDS if field.path == path)
    assert field.label.text(lang).strip()


def test_the_texts_of_an_application_are_its_texts_and_codes_with_their_paths():
    found = dict(texts(read(example(PERFORMANCE)).application))
    assert found["contractor.representative.name"] == "比嘉 𠮷髙"
    assert found["works.number"] == "R8-道改-12"
    assert "works.planned_contract_date" not in found


def test_a_name_given_twice_is_a_violation():
    text = json.dumps(example()).replace(
        '"advance_amount_yen": 22000000', '"advance_amount_yen": 1, "advance_amount_yen": 22000000'
    )
    (violation,) = read(parse(text)).violations
    assert (violation.code, violation.field) == ("repeated_field", "advance_amount_yen")


def without_null(value):
    if isinstance(value, dict):
        return {name: without_null(inner) for name, inner in value.items() if inner is not None}
    return value
