"""Document time stamps (文書の時刻認証): a revision more, stating when all before it existed."""

from __future__ import annotations

from akashi.adapters.seal.appending import append_revision
from akashi.adapters.seal.byte_range import EMPTY_RANGE, Gap, room
from akashi.adapters.timestamp import TimestampSource
from akashi_verifier.revisions import BadPdf, Document, Item, Ref, read_document

_STAMP = (
    b"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange%s/Contents%s>>"
)
_FIELD = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp%d)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"


def add_document_stamp(pdf: bytes, source: TimestampSource, *, expected: int) -> bytes:
    """Return the sealed PDF with an invisible field more, whose time stamp covers the whole file.

    `expected` is the size of a token in bytes; one that proves larger is asked for again
    with room for it.

    Raises:
        NoTimestamp: from the source.
        BadPdf: the file is not one of ours.
    出典: ISO 32000-2 12.8.5, ETSI EN 319 142-1 5.4.3
    """
    while True:
        gap = Gap(bytearray(_prepared(read_document(pdf), expected)), expected)
        token = source.stamp(gap.digest())
        if len(token) <= expected:
            return gap.filled(token)
        # Tokens of one authority differ by a few bytes from each other.
        expected = len(token) + 64


def _prepared(document: Document, size: int) -> bytes:
    last = document.revisions[-1]
    number = last.trailer.get("Size")
    form = document.root().get("AcroForm")
    if not isinstance(number, int) or not isinstance(form, Ref):
        raise BadPdf("a trailer without size, or a seal without a form")
    fields = document.item(form.number)
    listed = document.array(fields.dictionary.get("Fields"))
    page = document.dictionary(listed[0]).get("P") if listed else None
    if not isinstance(page, Ref):
        raise BadPdf("a seal that stands on no page")
    objects = {
        form.number: _grown(document, fields, "Fields", number),
        page.number: _grown(document, document.item(page.number), "Annots", number),
        number: _FIELD % (len(listed), page.number, number + 1),
        number + 1: _STAMP % (EMPTY_RANGE, room(size)),
    }
    return append_revision(document.data, last, objects)


def _grown(document: Document, item: Item, name: str, number: int) -> bytes:
    """Return a dictionary's text with one reference more in a list of its own."""
    start, end = item.spans.get(name, (0, 0))
    if document.data[end - 1 : end] != b"]":
        raise BadPdf(f"a list /{name} that does not stand in its place")
    before, behind = document.data[item.value_start : end - 1], document.data[end : item.value_end]
    return b"%s %d 0 R]%s" % (before, number, behind) if start else b""
