"""The document security store (長期検証用データ): chain and revocation lists, kept in the PDF."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi_verifier.additions import append_revision, store_objects
from akashi_verifier.revisions import read_document


def add_security_store(
    pdf: bytes,
    certificates: Iterable[x509.Certificate],
    crls: Iterable[x509.CertificateRevocationList],
) -> bytes:
    """Return the sealed PDF with one more revision that holds what a check needs later.

    Written in the one form that the verifier lets stand behind a seal; where the store
    holds everything already, the file is returned as it is.

    Raises:
        BadPdf: the file is not one of ours.
    出典: ETSI EN 319 142-1 5.4
    """
    document = read_document(pdf)
    objects = store_objects(
        document,
        len(document.revisions) - 1,
        [each.public_bytes(Encoding.DER) for each in certificates],
        [each.public_bytes(Encoding.DER) for each in crls],
    )
    return append_revision(pdf, document.revisions[-1], objects) if objects else pdf
