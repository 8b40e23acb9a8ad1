"""One list of revoked certificates (失効リスト): for whom it speaks, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

# A publisher's clock a little before ours makes its list no forgery.
_CLOCK_GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class KnownList:
    """A list at hand, with what is asked of it again and again.

    出典: RFC 5280 5
    """

    crl: x509.CertificateRevocationList
    since: datetime
    until: datetime
    scope: x509.IssuingDistributionPoint | None
    partial: bool
    """It speaks of changes only, or in a way we do not know: never enough by itself."""

    def current(self, at: datetime) -> bool:
        """Say whether it is in force: published, and the next one not due yet."""
        return self.since <= at + _CLOCK_GRACE and at < self.until

    def half_spent(self, at: datetime) -> bool:
        """Say whether half of its time is over, when a newer one is looked for."""
        return at >= self.since + (self.until - self.since) / 2

    def speaks_for(self, certificate: x509.Certificate) -> bool:
        """Say whether the certificate would be named here if it were revoked.

        出典: RFC 5280 5.2.5, 6.3.3
        """
        if self.partial or self.crl.issuer != certificate.issuer:
            return False
        if self.scope is None:
            return True
        issues = _issues(certificate)
        if self.scope.only_contains_user_certs and issues:
            return False
        if self.scope.only_contains_ca_certs and not issues:
            return False
        named = {each.value for each in self.scope.full_name or ()}
        return not named or bool(named & set(addresses(certificate)))


def known_list(crl: x509.CertificateRevocationList) -> KnownList | None:
    """Return what is known of a list; None for one without an end, which is never current.

    出典: RFC 5280 5.1.2.5
    """
    try:
        until = crl.next_update_utc
        if until is None:
            return None
        extensions = {each.oid: each for each in crl.extensions}
        found = extensions.get(x509.IssuingDistributionPoint.oid)
    except (ValueError, UnsupportedAlgorithm):
        return None
    scope = found.value if found else None
    if not isinstance(scope, x509.IssuingDistributionPoint | None):
        return None
    partial = x509.DeltaCRLIndicator.oid in extensions
    if scope is not None:
        partial = partial or scope.indirect_crl or scope.only_contains_attribute_certs
        partial = partial or bool(scope.only_some_reasons) or bool(scope.relative_name)
    return KnownList(crl, crl.last_update_utc, until, scope, partial)


def parse_list(data: bytes) -> x509.CertificateRevocationList:
    """Read a list in PEM or DER.

    Raises:
        ValueError: neither.
    出典: RFC 5280 5
    """
    if data.startswith(b"-----"):
        return x509.load_pem_x509_crl(data)
    return x509.load_der_x509_crl(data)


def addresses(certificate: x509.Certificate) -> tuple[str, ...]:
    """Return where the certificate says its publisher's list is; http only, at most four.

    A list is signed, so plain http loses nothing; https would need a chain of its own.
    出典: RFC 5280 4.2.1.13
    """
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return ()
    found = [
        str(name.value)
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    ]
    return tuple(each for each in found if each.startswith("http://"))[:4]


def _issues(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False
