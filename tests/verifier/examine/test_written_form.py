"""One written form (書式はひとつ): a byte that no seal covers cannot be another all the same."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.adapters.seal import Sealer
from akashi_verifier.examine import Trust, examine
from akashi_verifier.examine.seal_place import find_seal
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import (
    AT,
    CONTAINERS,
    certificate_pdf,
    kit,
    sealed_certificate,
)
from tests.adapters.pki import YEAR, Ca
from tests.adapters.seal.long_life import DAY, World, renewed_yearly

WHITE_SPACE = b" \n\r\t\0\f"


@cache
def world(kind):
    """Return a world and a certificate as the product makes it: at issue, raised, archived."""
    if kind == "archived":
        return renewed_yearly(1)
    made = World()
    made.down = kind == "raised"
    pdf = made.sealed().pdf
    made.down = False
    made.clock.move(DAY)
    return made, made.raised(pdf).pdf


KINDS = ("issued", "raised", "archived")


def verdict(kind, pdf):
    made = world(kind)[0]
    return examine(bytes(pdf), made.trust, at=made.clock.now() + DAY).verdict


def uncovered(pdf):
    """Return where no seal covers a byte: its container, and all that stands behind."""
    place = find_seal(read_document(pdf))
    return st.one_of(
        st.integers(place.gap[0], place.gap[1] - 1),
        st.integers(place.end, len(pdf) - 1),
        # Where structure stands behind the seal there is more to be written in another way.
        st.sampled_from([at for at in range(place.end, len(pdf)) if pdf[at] in WHITE_SPACE]),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_product_writes_is_believed(kind):
    assert verdict(kind, world(kind)[1]) == "authentic"


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_uncovered_byte_can_be_another(kind, data):
    pdf = bytearray(world(kind)[1])
    at = data.draw(uncovered(world(kind)[1]))
    others = st.one_of(
        st.sampled_from([pdf[at] ^ 0x20, pdf[at] ^ 1, *WHITE_SPACE, *b"%0+"]), st.integers(0, 255)
    )
    pdf[at] = data.draw(others.filter(lambda value: value != world(kind)[1][at]))
    assert verdict(kind, pdf) != "authentic"


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_can_be_put_in_or_taken_out(kind, data):
    whole = world(kind)[1]
    pdf = bytearray(whole)
    at = data.draw(uncovered(whole))
    if data.draw(st.booleans()):
        del pdf[at]
    else:
        pdf.insert(at, data.draw(st.sampled_from([*WHITE_SPACE, *b"%0+/"])))
    assert verdict(kind, pdf) != "authentic"


def containers(pdf):
    document = read_document(pdf)
    items = [document.item(number) for number in document.numbers()]
    gaps = [each.spans["Contents"] for each in items if "ByteRange" in each.dictionary]
    return [pdf[start + 1 : end - 1] for start, end in gaps]


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT"])
@pytest.mark.parametrize("writer", sorted(CONTAINERS))
def test_each_writer_of_seals_writes_lower_case(writer, level):
    [text] = containers(sealed_certificate(level, writer).pdf)
    assert set(text) <= set(b"0123456789abcdef")


@pytest.mark.parametrize("rsa", [False, True], ids=["ECDSA", "RSA"])
@pytest.mark.parametrize("writer", sorted(CONTAINERS))
def test_a_seal_of_either_kind_under_an_issuing_authority_is_of_the_form(writer, rsa):
    root = Ca("root", AT - YEAR)
    unit = Ca("issuing", AT - YEAR, above=root).issue("seal", AT - DAY, years=3, rsa_key=rsa)
    key = unit.seal_key()
    seal = Sealer(key, kit().source, level="B-T", container=CONTAINERS[writer](key, 9 * 1024))
    pdf = seal.seal(certificate_pdf(), at=AT).pdf
    for trust in (Trust.of(own=[unit.certificate]), Trust.of(roots=[root.certificate])):
        assert examine(pdf, trust, at=AT + DAY).verdict == "authentic"


@pytest.mark.parametrize(("kind", "count"), [("raised", 2), ("archived", 3)])
def test_archive_stamps_are_written_in_lower_case(kind, count):
    found = containers(world(kind)[1])
    assert len(found) == count
    assert set(b"".join(found)) <= set(b"0123456789abcdef")
