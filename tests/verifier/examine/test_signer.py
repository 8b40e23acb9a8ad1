"""Whose seal and when: expired, revoked, early and misused keys; time stamps that lie."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from akashi.adapters.seal import Sealer
from akashi.adapters.seal.seal_key import seal_key
from akashi.adapters.timestamp import DemoAuthority, LocalSource, messages
from akashi.adapters.timestamp.messages import Request
from akashi_verifier.examine import Trust, examine
from tests.adapters.evidence_kit import AT, certificate_pdf, kit
from tests.clocks import FrozenClock

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
ROOT_KEY = load_pem_private_key((kit().files.folder / "root.key").read_bytes(), None)
DAY = timedelta(days=1)
SIGNING = {"digital_signature": True, "content_commitment": True}
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def usage(**on):
    return x509.KeyUsage(**{name: on.get(name, False) for name in USAGES})


def issue(private, *, start=AT - DAY, end=AT + 365 * DAY, key_usage=None, purpose=None):
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "見本保証株式会社")]))
        .issuer_name(ROOT.subject)
        .public_key(private.public_key())
        .serial_number(77)
        .not_valid_before(start)
        .not_valid_after(end)
    )
    if key_usage is not False:
        builder = builder.add_extension(key_usage or usage(**SIGNING), critical=True)
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return builder.sign(ROOT_KEY, hashes.SHA384())


def revocation(at, *, signed_by=None, serial=77):
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ROOT.subject)
        .last_update(at)
        .next_update(at + 3650 * DAY)
        .add_revoked_certificate(entry)
        .sign(signed_by or ROOT_KEY, hashes.SHA384())
    )


@cache
def private_key():
    return ec.generate_private_key(ec.SECP256R1())


def found_for(certificate, *, crl=None, at=AT + 2 * DAY, level="B-LT", source=None):
    """Seal with the certificate, and examine trusting the root."""
    key = seal_key(certificate, [ROOT], private_key(), ())
    if crl is not None:
        folder = Path(tempfile.mkdtemp(prefix="akashi-crl-"))
        (folder / "list.crl").write_bytes(crl.public_bytes(Encoding.DER))
        key = seal_key(certificate, [ROOT], private_key(), [folder / "list.crl"])
    sealer = Sealer(key, source or kit().source, level=level)
    return examine(sealer.seal(certificate_pdf(), at=AT).pdf, Trust.of(roots=[ROOT]), at=at)


def test_a_certificate_under_the_root_is_trusted():
    assert found_for(issue(private_key())).verdict == "authentic"


@pytest.mark.parametrize(
    ("certificate", "reason"),
    [
        ({"start": AT - 9 * DAY, "end": AT - DAY}, "expired"),
        ({"start": AT + DAY}, "not_yet_valid"),
        ({"key_usage": usage(key_encipherment=True)}, "wrong_usage"),
        ({"key_usage": False}, "wrong_usage"),
        ({"purpose": ExtendedKeyUsageOID.TIME_STAMPING}, "wrong_usage"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "wrong_usage"),
    ],
    ids=["expired", "not yet valid", "encipherment", "no usage", "time stamping", "TLS"],
)
def test_a_seal_by_an_unfit_certificate_is_refused_with_the_reason(certificate, reason):
    found = found_for(issue(private_key(), **certificate))
    assert found.check("seal").ok is True
    assert (found.check("chain").ok, found.check("chain").reason) == (False, reason)
    assert found.verdict == "unknown_issuer"
    assert found.content is None


def test_an_own_key_is_held_to_the_same_rules():
    certificate = issue(private_key(), end=AT - timedelta(hours=1))
    key = seal_key(certificate, [ROOT], private_key(), ())
    pdf = Sealer(key, kit().source).seal(certificate_pdf(), at=AT).pdf
    found = examine(pdf, Trust.of(own=[certificate]), at=AT + DAY)
    assert found.check("chain").reason == "expired"


def test_a_seal_that_expired_after_its_time_stamp_stays_good():
    certificate = issue(private_key(), end=AT + 30 * DAY)
    assert found_for(certificate, at=AT + 3000 * DAY).verdict == "authentic"


def test_without_a_time_stamp_an_expired_seal_is_not_believed():
    certificate = issue(private_key(), end=AT + 30 * DAY)
    found = found_for(certificate, at=AT + 31 * DAY, level="B-B")
    assert found.check("chain").reason == "expired"


def test_a_seal_revoked_before_it_was_put_on_is_refused_by_its_own_list():
    found = found_for(issue(private_key()), crl=revocation(AT - DAY))
    assert found.check("chain").reason == "revoked"
    assert found.verdict == "unknown_issuer"


def test_a_seal_revoked_after_its_time_stamp_stays_good():
    crl = revocation(AT + DAY)
    assert found_for(issue(private_key()), crl=crl).verdict == "authentic"


def test_a_revocation_known_today_counts_without_standing_in_the_file():
    key = seal_key(issue(private_key()), [ROOT], private_key(), ())
    pdf = Sealer(key, kit().source, level="B-T").seal(certificate_pdf(), at=AT).pdf
    trust = Trust.of(roots=[ROOT], crls=[revocation(AT - DAY)])
    assert examine(pdf, trust, at=AT + DAY).check("chain").reason == "revoked"


def test_a_revocation_list_that_its_issuer_did_not_sign_is_not_believed():
    stranger = ec.generate_private_key(ec.SECP384R1())
    crl = revocation(AT - DAY, signed_by=stranger)
    found = found_for(issue(private_key()), crl=crl)
    assert found.check("chain").ok is True


class Lying:
    """Stamps something else than it was asked to."""

    def stamp(self, _digest):
        """Return a token over other bytes."""
        return kit().source.stamp(bytes(32))


def test_a_time_stamp_over_something_else_is_refused():
    found = found_for(issue(private_key()), level="B-T", source=Lying())
    assert (found.check("timestamp").ok, found.verdict) == (False, "altered")


def test_a_time_stamp_by_an_authority_that_was_not_valid_then_is_refused():
    source = LocalSource(kit().authority, FrozenClock(AT - 30 * DAY))
    found = found_for(issue(private_key(), start=AT - 60 * DAY), level="B-T", source=source)
    assert found.check("timestamp").reason == "wrong"


def test_a_time_stamp_by_a_key_that_is_no_authority_is_refused():
    seal = kit().key
    source = LocalSource(DemoAuthority(seal.certificate, seal.sign), FrozenClock(AT))
    found = found_for(issue(private_key()), level="B-T", source=source)
    assert found.check("timestamp").reason == "wrong"


def test_a_time_stamp_of_an_unknown_authority_is_said_and_not_used():
    found = found_for(issue(private_key()), level="B-T", source=kit(number=1).source)
    assert (found.check("timestamp").ok, found.check("timestamp").reason) == (
        None,
        "unknown_issuer",
    )


def test_a_time_stamp_with_a_flipped_signature_is_refused():
    class Flipping:
        """Breaks the last byte."""

        def stamp(self, digest):
            """Return a token with a wrong signature."""
            token = messages.token_of(kit().authority.answer(Request(digest).encode(), at=AT))
            return token[:-1] + bytes([token[-1] ^ 1])

    found = found_for(issue(private_key()), level="B-T", source=Flipping())
    assert found.check("timestamp").reason == "wrong"
