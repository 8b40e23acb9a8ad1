"""Archive time stamps (長期保存の時刻認証): a document time stamp, as added after a seal."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from akashi_verifier.examine.changed import LaterChange, alike, new_numbers, same_but
from akashi_verifier.examine.seal_place import LARGEST_CONTAINER
from akashi_verifier.revisions import Document, PdfObject, Ref
from akashi_verifier.timestamp_token import BadToken, Token, read_token

_HEX = re.compile(rb"<(?:(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>")
_STAMP_KEYS = {"Type", "Filter", "SubFilter", "ByteRange", "Contents", "V", "M", "Name"}
_FIELD_KEYS = {"Type", "Subtype", "FT", "T", "V", "F", "P", "Rect", "TU"}


@dataclass(frozen=True)
class ArchiveStamp:
    """A document time stamp whose imprint is right, and the objects it consists of.

    出典: ETSI EN 319 142-1 5.4.3
    """

    index: int
    """The revision that brought it, which it covers to the last byte."""
    token: Token
    numbers: set[int]


def check_archive_stamp(document: Document, index: int) -> ArchiveStamp:
    """Check that revision `index` adds one invisible field with a document time stamp.

    The form's list of fields and a page's list of annotations grow by that field; the
    stamp covers everything up to the revision's end. Signature and authority of the
    token are for the caller to judge.

    Raises:
        LaterChange: anything else.
        BadPdf: the structure leads nowhere.
    出典: ISO 32000-2 12.8.5, ETSI EN 319 142-1 5.4.3
    """
    added, numbers = _form(document, index)
    field = document.dictionary(added, index)
    rectangle = document.array(field.get("Rect", [0, 0, 0, 0]), index)
    value = field.get("V")
    if not set(field) <= _FIELD_KEYS or field.get("FT") != "Sig" or rectangle != [0, 0, 0, 0]:
        raise LaterChange("form")
    if field.get("Subtype") != "Widget" or field.get("T") in _names(document, index - 1):
        raise LaterChange("form")
    if not isinstance(value, Ref) or value.number not in new_numbers(document, index):
        raise LaterChange("form")
    numbers |= {added.number, value.number}
    numbers |= _page(document, index, field.get("P"), added)
    return ArchiveStamp(index, _token(document, index, value), numbers)


def _form(document: Document, index: int) -> tuple[Ref, set[int]]:
    """Return the one field that was added, and the objects rewritten to add it."""
    old, new = (document.root(each).get("AcroForm") for each in (index - 1, index))
    before, after = document.dictionary(old, index - 1), document.dictionary(new, index)
    if not same_but(before, after, {"Fields"}) or isinstance(old, Ref) != isinstance(new, Ref):
        raise LaterChange("form")
    fields = document.array(after.get("Fields"), index)
    [*kept, added] = fields or [None]
    if not alike(kept, document.array(before.get("Fields"), index - 1)) or not isinstance(
        added, Ref
    ):
        raise LaterChange("form")
    if added.number not in new_numbers(document, index):
        raise LaterChange("form")
    return added, _rewritten(document, index, (old, new), before.get("Fields"), after.get("Fields"))


def _names(document: Document, index: int) -> list[PdfObject]:
    """Return the names that a new field may not have: those in use, and none at all."""
    form = document.dictionary(document.root(index).get("AcroForm"), index)
    fields = document.array(form.get("Fields"), index)
    return [None, *(document.dictionary(each, index).get("T") for each in fields)]


def _page(document: Document, index: int, page: PdfObject, added: Ref) -> set[int]:
    """The page only lists the field as one more annotation, or is not touched at all."""
    if not isinstance(page, Ref) or page.number not in document.numbers(index - 1):
        raise LaterChange("form")
    before, after = (document.dictionary(page, each) for each in (index - 1, index))
    lists = (before.get("Annots", []), after.get("Annots", []))
    shown = [document.array(v, e) for v, e in zip(lists, (index - 1, index), strict=True)]
    if before.get("Type") != "Page" or not same_but(before, after, {"Annots"}):
        raise LaterChange("form")
    if shown[1] not in (shown[0], [*shown[0], added]):
        raise LaterChange("form")
    return _rewritten(document, index, (page, page), *lists)


def _rewritten(
    document: Document,
    index: int,
    holder: tuple[PdfObject, PdfObject],
    old: PdfObject,
    new: PdfObject,
) -> set[int]:
    """Return which of a dictionary and its list stand anew in this revision, under old numbers."""
    if holder[0] != holder[1] and isinstance(holder[0], Ref):
        raise LaterChange("form")
    if isinstance(old, Ref) and old != new:
        raise LaterChange("form")
    parts = {each.number for each in (holder[1], new) if isinstance(each, Ref)}
    return parts & set(document.revisions[index].offsets)


def _token(document: Document, index: int, value: Ref) -> Token:
    item, revision = document.item(value.number, index), document.revisions[index]
    stamp = item.dictionary
    gap = item.spans.get("Contents")
    right = (
        set(stamp) <= _STAMP_KEYS
        and stamp.get("Type") == "DocTimeStamp"
        and stamp.get("SubFilter") == "ETSI.RFC3161"
    )
    if not right or gap is None or gap[1] - gap[0] > LARGEST_CONTAINER:
        raise LaterChange("stamp")
    if _HEX.fullmatch(document.data, *gap) is None:
        raise LaterChange("stamp")
    if stamp.get("ByteRange") != [0, gap[0], gap[1], revision.end - gap[1]]:
        raise LaterChange("stamp")
    data = memoryview(document.data)
    digest = hashlib.sha256(data[: gap[0]])
    digest.update(data[gap[1] : revision.end])
    try:
        token = read_token(bytes.fromhex(document.data[gap[0] + 1 : gap[1] - 1].decode()))
    except (BadToken, ValueError) as error:
        raise LaterChange("stamp") from error
    if token.digest != digest.digest():
        raise LaterChange("stamp")
    return token
