"""A document time stamp as it is added (文書の時刻認証の追記): an invisible field over the file."""

from __future__ import annotations

from akashi_verifier.revisions import BadPdf, Document, Item, Ref

_STAMP = (
    b"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange%s/Contents%s>>"
)
_FIELD = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp%d)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"
_RANGE_WIDTH = 40


def range_text(start: int, behind: int, rest: int) -> bytes:
    """Return a byte range around a gap, always as wide, so that it may be stated later.

    出典: ISO 32000-1 12.8.1
    """
    return (b"[0 %d %d %d]" % (start, behind, rest)).ljust(_RANGE_WIDTH)


def stamp_objects(
    document: Document, last: int, byte_range: bytes, container: bytes
) -> dict[int, bytes]:
    """Return the objects, number to text, of a document time stamp behind revision `last`.

    The form's fields and the page's annotations grow by one field, whose value states
    the byte range and holds the container. The value has the highest number.

    Raises:
        BadPdf: the file is not one of ours.
    出典: ISO 32000-2 12.8.5, ETSI EN 319 142-1 5.4.3, docs/certificate-format.md
    """
    number = document.revisions[last].trailer.get("Size")
    form = document.root(last).get("AcroForm")
    if not isinstance(number, int) or not isinstance(form, Ref):
        raise BadPdf("a trailer without size, or a seal without a form")
    fields = document.item(form.number, last)
    listed = document.array(fields.dictionary.get("Fields"), last)
    page = document.dictionary(listed[0], last).get("P") if listed else None
    if not isinstance(page, Ref):
        raise BadPdf("a seal that stands on no page")
    return {
        form.number: _grown(document, fields, "Fields", number),
        page.number: _grown(document, document.item(page.number, last), "Annots", number),
        number: _FIELD % (len(listed), page.number, number + 1),
        number + 1: _STAMP % (byte_range, container),
    }


def _grown(document: Document, item: Item, name: str, number: int) -> bytes:
    """Return a dictionary's text with one reference more in a list of its own."""
    end = item.spans.get(name, (0, 0))[1]
    if document.data[end - 1 : end] != b"]":
        raise BadPdf(f"a list /{name} that does not stand in its place")
    before, behind = document.data[item.value_start : end - 1], document.data[end : item.value_end]
    return b"%s %d 0 R]%s" % (before, number, behind)
