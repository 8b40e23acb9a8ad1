"""The lists at hand (失効情報の手元): who speaks for a chain now, fetched where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256

from akashi.adapters.network import NoAnswer, Rests, address_parts, exchange
from akashi.adapters.revocation.known_list import (
    KnownList,
    addresses,
    known_list,
    parse_list,
)
from akashi.adapters.revocation.list_files import ListCache
from akashi_verifier.pki.chain import issued

_LARGEST = 2 * 1024 * 1024
_SECONDS = 5.0
_LOOK_AGAIN = timedelta(hours=1)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Covering:
    """The lists that speak for a set of certificates; `missing` names the first gap.

    出典: ETSI EN 319 142-1 5.4
    """

    crls: tuple[x509.CertificateRevocationList, ...]
    missing: str = ""


class RevocationLists:
    """Finds, for each certificate of a chain, a current list signed by its issuer.

    `given` are lists the operator keeps in files. Where those do not suffice, the list is
    fetched from the address in the certificate itself; nobody else names addresses.
    出典: RFC 5280 6.3
    """

    def __init__(
        self,
        given: Callable[[], Sequence[x509.CertificateRevocationList]],
        *,
        cache: ListCache | None = None,
        rests: Rests | None = None,
    ) -> None:
        """Without `rests` nothing is fetched: there are the given lists and no others."""
        self._given = given
        self._cache = cache
        self._rests = rests
        self._issuers: dict[x509.Certificate, x509.Certificate] = {}
        self._fetched: dict[str, KnownList] = {}
        self._look_again: dict[str, datetime] = {}
        self._known: dict[bytes, KnownList | None] = {}
        self._signed: dict[tuple[bytes, x509.Certificate], bool] = {}

    def covering(self, certificates: Sequence[x509.Certificate], *, at: datetime) -> Covering:
        """Return current lists for all that can be revoked: all but self-signed roots.

        The issuers must be among the `certificates`. May take a few seconds when a list has
        to be fetched; a publisher that failed is passed over for a while.
        """
        crls = []
        for certificate in certificates:
            if certificate.issuer == certificate.subject:
                continue
            issuer = self._issuer(certificate, certificates)
            if issuer is None:
                return Covering((), f"no certificate of {certificate.issuer.rfc4514_string()}")
            best = self._current(certificate, issuer, at)
            if best is None:
                name = certificate.issuer.rfc4514_string()
                return Covering((), f"no current revocation list of {name}")
            crls.append(best.crl)
        return Covering(tuple({each.fingerprint(SHA256()): each for each in crls}.values()))

    def known(self) -> tuple[x509.CertificateRevocationList, ...]:
        """Return every list at hand, in force or not: what any of them revokes stays revoked."""
        return (*self._given(), *(each.crl for each in self._fetched.values()))

    def revoked(
        self, certificates: Sequence[x509.Certificate], *, at: datetime
    ) -> x509.Certificate | None:
        """Return the first of these certificates that a list at hand revokes, None when none is.

        Nothing is fetched. The issuers must be among the `certificates`.
        """
        for certificate in certificates:
            issuer = self._issuer(certificate, certificates)
            if issuer is None:
                continue
            for each in self._at_hand(certificate, at):
                if _names(each.crl, certificate, at) and self._by(each, issuer):
                    return certificate
        return None

    def watch(
        self, certificates: Sequence[x509.Certificate], issuers: Sequence[x509.Certificate]
    ) -> None:
        """Keep the lists that speak for these certificates fresh from now on."""
        for certificate in certificates:
            if certificate.issuer != certificate.subject:
                self._issuer(certificate, issuers)

    def refresh(self, *, at: datetime) -> None:
        """Fetch anew what is half spent, for every certificate asked about in this process."""
        for certificate, issuer in list(self._issuers.items()):
            held = self._best(certificate, issuer, at)
            if held is None or (held.half_spent(at) and self._time_to_look(certificate, at)):
                self._fetch(certificate, issuer, at)

    def _issuer(
        self, certificate: x509.Certificate, pool: Sequence[x509.Certificate]
    ) -> x509.Certificate | None:
        known = self._issuers.get(certificate)
        if known is None:
            known = next((each for each in pool if issued(certificate, each)), None)
            if known is not None:
                self._issuers[certificate] = known
        return known

    def _current(
        self, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> KnownList | None:
        held = self._best(certificate, issuer, at)
        if held is None and self._fetch(certificate, issuer, at):
            held = self._best(certificate, issuer, at)
        return held

    def _best(
        self, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> KnownList | None:
        """Return the newest usable list at hand: a revocation must not wait behind an old one."""
        usable = [
            each
            for each in self._at_hand(certificate, at)
            if each.current(at) and each.speaks_for(certificate) and self._by(each, issuer)
        ]
        return max(usable, key=lambda each: each.since, default=None)

    def _at_hand(self, certificate: x509.Certificate, at: datetime) -> Iterator[KnownList]:
        for crl in self._given():
            known = self._facts(crl)
            if known is not None:
                yield known
        for address in addresses(certificate):
            held = self._fetched.get(address)
            if (held is None or not held.current(at)) and self._cache is not None:
                kept = self._cache.read(address)
                held = known_list(kept) if kept is not None else held
                if held is not None:
                    self._fetched[address] = held
            if held is not None:
                yield held

    def _facts(self, crl: x509.CertificateRevocationList) -> KnownList | None:
        print_ = crl.fingerprint(SHA256())
        if print_ not in self._known:
            self._known[print_] = known_list(crl)
        return self._known[print_]

    def _by(self, known: KnownList, issuer: x509.Certificate) -> bool:
        asked = (known.crl.fingerprint(SHA256()), issuer)
        if asked not in self._signed:
            try:
                right = known.crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # any issuer's
            except (TypeError, ValueError, UnsupportedAlgorithm):
                right = False
            self._signed[asked] = right
        return self._signed[asked]

    def _time_to_look(self, certificate: x509.Certificate, at: datetime) -> bool:
        """A publisher that has nothing newer yet is not asked every minute."""
        return all(at >= self._look_again.get(each, at) for each in addresses(certificate))

    def _fetch(self, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bool:
        """Ask the publisher; say whether a usable list came."""
        return any(
            self._fetch_from(address, certificate, issuer, at)
            for address in addresses(certificate)
            if self._rests is not None and self._rests.may_ask(address)
        )

    def _fetch_from(
        self,
        address: str,
        certificate: x509.Certificate,
        issuer: x509.Certificate,
        at: datetime,
    ) -> bool:
        rests = self._rests
        try:
            where = address_parts(address, schemes=("http",))
            data = exchange(where, headers={}, timeout=_SECONDS, largest=_LARGEST)
            came = self._usable(data, certificate, issuer, at)
        except (NoAnswer, ValueError) as error:
            _log.warning("revocation_list_not_fetched", address=address, reason=str(error))
            if rests is not None:
                rests.failed(address)
            return False
        if rests is not None:
            rests.answered(address)
        self._look_again[address] = at + _LOOK_AGAIN
        self._keep(address, came)
        return True

    def _usable(
        self, data: bytes, certificate: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> KnownList:
        came = known_list(parse_list(data))
        if came is None or not came.current(at):
            raise NoAnswer("the list is not current")
        if not came.speaks_for(certificate) or not self._by(came, issuer):
            raise NoAnswer("the list is not by the issuer, or speaks for others")
        return came

    def _keep(self, address: str, came: KnownList) -> None:
        held = self._fetched.get(address)
        # An older list again, however well signed, must not hide what the newer one revokes.
        if held is not None and held.since > came.since:
            return
        self._fetched[address] = came
        if self._cache is not None:
            self._cache.write(address, came.crl)


def _names(
    crl: x509.CertificateRevocationList, certificate: x509.Certificate, at: datetime
) -> bool:
    if crl.issuer != certificate.issuer:
        return False
    entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
    return entry is not None and entry.revocation_date_utc <= at
