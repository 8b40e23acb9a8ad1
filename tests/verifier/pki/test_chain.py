"""Chains of trust: up by signatures to a trusted key, never by names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from akashi_verifier.pki.chain import Anchors, ChainRefused, check_chain
from tests.adapters.evidence_kit import AT
from tests.verifier.examine.test_signer import usage

SIGNS = usage(digital_signature=True)
ISSUES = usage(key_cert_sign=True, crl_sign=True)


class Issuer:
    """A certificate with its key, able to issue others."""

    def __init__(self, name, above=None, *, limits=None, key_usage=ISSUES, days=100, key=None):
        """Make the certificate, self-signed or signed by the issuer above."""
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name((above or self).name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(AT)
            .not_valid_after(AT + timedelta(days=days))
            .add_extension(key_usage, critical=True)
        )
        if limits is not None:
            builder = builder.add_extension(limits, critical=True)
        self.certificate = builder.sign((above or self).key, hashes.SHA256())


CA = x509.BasicConstraints(ca=True, path_length=None)
ROOT = Issuer("root", limits=CA)
MIDDLE = Issuer("middle", ROOT, limits=x509.BasicConstraints(ca=True, path_length=0))
LEAF = Issuer("leaf", MIDDLE, key_usage=SIGNS)


def path(leaf, pool, root, *, at=AT):
    anchors = Anchors((root.certificate,))
    certificates = [each.certificate for each in pool]
    return check_chain(leaf.certificate, certificates, anchors, at=at, purpose="seal")


def reason(*args, **options):
    with pytest.raises(ChainRefused) as refused:
        path(*args, **options)
    return refused.value.reason


def test_a_chain_leads_over_an_issuing_certificate_to_the_root():
    expected = tuple(each.certificate for each in (LEAF, MIDDLE, ROOT))
    assert path(LEAF, [MIDDLE], ROOT) == expected


def test_a_trusted_key_needs_no_issuer():
    assert path(LEAF, [], LEAF) == (LEAF.certificate,)


def test_a_missing_link_makes_the_issuer_unknown():
    assert reason(LEAF, [], ROOT) == "unknown_issuer"


def test_a_root_of_the_same_name_and_another_key_is_another_root():
    assert reason(LEAF, [MIDDLE], Issuer("root", limits=CA)) == "unknown_issuer"


def test_a_link_of_the_same_name_that_did_not_sign_is_passed_over():
    impostor = Issuer("middle", ROOT, limits=CA)
    assert path(LEAF, [impostor, MIDDLE], ROOT)[1] == MIDDLE.certificate


def test_a_certificate_that_may_not_issue_links_nothing():
    false_issuer = Issuer("false", ROOT, key_usage=SIGNS)
    leaf = Issuer("leaf", false_issuer, key_usage=SIGNS)
    assert reason(leaf, [false_issuer], ROOT) == "unknown_issuer"


def test_a_path_longer_than_its_issuer_allows_leads_nowhere():
    low = Issuer("low", MIDDLE, limits=CA)
    leaf = Issuer("leaf", low, key_usage=SIGNS)
    assert reason(leaf, [low, MIDDLE], ROOT) == "unknown_issuer"


def test_an_issuer_that_had_expired_makes_the_chain_expired():
    short = Issuer("short", ROOT, limits=CA, days=1)
    leaf = Issuer("leaf", short, key_usage=SIGNS)
    assert reason(leaf, [short], ROOT, at=AT + timedelta(days=2)) == "expired"


def test_issuers_that_sign_each_other_in_a_circle_lead_nowhere():
    assert reason(LEAF, [MIDDLE, ROOT] * 20, Issuer("other", limits=CA)) == "unknown_issuer"


@pytest.mark.parametrize("curve", [ec.SECP192R1(), ec.SECP224R1()])
def test_a_certificate_issued_with_a_short_key_is_weak(curve):
    short = Issuer("short", limits=CA, key=ec.generate_private_key(curve))
    leaf = Issuer("leaf", short, key_usage=SIGNS)
    assert reason(leaf, [], short) == "weak"


def test_work_is_bounded_however_many_issuers_share_a_name_and_key():
    twins = [Issuer("twin", limits=CA)]
    twins += [Issuer("twin", twins[0], limits=CA, key=twins[0].key) for _ in range(60)]
    leaf = Issuer("leaf", twins[0], key_usage=SIGNS)
    with pytest.raises(ChainRefused):
        path(leaf, twins, Issuer("other", limits=CA))
