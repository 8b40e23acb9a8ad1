"""What came after the seal (封印後の変更): nothing but our own stores and archive time stamps."""

from __future__ import annotations

from cryptography.x509 import ocsp

from akashi_verifier.examine.archive_stamp import ArchiveStamp, check_archive_stamp
from akashi_verifier.examine.changed import LaterChange, alike, new_numbers, same_but
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.examine.store import LARGEST_KEPT
from akashi_verifier.pki.cms import load_certificate, load_list
from akashi_verifier.pki.der import BadDer
from akashi_verifier.revisions import BadPdf, Document, Name, PdfObject, Ref, Revision

_STORE_LISTS = ("Certs", "CRLs", "OCSPs")
_RECORD_LISTS = ("Cert", "CRL", "OCSP")
_DEVELOPER = Name("DeveloperExtensions")
_STORE_EXTENSIONS: tuple[dict[str, PdfObject], ...] = tuple(
    {"Type": _DEVELOPER, "BaseVersion": Name("1.7"), "ExtensionLevel": level} for level in (1, 2, 5)
)
_TRAILER = {"Size", "Root", "Info", "ID", "Prev"}


def check_later_changes(place: SealPlace) -> list[ArchiveStamp]:
    """Check every byte behind the sealed revision; return the archive stamps, oldest first.

    Each later revision may add a security store (catalog /DSS) and one document time
    stamp, nothing else; all of its bytes belong to its objects, its table and its trailer.
    Who gave the time stamps is for the caller to judge.

    Raises:
        LaterChange: anything else, with the reason.
    出典: contract §2 verify, ISO 32000-1 12.8.2.2 (P=1), ETSI EN 319 142-1 5.4
    """
    document = place.document
    if document.end != len(document.data):
        raise LaterChange("trailing_bytes")
    try:
        added = [
            _check_revision(document, index)
            for index in range(place.revision + 1, len(document.revisions))
        ]
    except (BadPdf, BadDer) as error:
        raise LaterChange("structure") from error
    return [each for each in added if each is not None]


def _check_revision(document: Document, index: int) -> ArchiveStamp | None:
    revision, before = document.revisions[index], document.revisions[index - 1]
    _check_trailer(revision, before)
    _check_bytes(document, revision)
    root = revision.trailer["Root"]
    if not isinstance(root, Ref) or not revision.offsets:
        raise LaterChange("objects")
    old, new = document.root(index - 1), document.root(index)
    explained = {root.number} & set(revision.offsets)
    if not same_but(old, new, {"DSS", "Extensions", "AcroForm"}):
        raise LaterChange("catalog")
    _check_extensions(old.get("Extensions"), new.get("Extensions"))
    if not alike(new.get("DSS"), old.get("DSS")) or _touched(new.get("DSS"), revision):
        explained |= _check_store(document, index)
    stamp = None
    if explained != set(revision.offsets) and _brings_stamp(document, index):
        stamp = check_archive_stamp(document, index)
        explained |= stamp.numbers
    elif not alike(new.get("AcroForm"), old.get("AcroForm")):
        raise LaterChange("form")
    if explained != set(revision.offsets):
        raise LaterChange("objects")
    if stamp is None and not alike(revision.trailer.get("ID"), before.trailer.get("ID")):
        # Under a stamp a new second identifier is covered; elsewhere nothing would cover it.
        raise LaterChange("trailer")
    return stamp


def _brings_stamp(document: Document, index: int) -> bool:
    added = (document.item(number, index) for number in new_numbers(document, index))
    return any(item.dictionary.get("Type") == "DocTimeStamp" for item in added)


def _touched(value: PdfObject, revision: Revision) -> bool:
    return isinstance(value, Ref) and value.number in revision.offsets


def _check_trailer(revision: Revision, before: Revision) -> None:
    """Root, Info and the file's first identifier stay; no object is freed or hidden."""
    trailer = revision.trailer
    same = all(alike(trailer.get(key), before.trailer.get(key)) for key in ("Root", "Info"))
    identifiers = [t.get("ID") for t in (before.trailer, trailer)]
    if all(isinstance(each, list) for each in identifiers):
        same = same and identifiers[0][:1] == identifiers[1][:1]  # type: ignore[index]
    size, stated = trailer.get("Size"), before.trailer.get("Size")
    if not isinstance(size, int) or not isinstance(stated, int):
        raise LaterChange("trailer")
    # To other readers an object whose number is not below the size does not exist.
    if size != max(stated, *(number + 1 for number in revision.offsets), 0):
        raise LaterChange("trailer")
    if not same or not set(trailer) <= _TRAILER or revision.freed - {0}:
        raise LaterChange("trailer")


