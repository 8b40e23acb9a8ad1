"""Authorities as in life: certificates of a few years, lists of revoked ones for a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from akashi.adapters.seal import SealKey
from akashi.adapters.timestamp import DemoAuthority

YEAR = timedelta(days=365)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _fresh_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


@dataclass(frozen=True)
class Issued:
    """A certificate, its key, and what issued it."""

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()

    def sign(self, data: bytes) -> bytes:
        """Sign with SHA-256."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def seal_key(self) -> SealKey:
        """Return it as a key that seals."""
        return SealKey(self.certificate, self.chain, (), self.sign)

    def authority(self) -> DemoAuthority:
        """Return it as an authority that encloses its chain, the root left out."""
        above = [each for each in self.chain if each.issuer != each.subject]
        return DemoAuthority(self.certificate, self.sign, above)

    def write(self, folder: Path, name: str) -> None:
        """Write certificate with chain, and key, as PEM files."""
        own = (self.certificate, *self.chain)
        (folder / f"{name}.pem").write_bytes(b"".join(c.public_bytes(Encoding.PEM) for c in own))
        (folder / f"{name}.key").write_bytes(
            self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )


class Ca:
    """An authority that issues certificates and lists of the revoked ones."""

    def __init__(self, name: str, at: datetime, *, years: int = 20, above: Ca | None = None):
        self.key = _fresh_key()
        self.issued = 0
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        builder = self._builder(name, self.key, at, years).add_extension(constraints, critical=True)
        builder = builder.add_extension(_usage(issues=True), critical=True)
        self.points: tuple[str, ...] = ()
        if above is None:
            self.certificate = builder.issuer_name(_name(name)).sign(self.key, hashes.SHA256())
            self.chain: tuple[x509.Certificate, ...] = (self.certificate,)
        else:
            self.certificate = above.sign(builder)
            self.chain = (self.certificate, *above.chain)

    def _builder(self, name: str, key: Key, at: datetime, years: int) -> x509.CertificateBuilder:
        public = key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(at)
            .not_valid_after(at + years * YEAR)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )

    def sign(self, builder: x509.CertificateBuilder) -> x509.Certificate:
        """Issue what the builder says, naming where lists of revoked certificates are."""
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.issuer_name(self.certificate.subject).add_extension(above, critical=False)
        if self.points:
            names = [x509.UniformResourceIdentifier(each) for each in self.points]
            point = x509.DistributionPoint(names, None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def issue(
        self,
        name: str,
        at: datetime,
        *,
        years: int,
        stamps_time: bool = False,
        rsa_key: bool = False,
    ) -> Issued:
        """Issue a certificate for a seal, or for an authority of time stamps."""
        key = rsa.generate_private_key(65537, 3072) if rsa_key else _fresh_key()
        constraints = x509.BasicConstraints(ca=False, path_length=None)
        builder = self._builder(name, key, at, years).add_extension(constraints, critical=True)
        builder = builder.add_extension(_usage(issues=False), critical=True)
        if stamps_time:
            trade = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(trade, critical=True)
        return Issued(self.sign(builder), key, self.chain)

    def crl(
        self,
        at: datetime,
        *,
        days: int = 30,
        revoked: Sequence[x509.Certificate] = (),
        scope: x509.IssuingDistributionPoint | None = None,
        signer: ec.EllipticCurvePrivateKey | None = None,
    ) -> x509.CertificateRevocationList:
        """Publish a list that is good for `days`."""
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        self.issued += 1
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at)
            .next_update(at + timedelta(days=days))
            .add_extension(above, critical=False)
            .add_extension(x509.CRLNumber(self.issued), critical=False)
        )
        if scope is not None:
            builder = builder.add_extension(scope, critical=True)
        for each in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(each.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(at).build())
        return builder.sign(signer or self.key, hashes.SHA256())
