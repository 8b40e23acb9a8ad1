"""Thousands of random changes: none is believed with other content, none breaks the verifier."""

from __future__ import annotations

import os
import random
import re
from datetime import timedelta

import pytest

from akashi_verifier.examine import examination
from akashi_verifier.examine.seal_place import find_seal
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, content, sealed_certificate
from tests.verifier.examine.mutants import whole
from tests.verifier.examine.mutants_later import archived
from tests.verifier.examine.mutants_sealed import TRUST

SEED = int(os.environ.get("AKASHI_MUTATION_SEED", "20261126"))
ROUNDS = int(os.environ.get("AKASHI_MUTATION_ROUNDS", "400"))
PARTS = 8
LATER = AT + timedelta(days=1)
WORDS = (
    b"0 0 R", b"null", b"<<>>", b"[]", b"/Type/Page", b"/EF", b"endobj", b"stream\n", b"%%EOF\n",
    b"xref\n", b"trailer", b"startxref\n0\n", b"/Perms", b"/DSS", b"99999999", b"-1", b"()", b"obj",
)  # fmt: skip


def places(pdf):
    """Return where structure stands: that is where a change is more than noise."""
    found = re.finditer(rb"obj|/[A-Z][A-Za-z]+|\d+ \d+ R|xref|trailer|\d{10} \d{5}", pdf)
    return [each.start() for each in found]


def flip(pdf, at, chance):
    pdf[at] ^= 1 << chance.randrange(8)


def insert(pdf, at, chance):
    pdf[at:at] = chance.choice(WORDS) if chance.random() < 0.5 else chance.randbytes(3)


def delete(pdf, at, chance):
    del pdf[at : at + chance.choice((1, 2, 20, 400))]


def overwrite(pdf, at, chance):
    word = chance.choice(WORDS)
    pdf[at : at + len(word)] = word


def digit(pdf, at, chance):
    found = re.compile(rb"\d").search(pdf, at)
    if found:
        pdf[found.start()] = chance.choice(b"0123456789")


def swap_objects(pdf, at, chance):
    found = list(re.finditer(rb"\d+ 0 obj.*?endobj", pdf[max(0, at - 30_000) :], re.DOTALL))
    if len(found) > 1:
        one, two = sorted(chance.sample(found, 2), key=lambda each: each.start())
        base = max(0, at - 30_000)
        a, b, c, d = (base + each for each in (*one.span(), *two.span()))
        pdf[a:d] = pdf[c:d] + pdf[b:c] + pdf[a:b]


def repeat_tail(pdf, at, chance):
    del at
    ends = [each.end() for each in re.finditer(rb"%%EOF\n", pdf)] or [len(pdf)]
    start = chance.choice([0, *ends[:-1]])
    pdf += pdf[start : chance.choice(ends)]


def cut(pdf, at, chance):
    del chance
    del pdf[at:]


CHANGES = (flip, flip, insert, delete, overwrite, digit, digit, swap_objects, repeat_tail, cut)


def mutated(pdf, chance, structure):
    """Make one to three changes, mostly where structure stands, often behind the seal."""
    changed = bytearray(pdf)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.choice(structure) if chance.random() < 0.7 else chance.randrange(len(pdf))
        chance.choice(CHANGES)(changed, min(at, len(changed) - 1), chance)
        if not changed:
            changed = bytearray(b"%")
    return bytes(changed)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_random_change_is_believed_with_other_content(part, monkeypatch):
    seed = SEED + part
    chance = random.Random(seed)  # noqa: S311 - repeatable
    base = (whole(), archived())[part % 2]
    document = read_document(base)
    seal = find_seal(document)
    structure = [each for each in places(base) if chance.random() < 0.3 or each > seal.end]
    monkeypatch.setattr(examination, "_unreadable", _strictly(examination._unreadable))
    for round_ in range(ROUNDS):
        pdf = mutated(base, chance, structure)
        told = f"seed {seed} round {round_}"
        try:
            found = examination.examine(pdf, TRUST, at=LATER)
        except Exception as error:
            raise AssertionError(f"{told}: {error!r}") from error
        assert found.content in (None, content()), told
        if found.verdict == "authentic":
            sealed = pdf[: seal.gap[0]] + pdf[seal.gap[1] : seal.end]
            assert sealed == seal.sealed_bytes(), told


def _strictly(honest):
    """Let a failure that the examination would only log be seen here."""

    def answer(kind, reason):
        if reason == "failed":
            raise AssertionError("the examination broke")
        return honest(kind, reason)

    return answer


def test_the_base_itself_is_authentic():
    for pdf in (whole(), archived(), sealed_certificate("B-T").pdf):
        assert examination.examine(pdf, TRUST, at=LATER).verdict == "authentic"
