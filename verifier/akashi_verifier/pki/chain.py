"""Chains of trust (認証パス): from a certificate up to a key we trust, as it stood at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

Reason = Literal[
    "unknown_issuer", "expired", "not_yet_valid", "revoked", "wrong_usage", "unreadable"
]
Purpose = Literal["seal", "timestamp"]

_LONGEST = 6
_MOST_CERTIFICATES = 64


class ChainRefused(Exception):  # noqa: N818 - says what happens, as the other names of this room do
    """Raised when a certificate is not to be believed; `reason` says why.

    出典: RFC 5280 6
    """

    def __init__(self, reason: Reason, subject: str = "") -> None:
        super().__init__(f"{reason}: {subject}")
        self.reason: Reason = reason
        self.subject = subject


@dataclass(frozen=True)
class Anchors:
    """The keys that are believed without proof: compared as keys, never by name.

    出典: なし (本システムの決定, contract §2 verify)
    """

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[x509.CertificateRevocationList, ...] = ()
    keys: frozenset[bytes] = field(init=False)

    def __post_init__(self) -> None:
        keys = frozenset(public_key_bytes(each) for each in self.certificates)
        object.__setattr__(self, "keys", keys)


def public_key_bytes(certificate: x509.Certificate) -> bytes:
    """Return the certificate's key (SubjectPublicKeyInfo), by which trust is compared.

    出典: RFC 5280 4.1.2.7
    """
    try:
        return certificate.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ChainRefused("unreadable") from error


def check_chain(
    certificate: x509.Certificate,
    pool: Sequence[x509.Certificate],
    anchors: Anchors,
    *,
    at: datetime,
    purpose: Purpose,
    crls: Iterable[x509.CertificateRevocationList] = (),
) -> tuple[x509.Certificate, ...]:
    """Return the path from the certificate to a trusted key, all valid at `at`.

    `pool` are certificates that may stand in between; they are believed only as far as
    signatures lead. `crls` count where their issuer signed them; a revocation counts
    when it happened at or before `at`.

    Raises:
        ChainRefused: with the reason; an unknown issuer before anything else.
    出典: RFC 5280 6.1 (簡約), contract §2 verify
    """
    path = _path(certificate, (*pool[:_MOST_CERTIFICATES], *anchors.certificates), anchors)
    if path is None:
        raise ChainRefused("unknown_issuer", certificate.issuer.rfc4514_string())
    try:
        _check_usage(certificate, purpose)
        for each in path:
            _check_time(each, at)
        issuers = (*path[1:], *pool[:_MOST_CERTIFICATES], *anchors.certificates)
        for each in path:
            _check_revocation(each, issuers, (*anchors.crls, *crls), at)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ChainRefused("unreadable") from error
    return path


def _path(
    certificate: x509.Certificate, pool: Sequence[x509.Certificate], anchors: Anchors
) -> tuple[x509.Certificate, ...] | None:
    """Climb by signatures, never by names alone; depth and width are bounded."""
    path = [certificate]
    while len(path) <= _LONGEST:
        if public_key_bytes(path[-1]) in anchors.keys:
            return tuple(path)
        above = next(
            (c for c in pool if c not in path and _is_ca(c, len(path) - 1) and issued(path[-1], c)),
            None,
        )
        if above is None:
            return None
        path.append(above)
    return None


def issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether the issuer's key signed the certificate, under the issuer's name.

    出典: RFC 5280 6.1.3
    """
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_ca(certificate: x509.Certificate, below: int) -> bool:
    """Say whether it may issue, with `below` issuing certificates between it and the end."""
    try:
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    deep_enough = limits.path_length is None or limits.path_length >= below
    return limits.ca and usage.key_cert_sign and deep_enough


def _check_usage(certificate: x509.Certificate, purpose: Purpose) -> None:
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        raise ChainRefused("wrong_usage", certificate.subject.rfc4514_string()) from None
    right = usage.digital_signature or usage.content_commitment
    if purpose == "timestamp":
        right = right and _stamps_time(certificate)
    elif _has(extensions, ExtensionOID.EXTENDED_KEY_USAGE):
        # A key set aside for another trade (TLS, time stamps) is no seal.
        allowed = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        right = right and ExtendedKeyUsageOID.TIME_STAMPING not in allowed
        right = right and ExtendedKeyUsageOID.SERVER_AUTH not in allowed
    if not right:
        raise ChainRefused("wrong_usage", certificate.subject.rfc4514_string())


def _stamps_time(certificate: x509.Certificate) -> bool:
    """RFC 3161 2.3: the extension is critical and names time stamping and nothing else."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    return found.critical and list(found.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def _has(extensions: x509.Extensions, oid: x509.ObjectIdentifier) -> bool:
    return any(extension.oid == oid for extension in extensions)


def _check_time(certificate: x509.Certificate, at: datetime) -> None:
    subject = certificate.subject.rfc4514_string()
    if at < certificate.not_valid_before_utc:
        raise ChainRefused("not_yet_valid", subject)
    if at > certificate.not_valid_after_utc:
        raise ChainRefused("expired", subject)


def _check_revocation(
    certificate: x509.Certificate,
    issuers: Sequence[x509.Certificate],
    crls: Iterable[x509.CertificateRevocationList],
    at: datetime,
) -> None:
    for crl in crls:
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is None or entry.revocation_date_utc > at or crl.issuer != certificate.issuer:
            continue
        if any(issued(certificate, each) and _signed(crl, each) for each in issuers):
            raise ChainRefused("revoked", certificate.subject.rfc4514_string())


def _signed(crl: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        return crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # any issuer's
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False
