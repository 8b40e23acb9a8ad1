"""The second checker: it is asked about seals found right, and its no is enough."""

from __future__ import annotations

from datetime import timedelta

from cryptography import x509

from akashi_verifier.examine import Trust, examine
from tests.adapters.evidence_kit import AT, kit, sealed_certificate

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
TRUST = Trust.of(own=[kit().key.certificate], authorities=[ROOT], log_keys=[kit().log.key])
LATER = AT + timedelta(days=1)


class Asked:
    """A checker that remembers what it was asked about."""

    def __init__(self, answer):
        self.answer = answer
        self.about = []

    def __call__(self, pdf):
        """Answer."""
        self.about.append(pdf)
        return self.answer


def test_its_no_makes_the_seal_doubtful_and_keeps_the_content_back():
    found = examine(sealed_certificate().pdf, TRUST, at=LATER, second_opinion=Asked(answer=False))
    assert (found.verdict, found.check("seal").reason) == ("altered", "second_opinion")
    assert found.content is None


def test_its_yes_leaves_the_answer_as_it_is():
    pdf = sealed_certificate().pdf
    found = examine(pdf, TRUST, at=LATER, second_opinion=Asked(answer=True))
    assert found == examine(pdf, TRUST, at=LATER)


def test_it_is_never_shown_a_file_that_is_wrong_already():
    second = Asked(answer=True)
    examine(sealed_certificate().pdf + b"more", TRUST, at=LATER, second_opinion=second)
    assert second.about == []
