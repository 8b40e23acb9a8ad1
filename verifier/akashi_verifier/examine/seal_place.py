"""Where the seal stands (封印の位置): the one certification signature and the bytes it covers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from akashi_verifier.revisions import BadPdf, Document, Item, Name, PdfObject, Ref

LARGEST_CONTAINER = 512 * 1024
"""Bytes of a container's text; ours have 18 KiB."""
_CONTAINER = re.compile(rb"<((?:[0-9a-f]{2})+)>")
_SIGNATURE_KEYS = {
    "Type": "Sig",
    "Filter": "Adobe.PPKLite",
    "SubFilter": "ETSI.CAdES.detached",
}


class SealMissing(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when the document carries no seal at all.

    出典: なし (本システムの決定)
    """


class SealMisplaced(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when a signature is there, but not where and how a seal of ours stands.

    `reason` is a word: `byte_range`, `container`, `permissions`, `form`, `signatures`.
    出典: ISO 32000-1 12.8, ETSI EN 319 142-1
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SealPlace:
    """The seal in its place: which revision it closes, and its container.

    出典: ISO 32000-1 12.8
    """

    document: Document
    number: int
    revision: int
    """Index of the revision that the seal covers to its last byte."""
    gap: tuple[int, int]
    """The bytes left out: the container's text with its angle brackets."""
    container: bytes

    @property
    def end(self) -> int:
        """Where the sealed part ends."""
        return self.document.revisions[self.revision].end

    def digest(self, algorithm: str = "sha256") -> bytes:
        """Return the digest of the sealed bytes."""
        data = memoryview(self.document.data)
        digest = hashlib.new(algorithm)
        digest.update(data[: self.gap[0]])
        digest.update(data[self.gap[1] : self.end])
        return digest.digest()

    def sealed_bytes(self) -> bytes:
        """Return the bytes that the seal covers."""
        return self.document.data[: self.gap[0]] + self.document.data[self.gap[1] : self.end]


def find_seal(document: Document) -> SealPlace:
    """Return the seal, after checking that it stands exactly as a seal of ours does.

    The signature named by DocMDP, allowing no changes (P=1), is the one field of the
    sealed revision; its byte range runs from the first byte to the exact end of that
    revision and leaves out exactly the text of its container.

    Raises:
        SealMissing: no signature at all.
        SealMisplaced: a signature of another form.
        BadPdf: the structure leads nowhere.
    出典: ISO 32000-1 12.8.2.2, contract §7
    """
    root = document.root()
    if "Perms" not in root:
        raise SealMissing if "AcroForm" not in root else SealMisplaced("permissions")
    permissions = document.dictionary(root["Perms"])
    named = permissions.get("DocMDP")
    if set(permissions) != {"DocMDP"} or not isinstance(named, Ref):
        raise SealMisplaced("permissions")
    item = document.item(named.number)
    gap = item.spans.get("Contents", (0, 0))
    revision = _revision_of(document, item, gap)
    _check_dictionary(document, revision, item)
    _check_form(document, revision, named)
    container = read_container(document.data, *gap)
    if container is None:
        raise SealMisplaced("container")
    return SealPlace(document, named.number, revision, gap, container)


def read_container(data: bytes, start: int, end: int) -> bytes | None:
    """Return what a signature's container holds; None unless in lower-case digits alone.

    No signature covers its own container: written in one of two ways it could be turned
    into the other unseen.
    出典: docs/certificate-format.md
    """
    if end - start > LARGEST_CONTAINER:
        return None
    found = _CONTAINER.fullmatch(data, start, end)
    return bytes.fromhex(found[1].decode()) if found else None


def _revision_of(document: Document, item: Item, gap: tuple[int, int]) -> int:
    """Return the revision that the byte range covers, all but the gap."""
    stated = item.dictionary.get("ByteRange")
    for index, revision in enumerate(document.revisions):
        covered = [0, gap[0], gap[1], revision.end - gap[1]]
        if _are(stated, covered) and item.end <= revision.end:
            return index
    raise SealMisplaced("byte_range")


def _check_dictionary(document: Document, last: int, item: Item) -> None:
    if any(item.dictionary.get(key) != value for key, value in _SIGNATURE_KEYS.items()):
        raise SealMisplaced("container")
    references = document.array(item.dictionary.get("Reference"), last)
    if len(references) != 1:
        raise SealMisplaced("permissions")
    reference = document.dictionary(references[0], last)
    allowed = document.dictionary(reference.get("TransformParams"), last)
    if reference.get("TransformMethod") != "DocMDP" or not _are([allowed.get("P")], [1]):
        raise SealMisplaced("permissions")


def _check_form(document: Document, last: int, named: Ref) -> None:
    """The sealed revision has one field, which is the seal's; and the seal named is that one."""
    root = document.root(last)
    if document.dictionary(root.get("Perms"), last).get("DocMDP") != named:
        raise SealMisplaced("permissions")
    form = document.dictionary(root.get("AcroForm"), last)
    fields = document.array(form.get("Fields"), last)
    if len(fields) != 1 or "XFA" in form:
        raise SealMisplaced("form")
    seal = document.dictionary(fields[0], last)
    rectangle = document.array(seal.get("Rect"), last)
    if seal.get("FT") != "Sig" or seal.get("V") != named or "Kids" in seal:
        raise SealMisplaced("form")
    if not _are(rectangle, [0, 0, 0, 0]):
        raise SealMisplaced("form")


def _are(values: PdfObject, numbers: list[int]) -> bool:
    """Say whether values are these whole numbers, kind for kind: 1 is neither 1.0 nor true."""
    return (
        isinstance(values, list) and values == numbers and all(type(each) is int for each in values)
    )


def check_objects(place: SealPlace) -> None:
    """Read every object of the sealed revision: one signature, nothing that acts or hides.

    Raises:
        SealMisplaced: `signatures` (a second one) or `active` (scripts, launch actions, XFA,
            optional content, object streams).
        BadPdf: an object is not where the table says.
    出典: acceptance A51
    """
    document = place.document
    for number, offset in document.numbers(place.revision).items():
        item = document.item_at(number, offset)
        if "ByteRange" in item.dictionary and number != place.number:
            raise SealMisplaced("signatures")
        if item.dictionary.get("Type") in ("ObjStm", "XRef") or _acts(item.value):
            raise SealMisplaced("active")


_ACTIVE_KEYS = {"JS", "AA", "OpenAction", "XFA", "OCProperties", "RichMediaContent"}
_ACTIVE_NAMES = {"JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "RichMedia"}


def _acts(value: PdfObject) -> bool:
    if isinstance(value, dict):
        kind = value.get("S", Name())
        # A kind that stands elsewhere, or in a list, is read by others and not by us.
        if not _ACTIVE_KEYS.isdisjoint(value) or not isinstance(kind, Name):
            return True
        if kind in _ACTIVE_NAMES:
            return True
        return any(_acts(each) for each in value.values())
    return isinstance(value, list) and any(_acts(each) for each in value)


__all__ = ["BadPdf", "SealMisplaced", "SealMissing", "SealPlace", "check_objects", "find_seal"]
