"""DER by hand: what we write others read, and what is not DER we refuse."""

from __future__ import annotations

import pytest
from asn1crypto import core
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi_verifier.pki import der
from akashi_verifier.pki.der import BadDer


@settings(deadline=None)
@given(st.integers())
def test_integers_are_those_of_another_library(number):
    assert der.integer(number) == core.Integer(number).dump()
    assert der.read(der.integer(number)).integer() == number


@settings(deadline=None)
@given(
    st.integers(0, 1),
    st.integers(0, 39),
    st.lists(st.integers(0, 2**40), max_size=8),
)
def test_object_identifiers_are_those_of_another_library(first, second, rest):
    dotted = ".".join(str(each) for each in (first, second, *rest))
    assert der.object_id(dotted) == core.ObjectIdentifier(dotted).dump()
    assert der.read(der.object_id(dotted)).object_id() == dotted


@settings(deadline=None)
@given(st.binary(max_size=70_000))
def test_octets_of_any_length_read_back(data):
    assert der.read(der.octets(data)).expect(der.OCTET_STRING).content == data


@pytest.mark.parametrize("length", [0, 127, 128, 255, 256, 65_535, 65_536])
def test_lengths_are_those_of_another_library(length):
    assert der.octets(bytes(length)) == core.OctetString(bytes(length)).dump()


def test_a_set_is_ordered_by_its_bytes():
    assert der.set_of(b"\x02\x01\x02", b"\x02\x01\x01") == der.set_of(
        b"\x02\x01\x01", b"\x02\x01\x02"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x30", b"\x30\x05\x00", b"\x30\x80\x00\x00", b"\x30\x81\x05\x00\x00\x00\x00\x00",
        b"\x30\x82\x00\x80" + bytes(128), b"\x30\x85\x01\x00\x00\x00\x00", b"\x05\x00\x00",
        b"\x30\xff" + bytes(127),
    ],
)  # fmt: skip
def test_what_is_not_der_is_refused(data):
    with pytest.raises(BadDer):
        der.read(data)


@pytest.mark.parametrize("data", [b"\x02\x00", b"\x02\x02\x00\x01", b"\x02\x02\xff\xff"])
def test_an_integer_that_is_not_shortest_is_refused(data):
    with pytest.raises(BadDer):
        der.read(data).integer()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data):
    try:
        value = der.read(data)
        for child in value.children():
            child.children()
    except BadDer:
        return
    assert value.raw == data
