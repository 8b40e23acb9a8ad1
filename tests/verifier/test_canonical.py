"""The same content is always the same bytes, as an independent library writes them."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.certificate import canonical_bytes, digest
from tests.domain.certificate.samples import ADVANCE, ALL, certificate_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
shares = st.integers(1, 10_000).map(lambda n: n / 100)
leaves = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | shares | texts
values = st.recursive(
    leaves, lambda v: st.lists(v, max_size=4) | st.dictionaries(texts, v, max_size=4), max_leaves=10
)


@given(st.dictionaries(texts, values, max_size=5))
@settings(max_examples=40, deadline=None)
def test_the_bytes_are_those_of_the_standard(document):
    assert canonical_bytes(document) == rfc8785.dumps(document)


@pytest.mark.parametrize("document", ALL)
def test_a_certificate_reads_back_from_its_bytes(document):
    made = certificate_of(document)
    data = canonical_bytes(made)
    assert data == rfc8785.dumps(made)
    assert canonical_bytes(json.loads(data)) == data


def test_the_order_of_writing_does_not_matter():
    made = certificate_of(ADVANCE)
    turned = dict(reversed(made.items()))
    assert canonical_bytes(turned) == canonical_bytes(made)


def test_keys_are_ordered_by_utf_16_code_units():
    assert canonical_bytes({"\ufb33": 1, "😀": 2, "a": 3}) == '{"a":3,"😀":2,"\ufb33":1}'.encode()


def test_the_digest_of_a_certificate_already_handed_out_never_changes():
    assert digest(canonical_bytes(certificate_of(ADVANCE))) == (
        "6f373d61b7c501745c3fbc266820d90d5fd081013d7a5cb89e95033057c0c542"
    )


def test_the_digest_is_sha_256():
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize(
    "value",
    [2**53, -(2**53), float("nan"), float("inf"), 1e300, 1e-5, b"x", {1, 2}, object(), "\ud800"],
)
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        canonical_bytes({"a": value})


def test_a_key_that_is_no_text_is_refused():
    with pytest.raises(ValueError, match="key"):
        canonical_bytes({"a": {1: 2}})
