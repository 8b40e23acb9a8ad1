"""The security store (長期検証用データ): certificates and revocation lists kept in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from akashi_verifier.additions.store import LARGEST_KEPT
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.pki.chain import is_signed_by, issued, vouched_for
from akashi_verifier.pki.cms import SignedMessage, load_certificate, load_list
from akashi_verifier.revisions import Document, Ref

MOST_CERTIFICATES, MOST_LISTS, _MOST_OF_ONE_NAME = 64, 100, 16
"""Ten years of yearly renewals bring about half as many."""


@dataclass(frozen=True)
class Store:
    """What the stores of the file hold together; a later one takes nothing away.

    出典: ETSI EN 319 142-1 5.4.2
    """

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = ()
    first: int | None = None
    """The revision that brought the first store; None without one."""

    def speaks_of(
        self, certificates: Iterable[x509.Certificate], roots: Iterable[x509.Certificate]
    ) -> bool:
        """Say whether for each certificate below a root there is a list its issuer signed."""
        enclosed = tuple(certificates)
        issuers = (*enclosed, *self.certificates, *roots)
        told = {
            crl.issuer
            for crl in self.lists
            if any(each.subject == crl.issuer and is_signed_by(crl, each) for each in issuers)
        }
        return all(each.issuer in told for each in enclosed if each.issuer != each.subject)


def is_vouched_for(
    store: Store, messages: Sequence[SignedMessage], trusted: Sequence[x509.Certificate]
) -> bool:
    """Say whether somebody stands behind all that store and messages carry beside signatures.

    Each certificate is trusted, a signer's, or issued by one that is at hand. Of those in
    messages alone a chain may lack its root: where nobody of its issuer's name is at hand,
    it must have issued another that nobody else did. Each list is signed by its issuer.
    Anything else could be changed unseen.
    出典: なし (本システムの決定)
    """
    try:
        enclosed = [load_certificate(each) for m in messages for each in m.certificates]
        pool = tuple(dict.fromkeys((*enclosed, *store.certificates, *trusted)))
        exempt = {*trusted, *(message.signer() for message in messages)}
        crowded = max(Counter(each.subject for each in pool).values()) > _MOST_OF_ONE_NAME
        bounded = len(pool) <= MOST_CERTIFICATES and len(store.lists) <= MOST_LISTS
        return (
            bounded
            and not crowded
            and _stand(pool, exempt, loose={*enclosed} - {*store.certificates})
            and all(_is_signed(crl, pool) for crl in store.lists)
        )
    except (ValueError, UnsupportedAlgorithm):
        return False


def _stand(
    pool: Sequence[x509.Certificate], exempt: set[x509.Certificate], loose: set[x509.Certificate]
) -> bool:
    """Say whether each was issued by one at hand, or (if it may) is the only issuer of another."""
    rooted, unrooted = list(exempt), []
    for each in pool:
        above = [other for other in pool if other.subject == each.issuer]
        if each in exempt:
            continue
        if any(vouched_for(each, other) for other in above):
            rooted.append(each)
        elif above or each not in loose:
            return False
        else:
            unrooted.append(each)
    return all(
        any(
            issued(below, each) and not any(issued(below, other) for other in rooted)
            for below in pool
            if below != each and below.issuer == each.subject
        )
        for each in unrooted
    )


def _is_signed(crl: x509.CertificateRevocationList, pool: Sequence[x509.Certificate]) -> bool:
    return any(each.subject == crl.issuer and is_signed_by(crl, each) for each in pool)


def read_store(place: SealPlace) -> Store:
    """Return what the sealed revision and those behind it keep; nothing from a damaged store.

    出典: ETSI EN 319 142-1 5.4.2
    """
    document = place.document
    indexes = range(place.revision, len(document.revisions))
    try:
        with_store = [index for index in indexes if "DSS" in document.root(index)]
        return Store(
            tuple(load_certificate(each) for each in _kept(document, with_store, "Certs")),
            tuple(load_list(each) for each in _kept(document, with_store, "CRLs")),
            with_store[0] if with_store else None,
        )
    except ValueError:
        # Whatever broke it is named by the check of later changes.
        return Store()


def _kept(document: Document, indexes: Iterable[int], name: str) -> Iterator[bytes]:
    """Return each stream once, in the order of the revisions."""
    found: dict[bytes, None] = {}
    for index in indexes:
        store = document.dictionary(document.root(index)["DSS"], index)
        for each in document.array(store.get(name, []), index):
            if isinstance(each, Ref):
                item = document.item(each.number, index)
                found[document.decoded(item, LARGEST_KEPT)] = None
    return iter(found)
