"""What a check needs years later (長期検証): chains up to their roots, and who speaks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from cryptography import x509

from akashi.adapters.revocation import RevocationLists
from akashi.adapters.seal.preserving.security_store import add_security_store
from akashi_verifier.pki.chain import issued
from akashi_verifier.pki.cms import load_certificate
from akashi_verifier.timestamp_token import Token

_LONGEST = 6


class LongTerm:
    """Gathers chains and current revocation lists, and puts them into a PDF's store.

    `roots` are the certificates of seals and those above seals and authorities, which files
    need not enclose.
    出典: ETSI EN 319 142-1 5.4
    """

    def __init__(
        self, lists: RevocationLists, roots: Callable[[], Sequence[x509.Certificate]]
    ) -> None:
        self._lists = lists
        self._roots = roots
        self._paths: dict[x509.Certificate, tuple[x509.Certificate, ...]] = {}

    def refresh(self, *, at: datetime) -> None:
        """Fetch lists of revoked certificates before those at hand run out."""
        known = self._roots()
        self._lists.watch(known, known)
        self._lists.refresh(at=at)

    def path_of(
        self, certificate: x509.Certificate, enclosed: Sequence[x509.Certificate]
    ) -> tuple[x509.Certificate, ...]:
        """Return the certificate and those above it, as far as they are at hand."""
        known = self._paths.get(certificate)
        if known is None:
            known = _path(certificate, (*enclosed, *self._roots()))
            if known[-1].issuer == known[-1].subject:
                self._paths[certificate] = known
        return known

    def path_of_token(self, token: Token) -> tuple[x509.Certificate, ...]:
        """Return the authority's certificate and those above it.

        Raises:
            BadDer: the token does not enclose its authority's certificate.
        """
        enclosed = [load_certificate(each) for each in token.message.certificates]
        return self.path_of(token.message.signer(), enclosed)

    def stored(
        self, pdf: bytes, certificates: Iterable[x509.Certificate], *, at: datetime
    ) -> tuple[bytes, str]:
        """Return the file with its store, and nothing; or as it was, and what is missing.

        A certificate that has ended needs no list any more: while it was valid one was kept.

        Raises:
            BadPdf: the file is not one of ours.
        """
        wanted = list(dict.fromkeys(certificates))
        alive = [each for each in wanted if each.not_valid_after_utc > at]
        found = self._lists.covering(alive, at=at)
        if found.missing:
            return pdf, found.missing
        return add_security_store(pdf, wanted, found.crls), ""


def _path(
    certificate: x509.Certificate, pool: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    path = [certificate]
    while len(path) < _LONGEST and path[-1].issuer != path[-1].subject:
        above = next((each for each in pool if issued(path[-1], each)), None)
        if above is None or above in path:
            break
        path.append(above)
    return tuple(path)
