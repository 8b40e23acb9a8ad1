"""The security store (長期検証用データ): certificates and revocation lists kept in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography import x509

from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.pki.chain import is_signed_by
from akashi_verifier.pki.cms import load_certificate
from akashi_verifier.revisions import Document, Ref

LARGEST_KEPT = 4 * 1024 * 1024
"""Bytes of one certificate or list in a store."""


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
            tuple(x509.load_der_x509_crl(each) for each in _kept(document, with_store, "CRLs")),
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
