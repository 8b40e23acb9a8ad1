"""Chains of trust (認証パス): from a certificate up to a key we trust, as it stood at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

Reason = Literal[
    "unknown_issuer", "expired", "not_yet_valid", "revoked", "wrong_usage", "weak", "unreadable"
]
Purpose = Literal["seal", "timestamp"]

_LONGEST = 6
_MOST_CERTIFICATES = 64
_MOST_LINKS = 200
DIGESTS = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
_BLAMELESS = (
    x509.ReasonFlags.unspecified,
    x509.ReasonFlags.affiliation_changed,
    x509.ReasonFlags.superseded,
    x509.ReasonFlags.cessation_of_operation,
)
SMALLEST_RSA, SMALLEST_EC = 2048, 256
"""Bits of the smallest keys that count."""


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


def check_chain(  # noqa: PLR0913 - one keyword for each circumstance that counts
    certificate: x509.Certificate,
    pool: Sequence[x509.Certificate],
    anchors: Anchors,
    *,
    at: datetime,
    purpose: Purpose,
    crls: Iterable[x509.CertificateRevocationList] = (),
    used: datetime | None = None,
) -> tuple[x509.Certificate, ...]:
    """Return the path from the certificate to a trusted key, all valid at `at`.

    `pool` are certificates that may stand in between; they are believed only as far as
    signatures lead. `crls` count where their issuer signed them; a revocation counts
    when it happened at or before `at`; of a key known to have been used at `used`, one
    that blames nobody counts only when it happened at or before that.

    Raises:
        ChainRefused: with the reason; an unknown issuer before anything else.
    出典: RFC 5280 6.1 (簡約), RFC 3161 4, contract §2 verify
    """
    between = [each for each in pool[:_MOST_CERTIFICATES] if not _has_key_of(each, anchors)]
    known = (*anchors.certificates, *between)
    lists = (*anchors.crls, *crls)
    refused = ChainRefused("unknown_issuer", certificate.issuer.rfc4514_string())
    links = iter(range(_MOST_LINKS))
    for tried, path in enumerate(_paths((certificate,), known, anchors, links)):
        try:
            _check_path(path, purpose, at)
            for each in path:
                _check_revocation(each, (*path[1:], *known), lists, (at, used or at))
        except ChainRefused as error:
            refused = refused if tried else error
        except (ValueError, UnsupportedAlgorithm):
            refused = refused if tried else ChainRefused("unreadable")
        else:
            return path
    raise refused


def _has_key_of(certificate: x509.Certificate, anchors: Anchors) -> bool:
    """Say whether it is another certificate of a trusted key: whoever made it, trust is not in it.

    Its dates and rights are its maker's word; those of the trusted certificate count.
    """
    try:
        return public_key_bytes(certificate) in anchors.keys
    except ChainRefused:
        return True


def _paths(
    path: tuple[x509.Certificate, ...],
    known: Sequence[x509.Certificate],
    anchors: Anchors,
    links: Iterator[int],
) -> Iterator[tuple[x509.Certificate, ...]]:
    """Climb by signatures, never by names alone; `links` bounds the work."""
    if public_key_bytes(path[-1]) in anchors.keys:
        yield path
    elif len(path) <= _LONGEST:
        for above in known:
            named = above.subject == path[-1].issuer and above not in path
            if not named or not _is_ca(above, len(path) - 1) or next(links, None) is None:
                continue
            if issued(path[-1], above):
                yield from _paths((*path, above), known, anchors, links)


def _check_path(path: tuple[x509.Certificate, ...], purpose: Purpose, at: datetime) -> None:
    _check_usage(path[0], purpose)
    for each in path:
        _check_time(each, at)
    for each, issuer in pairwise(path):
        digest = each.signature_hash_algorithm
        if not isinstance(digest, DIGESTS) or is_weak(issuer):
            raise ChainRefused("weak", each.subject.rfc4514_string())


def is_weak(certificate: x509.Certificate) -> bool:
    """Say whether its key is of a kind or size that proves nothing for ten years.

    出典: CRYPTREC LS-0003, なし (本システムの決定)
    """
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < SMALLEST_RSA
    return not isinstance(key, ec.EllipticCurvePublicKey) or key.key_size < SMALLEST_EC


@lru_cache(maxsize=8192)
def issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether the issuer's key signed the certificate, under the issuer's name.

    出典: RFC 5280 6.1.3
    """
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def vouched_for(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether the issuer's key signed the certificate, be it over a digest of the past.

    Enough to see that no byte of an old root is another; no reason to believe it.
    出典: なし (本システムの決定)
    """
    key, digest = issuer.public_key(), certificate.signature_hash_algorithm
    if isinstance(digest, DIGESTS) or not isinstance(key, rsa.RSAPublicKey) or digest is None:
        return issued(certificate, issuer)
    try:
        signed = certificate.tbs_certificate_bytes
        key.verify(certificate.signature, signed, padding.PKCS1v15(), digest)
    except (InvalidSignature, UnsupportedAlgorithm):
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
    times: tuple[datetime, datetime],
) -> None:
    at, used = times
    for crl in crls:
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is None or crl.issuer != certificate.issuer:
            continue
        if entry.revocation_date_utc > (used if _blames_nobody(entry) else at):
            continue
        if any(issued(certificate, each) and is_signed_by(crl, each) for each in issuers):
            raise ChainRefused("revoked", certificate.subject.rfc4514_string())


def _blames_nobody(entry: x509.RevokedCertificate) -> bool:
    """RFC 3161 4: after such a revocation what the key had signed before stays good."""
    try:
        stated = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return False
    return stated in _BLAMELESS


def is_signed_by(crl: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Say whether the issuer's key signed the revocation list.

    出典: RFC 5280 6.3.3
    """
    try:
        return crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # any issuer's
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False
