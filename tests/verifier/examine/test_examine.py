"""Examining files: authentic ones, every mutant with its reason, and what is not ours."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.adapters.examine import examine
from akashi_verifier.examine import CHECKS, Trust, load_roots
from akashi_verifier.examine import examine as examine_alone
from akashi_verifier.examine.seal_place import find_seal
from akashi_verifier.revisions import read_document
from akashi_verifier.transparency_log import LogKey
from tests.adapters.evidence_kit import (
    AT,
    certificate_pdf,
    content,
    kit,
    press,
    sealed_certificate,
)

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
TRUST = Trust.of(own=[kit().key.certificate], authorities=[ROOT], log_keys=[kit().log.key])
LATER = AT + timedelta(days=1)


def checks_of(found):
    return {each.name: each.ok for each in found.checks}


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT"])
def test_a_sealed_certificate_is_authentic(level):
    found = examine(sealed_certificate(level).pdf, TRUST, at=LATER)
    assert (found.kind, found.verdict) == ("certificate", "authentic")
    expected = dict.fromkeys(CHECKS, True)
    assert checks_of(found) == {**expected, "timestamp": None if level == "B-B" else True}
    assert found.content == content()
    assert found.evidence.level == level


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_changed_bit_anywhere_is_authentic(data):
    pdf = bytearray(sealed_certificate().pdf)
    seal = find_seal(read_document(bytes(pdf)))
    behind = st.integers(seal.gap[0], len(pdf) - 1)
    place = data.draw(st.one_of(behind, st.integers(0, len(pdf) - 1)))
    pdf[place] ^= 1 << data.draw(st.integers(0, 7))
    assert examine_alone(bytes(pdf), TRUST, at=LATER).verdict != "authentic"


def test_dropping_the_store_leaves_the_seal_right_and_shows_the_lower_level():
    found = examine(sealed_certificate("B-T").pdf, TRUST, at=LATER)
    assert (found.verdict, found.evidence.level) == ("authentic", "B-T")


def test_without_a_known_log_the_inclusion_is_left_open():
    trust = Trust.of(own=[kit().key.certificate], authorities=[ROOT])
    found = examine(sealed_certificate().pdf, trust, at=LATER)
    assert found.verdict == "authentic"
    assert (found.check("log_inclusion").ok, found.check("log_inclusion").reason) == (
        None,
        "unknown_log",
    )


def test_a_log_key_under_another_name_is_another_log():
    other = LogKey("other.example/log", kit().log.key.public_key)
    trust = Trust.of(own=[kit().key.certificate], authorities=[ROOT], log_keys=[other])
    assert examine(sealed_certificate().pdf, trust, at=LATER).check("log_inclusion").ok is None


def test_without_a_known_authority_its_time_is_not_used():
    trust = Trust.of(own=[kit().key.certificate])
    found = examine(sealed_certificate().pdf, trust, at=LATER)
    assert found.verdict == "authentic"
    assert found.check("timestamp").ok is None
    assert found.evidence.timestamp_at is None


def test_a_root_given_by_the_user_is_trusted_for_seal_and_time():
    trust = Trust.of(roots=load_roots(kit().files.root.read_bytes()))
    found = examine(sealed_certificate().pdf, trust, at=LATER)
    assert found.verdict == "authentic"
    assert found.check("timestamp").ok is True


def test_another_installations_certificate_is_of_an_unknown_issuer():
    found = examine(kit(number=1).sealed(certificate_pdf()).pdf, TRUST, at=LATER)
    assert found.verdict == "unknown_issuer"
    assert found.content is None


def test_nobody_is_trusted_by_default():
    assert examine(sealed_certificate().pdf, Trust(), at=LATER).verdict == "unknown_issuer"


def test_content_without_evidence_is_said_and_still_authentic():
    pdf = press().certificate(content(), evidence=None, demo=True, paper_delivery=False)
    found = examine(kit().sealed(pdf).pdf, TRUST, at=LATER)
    assert found.verdict == "authentic"
    assert found.check("log_inclusion").reason == "none"


def test_a_certificate_examined_before_its_time_stamp_is_refused():
    found = examine(sealed_certificate().pdf, TRUST, at=AT - timedelta(days=3))
    assert found.check("timestamp").reason == "future"
    assert found.verdict != "authentic"


def test_a_key_notice_is_recognised_and_explained():
    pdf = press().key_notice(
        content(),
        access_key="23456-789AB-CDEFG-HJKLM-NPQRS",
        public_url="https://akashi.example",
        demo=True,
    )
    found = examine(pdf, TRUST, at=LATER)
    assert (found.kind, found.verdict) == ("key_notice", "not_ours")
    assert "認証キー等のお知らせ" in found.summary.ja


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data):
    assert examine(b"%PDF-1.7\n" + data, TRUST, at=LATER).verdict in ("unreadable", "not_ours")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_answer_as_json_has_the_fields_of_the_contract(lang):
    answer = examine(sealed_certificate().pdf, TRUST, at=LATER).as_json(lang)
    assert json.loads(json.dumps(answer)) == answer
    assert {"kind", "verdict", "checks", "content"} <= set(answer)
    assert [each["name"] for each in answer["checks"]] == list(CHECKS)
    assert all(set(each) == {"name", "ok", "detail"} for each in answer["checks"])
    assert all(bool(re.search("[ぁ-ん]", c["detail"])) == (lang == "ja") for c in answer["checks"])
