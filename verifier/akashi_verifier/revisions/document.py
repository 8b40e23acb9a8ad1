"""A PDF as a row of revisions (版の連なり): each with its own table, trailer and exact end."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from itertools import islice

from akashi_verifier.revisions.objects import BadPdf, Item, PdfObject, Reader, Ref, Stream

_HEADER = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n]")
_END = re.compile(rb"startxref[\r\n]+([0-9]{1,10})[\r\n]+%%EOF(?:\r\n|\n|\r|(?=$))")
_TABLE = re.compile(rb"xref[ ]?(?:\r\n|\n|\r)")
_SECTION = re.compile(rb"([0-9]{1,8}) ([0-9]{1,8})[ ]?(?:\r\n|\n|\r)")
_ENTRY = re.compile(rb"([0-9]{10}) ([0-9]{5}) ([nf])(?: \r| \n|\r\n)")
_OBJECT = re.compile(rb"([0-9]{1,8}) 0 obj(?![0-9A-Za-z])")
_STREAM = re.compile(rb"[\n\r ]*stream(?:\r\n|\n)")
_END_STREAM = re.compile(rb"(?:\r\n|\n|\r)?endstream(?![0-9A-Za-z])")
_END_OBJECT = re.compile(rb"[\n\r ]*endobj(?![0-9A-Za-z])")
_ENTRY_SIZE = 20
_MOST_OBJECTS = 20_000
_MOST_REVISIONS = 100
_MOST_ENDS = 1_000
_MOST_DECODED = 32 * 1024 * 1024


@dataclass(frozen=True)
class Revision:
    """One save of the file: the objects it wrote, its trailer, and where it ends.

    出典: ISO 32000-1 7.5.6
    """

    start: int
    """Where the previous revision ended; 0 for the first."""
    table: int
    """Offset of its cross-reference table."""
    end: int
    """Offset behind its `%%EOF` and the line end that belongs to it."""
    offsets: dict[int, int]
    """Object number to offset, of the objects written in this revision."""
    freed: frozenset[int]
    trailer: dict[str, PdfObject]
    spans: dict[str, tuple[int, int]]
    """Where the value of each trailer entry stands."""


class Document:
    """A PDF of classic cross-reference tables, with its revisions oldest first.

    Objects are looked up as they stood at the end of a revision. Nothing is repaired:
    what is not exactly in its place is an error.
    出典: ISO 32000-1 7.5
    """

    def __init__(self, data: bytes, revisions: list[Revision], reader: Reader) -> None:
        self.data = data
        self.revisions = revisions
        self._reader = reader
        self._items: dict[int, Item] = {}
        self._contents: dict[int, bytes] = {}
        self._decoded = 0

    @property
    def end(self) -> int:
        """Where the last revision ends; anything behind is no part of the document."""
        return self.revisions[-1].end

    def numbers(self, last: int = -1) -> dict[int, int]:
        """Return object number to offset, as at the end of revision `last`."""
        upto = len(self.revisions) + last if last < 0 else last
        known: dict[int, int] = {}
        for revision in self.revisions[: upto + 1]:
            known.update(revision.offsets)
            for number in revision.freed:
                known.pop(number, None)
        return known

    def item(self, number: int, last: int = -1) -> Item:
        """Return an object as it stood at the end of revision `last`.

        Raises:
            BadPdf: it does not exist, or is not where the table says.
        """
        upto = len(self.revisions) + last if last < 0 else last
        for revision in reversed(self.revisions[: upto + 1]):
            if number in revision.offsets:
                return self.item_at(number, revision.offsets[number])
            if number in revision.freed:
                break
        raise BadPdf(f"object {number} does not exist")

    def value(self, value: PdfObject, last: int = -1) -> PdfObject:
        """Return what a value refers to, as it stood at the end of revision `last`.

        Raises:
            BadPdf: it refers to nothing.
        """
        return self.item(value.number, last).value if isinstance(value, Ref) else value

    def dictionary(self, value: PdfObject, last: int = -1) -> dict[str, PdfObject]:
        """Return the dictionary that a value is or refers to.

        Raises:
            BadPdf: it is something else.
        """
        found = self.value(value, last)
        if not isinstance(found, dict):
            raise BadPdf("a dictionary was expected")
        return found

    def array(self, value: PdfObject, last: int = -1) -> list[PdfObject]:
        """Return the array that a value is or refers to.

        Raises:
            BadPdf: it is something else.
        """
        found = self.value(value, last)
        if not isinstance(found, list):
            raise BadPdf("an array was expected")
        return found

    def root(self, last: int = -1) -> dict[str, PdfObject]:
        """Return the catalog as it stood at the end of revision `last`."""
        return self.dictionary(self.revisions[last].trailer.get("Root"), last)

    def item_at(self, number: int, offset: int) -> Item:
        """Return the object written at an offset.

        Raises:
            BadPdf: another one, or none, stands there.
        """
        known = self._items.get(offset)
        if known is None:
            known = self._items[offset] = self._read_item(offset)
        if known.number != number:
            raise BadPdf(f"object {number} is not where the table says")
        return known

    def decoded(self, item: Item, limit: int) -> bytes:
        """Return the content of a stream, at most `limit` bytes.

        Raises:
            BadPdf: no stream, a filter other than Flate, damaged, or larger.
        """
        content = self._contents.get(item.start)
        if content is None:
            content = self._content(item, limit)
        if len(content) > limit:
            raise BadPdf(f"object {item.number} is larger than any of ours")
        if item.start not in self._contents:
            self._contents[item.start] = content
            self._decoded += len(content)
        if self._decoded > _MOST_DECODED:
            raise BadPdf("more content than any document of ours")
        return content

    def _content(self, item: Item, limit: int) -> bytes:
        if item.stream is None:
            raise BadPdf(f"object {item.number} is no stream")
        raw = self.data[item.stream.start : item.stream.end]
        chosen, bare = item.dictionary.get("Filter"), "DecodeParms" not in item.dictionary
        if chosen is None and bare:
            return raw
        if chosen in ("FlateDecode", ["FlateDecode"]) and bare:
            return inflate(raw, limit)
        raise BadPdf(f"object {item.number} has a filter that ours never have")

    def _read_item(self, offset: int) -> Item:
        head = _OBJECT.match(self.data, offset)
        if head is None:
            raise BadPdf(f"no object at byte {offset}")
        start = self._reader.skip_space(head.end())
        value, end = self._reader.object_at(start)
        spans = self._reader.spans
        stream = self._stream(value, end)
        tail = _END_OBJECT.match(self.data, stream[1] if stream else end)
        if tail is None:
            raise BadPdf(f"object at byte {offset} has no end")
        return Item(
            int(head[1]), offset, tail.end(), value, start, end, stream and stream[0], spans
        )

    def _stream(self, value: PdfObject, at: int) -> tuple[Stream, int] | None:
        begin = _STREAM.match(self.data, at)
        if begin is None:
            return None
        length = value.get("Length") if isinstance(value, dict) else None
        if isinstance(length, Ref):
            # Ours write the length in place; a length elsewhere could be changed later.
            raise BadPdf("a stream whose length stands elsewhere")
        if not isinstance(length, int) or length < 0:
            raise BadPdf("a stream without a length")
        stream = Stream(begin.end(), begin.end() + length)
        end = _END_STREAM.match(self.data, stream.end)
        if end is None:
            raise BadPdf("a stream longer or shorter than it says")
        return stream, end.end()


def inflate(raw: bytes, limit: int) -> bytes:
    """Return the decompressed bytes, at most one more than `limit`.

    Raises:
        BadPdf: damaged, without its end, or with bytes behind it.
    出典: ISO 32000-1 7.4.4
    """
    packed = zlib.decompressobj()
    try:
        content = packed.decompress(raw, limit + 1)
    except zlib.error as error:
        raise BadPdf("a stream that does not decompress") from error
    if len(content) <= limit and (not packed.eof or packed.unused_data):
        raise BadPdf("a stream without its end, or with bytes behind it")
    return content


def read_document(data: bytes) -> Document:
    """Read the row of revisions that ends with the last `%%EOF` of the file.

    Bytes behind it are left for the caller to judge (`Document.end`).

    Raises:
        BadPdf: no PDF, no classic tables, or anything out of its place.
    出典: ISO 32000-1 7.5
    """
    if _HEADER.match(data) is None:
        raise BadPdf("no PDF header at the first byte")
    ends = list(islice(_END.finditer(data), _MOST_ENDS))
    if not ends or len(ends) == _MOST_ENDS:
        raise BadPdf("no end of file, or more ends than any document of ours")
    reader = Reader(data)
    by_table = {int(found[1]): found for found in ends}
    revisions: list[Revision] = []
    table: int | None = int(ends[-1][1])
    while table is not None:
        found = by_table.pop(table, None)
        if found is None or len(revisions) > _MOST_REVISIONS:
            raise BadPdf("a table that no end of file names")
        if revisions and found.end() > revisions[-1].table:
            raise BadPdf("revisions out of order")
        revision, table = _revision(reader, table, found)
        revisions.append(revision)
        if sum(len(each.offsets) for each in revisions) > _MOST_OBJECTS:
            raise BadPdf("more objects than any document of ours")
    return Document(data, _started(revisions[::-1]), reader)


def _started(revisions: list[Revision]) -> list[Revision]:
    """Give each revision its start: the end of the one before."""
    starts = [0, *(revision.end for revision in revisions)]
    return [
        replace(revision, start=start) for start, revision in zip(starts, revisions, strict=False)
    ]


def _revision(reader: Reader, table: int, found: re.Match[bytes]) -> tuple[Revision, int | None]:
    offsets, freed, at = _read_table(reader.data, table)
    if reader.data[at : at + 7] != b"trailer":
        raise BadPdf("a table without a trailer")
    trailer, end = reader.object_at(at + 7)
    if not isinstance(trailer, dict) or reader.skip_space(end) != found.start():
        raise BadPdf("a trailer that is not followed by the end of file")
    if "XRefStm" in trailer or "Encrypt" in trailer:
        raise BadPdf("a trailer with entries that ours never have")
    previous = trailer.get("Prev")
    if previous is not None and not isinstance(previous, int):
        raise BadPdf("a trailer that names no table before it")
    revision = Revision(0, table, found.end(), offsets, freed, trailer, reader.spans)
    return revision, previous


def _read_table(data: bytes, at: int) -> tuple[dict[int, int], frozenset[int], int]:
    head = _TABLE.match(data, at)
    if head is None:
        raise BadPdf(f"no cross-reference table at byte {at}")
    at = head.end()
    offsets: dict[int, int] = {}
    freed: set[int] = set()
    while (section := _SECTION.match(data, at)) is not None:
        first, count, at = int(section[1]), int(section[2]), section.end()
        if len(offsets) + count > _MOST_OBJECTS or at + count * _ENTRY_SIZE > len(data):
            raise BadPdf("a table longer than any of ours")
        for number in range(first, first + count):
            entry = _ENTRY.fullmatch(data, at, at + _ENTRY_SIZE)
            if entry is None or number in offsets or number in freed:
                raise BadPdf(f"a table entry of another form at byte {at}")
            if entry[3] == b"n":
                if int(entry[2]):
                    raise BadPdf(f"a number used twice at byte {at}")
                offsets[number] = int(entry[1])
            else:
                freed.add(number)
            at += _ENTRY_SIZE
    return offsets, frozenset(freed), at
