"""The document security store (長期検証用データ): chain and revocation lists, kept in the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.seal.appending import append_revision, stream_object
from akashi_verifier.revisions import BadPdf, Document, Ref, read_document

_EXTENSION = b"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"
_LARGEST = 4 * 1024 * 1024


def add_security_store(
    pdf: bytes,
    certificates: Iterable[x509.Certificate],
    crls: Iterable[x509.CertificateRevocationList],
) -> bytes:
    """Return the sealed PDF with one more revision that holds what a check needs later.

    Adds streams and a store that names them beside all that the store held before, and, the
    first time, the store's name in the catalog; nothing else changes, so that any other
    change after the seal can be refused. What the store holds already is not added again;
    when that is everything, the file is returned as it is.

    Raises:
        BadPdf: the file is not one of ours.
    出典: ETSI EN 319 142-1 5.4
    """
    document = read_document(pdf)
    last = document.revisions[-1]
    root, size = last.trailer.get("Root"), last.trailer.get("Size")
    if not isinstance(root, Ref) or not isinstance(size, int):
        raise BadPdf("a trailer without root or size")
    catalog = document.item(root.number)
    held = catalog.dictionary.get("DSS")
    kept, lists = (_references(document, held, name) for name in ("Certs", "CRLs"))
    known = {document.decoded(document.item(each), _LARGEST) for each in (*kept, *lists)}
    objects: dict[int, bytes] = {}
    for wanted, references in ((certificates, kept), (crls, lists)):
        for each in wanted:
            encoded = each.public_bytes(Encoding.DER)
            if encoded not in known:
                known.add(encoded)
                references.append(size + len(objects))
                objects[references[-1]] = stream_object(encoded)
    if held is not None and not objects:
        return pdf
    store = held.number if isinstance(held, Ref) else size + len(objects)
    objects[store] = b"<</Type/DSS/Certs[%s]/CRLs[%s]>>" % (_listed(kept), _listed(lists))
    if held is None:
        extension = b"" if "Extensions" in catalog.dictionary else _EXTENSION
        inside = pdf[catalog.value_start : catalog.value_end - len(b">>")]
        objects[root.number] = b"%s%s/DSS %d 0 R>>" % (inside, extension, store)
    return append_revision(pdf, last, objects)


def _references(document: Document, store: object, name: str) -> list[int]:
    """Return the numbers of the streams a store lists under a name."""
    if store is None:
        return []
    if not isinstance(store, Ref) or set(document.dictionary(store)) - {"Type", "Certs", "CRLs"}:
        raise BadPdf("a security store that is none of ours")
    listed = document.array(document.dictionary(store).get(name, []))
    return [each.number for each in listed if isinstance(each, Ref)]


def _listed(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
