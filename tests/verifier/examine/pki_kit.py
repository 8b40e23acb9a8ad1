"""A realistic PKI (認証基盤): roots, seals of 3 years, authorities of 5, lists of 30 days."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from akashi.adapters.revocation import RevocationLists
from akashi.adapters.seal import LongTerm, Preserver, Sealer
from akashi.adapters.seal.preserving.document_stamp import add_document_stamp
from akashi.adapters.seal.preserving.security_store import add_security_store
from akashi.adapters.seal.seal_key import SealKey, seal_key
from akashi.adapters.timestamp import DemoAuthority, LocalSource
from akashi_verifier.examine import Trust
from tests.adapters.evidence_kit import AT, certificate_pdf, kit
from tests.clocks import FrozenClock

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
_serials = count(1000)
stored = add_security_store
_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def usage(*on):
    return x509.KeyUsage(**{name: name in on for name in _USAGES})


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def sign(self, data):
        """Return a raw signature."""
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))


def holder(name, start, length, above=None, **kind):
    """Issue a certificate: a root or an issuing one (ca), a seal, or an authority (stamps)."""
    serial = next(_serials)
    secret = hashlib.sha256(f"{name} {serial}".encode()).digest()
    key = kind.get("key") or ec.derive_private_key(int.from_bytes(secret[:31]), ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issues = kind.get("ca", False)
    rights = ("key_cert_sign", "crl_sign") if issues else ("digital_signature",)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(start)
        .not_valid_after(start + length)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
        .add_extension(usage(*rights), critical=True)
    )
    if kind.get("stamps"):
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    digest = kind.get("digest", hashes.SHA256())
    return Holder(builder.sign(above.key if above else key, digest), key)


def revocations(issuer, at, *revoked, signed_by=None):
    """Return a 30-day list; `revoked` are (holder, when, reason or None)."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + 30 * DAY)
    )
    for who, when, reason in revoked:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(who.certificate.serial_number)
            .revocation_date(when)
        )
        if reason is not None:
            entry = entry.add_extension(x509.CRLReason(reason), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign((signed_by or issuer).key, hashes.SHA256())


@dataclass(frozen=True)
class Pki:
    """Two roots, a seal of three years, and two authorities that follow each other."""

    seal_root: Holder
    stamp_root: Holder
    seal: Holder
    first: Holder
    """Authority for the years 0 to 5."""
    second: Holder
    """Its successor, for the years 4 to 14."""

    @property
    def trust(self):
        """Trust in the two roots and the log."""
        return Trust.of(
            own=[self.seal_root.certificate],
            authorities=[self.stamp_root.certificate],
            log_keys=[kit().log.key],
        )

    def with_(self, **changes):
        """Return the same with another holder somewhere."""
        return replace(self, **changes)


@cache
def pki():
    start = AT - DAY
    seal_root = holder("seal root", start, 20 * YEAR, ca=True)
    stamp_root = holder("stamp root", start, 20 * YEAR, ca=True)
    return Pki(
        seal_root,
        stamp_root,
        holder("見本保証株式会社", start, 3 * YEAR, seal_root),
        holder("authority one", start, 5 * YEAR, stamp_root, stamps=True),
        holder("authority two", AT + 4 * YEAR, 10 * YEAR, stamp_root, stamps=True),
    )


def source(authority, root, at):
    chain = [root.certificate]
    return LocalSource(DemoAuthority(authority.certificate, authority.sign, chain), FrozenClock(at))


def sealed(keys, *, level="B-LT", at=AT, crls=None, authority=None):
    """Seal a certificate; both roots' lists of that day go into its store."""
    lists = crls
    if lists is None:
        lists = (revocations(keys.seal_root, at), revocations(keys.stamp_root, at))
    key: SealKey = seal_key(keys.seal.certificate, [keys.seal_root.certificate], keys.seal.key, ())
    stamps = None if level == "B-B" else source(authority or keys.first, keys.stamp_root, at)
    roots = (keys.seal_root.certificate, keys.stamp_root.certificate)
    data = LongTerm(RevocationLists(lambda: lists), lambda: roots)
    sealer = Sealer(key, stamps, level=level, long_term=data)
    return sealer.seal(certificate_pdf(), at=at).pdf


def stamped(pdf, authority, root, at):
    """Append a document time stamp (ETSI.RFC3161) in a revision of its own."""
    return add_document_stamp(pdf, source(authority, root, at), expected=6 * 1024)


def renewed(pdf, keys, authority, at):
    """Renew as the product does every year: what a check needs, then a stamp over it all."""
    lists = (revocations(keys.seal_root, at), revocations(keys.stamp_root, at))
    roots = (keys.seal_root.certificate, keys.stamp_root.certificate)
    data = LongTerm(RevocationLists(lambda: lists), lambda: roots)
    done = Preserver(source(authority, keys.stamp_root, at), data, level="B-LT").renewed(pdf, at=at)
    assert done.archived_at == at, done.shortfall
    return done.pdf


def renewed_yearly(pdf, keys, years, *, start: datetime = AT):
    """Renew at the end of each year, by the authority that is in office then."""
    for year in range(1, years + 1):
        at = start + year * YEAR - 5 * DAY
        pdf = renewed(pdf, keys, keys.first if year < 5 else keys.second, at)
    return pdf
