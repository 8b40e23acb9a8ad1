"""The quick check after sealing: it lets through what was promised, and nothing else."""

from __future__ import annotations

import pytest

from akashi.adapters.examine import ReadbackFailed, readback
from akashi.domain.certificate import canonical_bytes
from tests.adapters.evidence_kit import (
    certificate_pdf,
    content,
    evidence_of,
    kit,
    press,
    sealed_certificate,
)
from tests.verifier.examine.mutants import MUTANTS

CONTENT = canonical_bytes(content())
EVIDENCE = canonical_bytes(evidence_of(CONTENT, kit().log).to_document())
OWN = [kit().key.certificate]


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT"])
def test_a_fresh_certificate_passes(level):
    assert readback(sealed_certificate(level).pdf, CONTENT, EVIDENCE, OWN) is None


def test_a_certificate_without_evidence_passes_when_none_was_promised():
    pdf = press().certificate(content(), evidence=None, demo=True, paper_delivery=False)
    assert readback(kit().sealed(pdf).pdf, CONTENT, None, OWN) is None


def test_other_content_than_promised_is_refused():
    promised = canonical_bytes(content(version=2))
    with pytest.raises(ReadbackFailed, match="promised"):
        readback(sealed_certificate().pdf, promised, EVIDENCE, OWN)


def test_other_evidence_than_promised_is_refused():
    with pytest.raises(ReadbackFailed, match="promised"):
        readback(sealed_certificate().pdf, CONTENT, EVIDENCE + b" ", OWN)


def test_evidence_that_was_not_promised_is_refused():
    with pytest.raises(ReadbackFailed, match="promised"):
        readback(sealed_certificate().pdf, CONTENT, None, OWN)


def test_another_key_under_the_same_name_is_refused():
    pdf = kit(number=1).sealed(certificate_pdf()).pdf
    with pytest.raises(ReadbackFailed, match="another key"):
        readback(pdf, CONTENT, EVIDENCE, OWN)


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_every_mutant_is_refused(name):
    with pytest.raises(ReadbackFailed):
        readback(MUTANTS[name][0](), CONTENT, EVIDENCE, OWN)