def _check_bytes(document: Document, revision: Revision) -> None:
    """The objects stand in the revision itself, one behind the other, with white space between."""
    at = revision.start
    for number, offset in sorted(revision.offsets.items(), key=lambda entry: entry[1]):
        item = document.item_at(number, offset)
        if item.start < at or document.data[at : item.start].strip(b"\n\r "):
            raise LaterChange("hidden_bytes")
        at = item.end
    if document.data[at : revision.table].strip(b"\n\r ") or at > revision.table:
        raise LaterChange("hidden_bytes")


def _check_extensions(old: PdfObject, new: PdfObject) -> None:
    """Only the developer extension that announces a security store may be added."""
    if alike(old, new):
        return
    if not isinstance(new, dict) or not isinstance(old, dict | None):
        raise LaterChange("catalog")
    extension = new.get("ESIC")
    if not same_but(old or {}, new, {"ESIC"}) or not isinstance(extension, dict):
        raise LaterChange("catalog")
    stated = {"Type": _DEVELOPER, **extension}
    if not any(alike(stated, allowed) for allowed in _STORE_EXTENSIONS):
        raise LaterChange("catalog")


def _check_store(document: Document, index: int) -> set[int]:
    """The store holds certificates, revocation lists and OCSP answers, and they are ones."""
    reference = document.root(index).get("DSS")
    fresh = new_numbers(document, index)
    mine: set[int] = set()
    store = _own(document, reference, index, mine)
    if not set(store) <= {"Type", "VRI", *_STORE_LISTS} or store.get("Type", "DSS") != "DSS":
        raise LaterChange("store")
    for name in _STORE_LISTS:
        _check_list(document, index, name, store.get(name, []), mine)
    records = _own(document, store.get("VRI", {}), index, mine)
    for record in records.values():
        entry = _own(document, record, index, mine)
        if not set(entry) <= {"Type", *_RECORD_LISTS} or entry.get("Type", "VRI") != "VRI":
            raise LaterChange("store")
        for name in _RECORD_LISTS:
            _check_list(document, index, f"{name}s", entry.get(name, []), mine)
    earlier = document.root(index - 1).get("DSS")
    allowed = fresh | ({earlier.number} if isinstance(earlier, Ref) else set())
    allowed |= _earlier_parts(document, index - 1)
    written = mine & set(document.revisions[index].offsets)
    if not written <= allowed:
        raise LaterChange("store")
    return written


def _earlier_parts(document: Document, index: int) -> set[int]:
    """Return the objects the store before consisted of, which a new one may replace."""
    reference = document.root(index).get("DSS")
    parts: set[int] = set()
    if reference is not None:
        store = _own(document, reference, index, parts)
        for value in store.values():
            if isinstance(value, Ref) and document.item(value.number, index).stream is None:
                parts.add(value.number)
    return parts


def _own(document: Document, value: PdfObject, index: int, mine: set[int]) -> dict[str, PdfObject]:
    if isinstance(value, Ref):
        mine.add(value.number)
    return document.dictionary(value, index)


def _check_list(
    document: Document, index: int, name: str, value: PdfObject, mine: set[int]
) -> None:
    if isinstance(value, Ref):
        mine.add(value.number)
    for reference in document.array(value, index):
        if not isinstance(reference, Ref):
            raise LaterChange("store")
        mine.add(reference.number)
        item = document.item(reference.number, index)
        if not set(item.dictionary) <= {"Length", "Filter", "Type"}:
            raise LaterChange("store")
        _check_kept(name, document.decoded(item, LARGEST_KEPT))


def _check_kept(name: str, content: bytes) -> None:
    try:
        if name == "Certs":
            load_certificate(content)
        elif name == "CRLs":
            load_list(content)
        else:
            ocsp.load_der_ocsp_response(content)
    except ValueError as error:
        raise LaterChange("store") from error
