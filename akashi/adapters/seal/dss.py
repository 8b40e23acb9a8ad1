"""The document security store (長期検証用データ): chain and revocation lists, kept in the PDF."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.seal.appending import append_revision, stream_object
from akashi_verifier.revisions import BadPdf, Ref, read_document

_EXTENSION = b"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"


def add_security_store(
    pdf: bytes,
    certificates: Iterable[x509.Certificate],
    crls: Iterable[x509.CertificateRevocationList],
) -> bytes:
    """Return the sealed PDF with one more revision that holds what a check needs later.

    Adds streams and a store, and names the store in the catalog; nothing else changes,
    so that any other change after the seal can be refused.

    Raises:
        BadPdf: the file is not one of ours, or has a store already.
    出典: ETSI EN 319 142-1 5.4
    """
    document = read_document(pdf)
    last = document.revisions[-1]
    root = last.trailer.get("Root")
    size = last.trailer.get("Size")
    if not isinstance(root, Ref) or not isinstance(size, int):
        raise BadPdf("a trailer without root or size")
    catalog = document.item(root.number)
    if "DSS" in catalog.dictionary:
        raise BadPdf("the document has a security store already")
    kept = [each.public_bytes(Encoding.DER) for each in certificates]
    lists = [each.public_bytes(Encoding.DER) for each in crls]
    objects = {size + n: stream_object(each) for n, each in enumerate([*kept, *lists])}
    store = size + len(objects)
    objects[store] = b"<</Type/DSS/Certs[%s]/CRLs[%s]>>" % (
        _references(range(size, size + len(kept))),
        _references(range(size + len(kept), store)),
    )
    extension = b"" if "Extensions" in catalog.dictionary else _EXTENSION
    inside = pdf[catalog.value_start : catalog.value_end - len(b">>")]
    objects[root.number] = b"%s%s/DSS %d 0 R>>" % (inside, extension, store)
    return append_revision(pdf, last, objects)


def _references(numbers: range) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
