"""What came after the seal (封印後の変更): nothing but our own stores and archive time stamps."""

from __future__ import annotations

from akashi_verifier.additions import listed_in, store_objects
from akashi_verifier.examine.archive_stamp import ArchiveStamp, check_archive_stamp
from akashi_verifier.examine.changed import LaterChange, check_written
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.examine.store import MOST_CERTIFICATES, MOST_LISTS
from akashi_verifier.pki.cms import load_certificate, load_list
from akashi_verifier.pki.der import BadDer
from akashi_verifier.revisions import BadPdf, Document, Ref


def check_later_changes(place: SealPlace) -> list[ArchiveStamp]:
    """Check every byte behind the sealed revision; return the archive stamps, oldest first.

    Each later revision is written anew from the certificates and lists of its store, or
    from the token of its time stamp, and must be just those bytes: there is one way to
    write each, so that no byte can change unseen. Who gave the time stamps is for the
    caller to judge.

    Raises:
        LaterChange: anything else, with the reason.
    出典: contract §2 verify, ISO 32000-1 12.8.2.2 (P=1), docs/decisions/0031
    """
    document = place.document
    if document.end != len(document.data):
        raise LaterChange("trailing_bytes")
    stamps: list[ArchiveStamp] = []
    try:
        for index in range(place.revision + 1, len(document.revisions)):
            stamp = _stamp_of(document, index)
            if stamp is None:
                _check_store(document, index)
            else:
                stamps.append(check_archive_stamp(document, index, stamp))
    except BadPdf as error:
        raise LaterChange("structure") from error
    return stamps


def _stamp_of(document: Document, index: int) -> int | None:
    """Return the number of the document time stamp that a revision writes, if any."""
    for number, offset in document.revisions[index].offsets.items():
        if document.item_at(number, offset).dictionary.get("Type") == "DocTimeStamp":
            return number
    return None


def _check_store(document: Document, index: int) -> None:
    """The revision adds certificates and revocation lists to the store, and they are ones."""
    written = document.revisions[index].offsets
    root, store = document.revisions[index - 1].trailer.get("Root"), document.root(index).get("DSS")
    root_number = root.number if isinstance(root, Ref) else 0
    if not isinstance(store, Ref) or store.number not in written:
        raise LaterChange("catalog" if root_number in written else "objects")
    try:
        added = [_added(document, index, name) for name in ("Certs", "CRLs")]
        _check_kept(*added)
        expected = store_objects(document, index - 1, *added)
    except (BadPdf, BadDer) as error:
        raise LaterChange("store") from error
    if store.number not in expected or not any(added):
        raise LaterChange("store")
    reasons = dict.fromkeys(expected, "store") | {root_number: "catalog"}
    check_written(document, index, expected, reasons)


def _added(document: Document, index: int, name: str) -> list[bytes]:
    """Return what the store lists behind all that the one before listed, as it stands."""
    before = len(listed_in(document, index - 1, name))
    added = listed_in(document, index, name)[before:]
    streams = [document.item(number, index).stream for number in added]
    return [document.data[each.start : each.end] for each in streams if each is not None]


def _check_kept(certificates: list[bytes], lists: list[bytes]) -> None:
    if len(certificates) > MOST_CERTIFICATES or len(lists) > MOST_LISTS:
        raise BadPdf("more than ten years of renewals bring about")
    for each in certificates:
        load_certificate(each)
    for each in lists:
        load_list(each)
