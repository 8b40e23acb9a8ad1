"""Appending a revision (増分更新の追記): new objects behind the file, no byte of it touched."""

from __future__ import annotations

from collections.abc import Mapping

from akashi_verifier.revisions.document import Revision


def stream_object(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's text with `content` as it is.

    出典: ISO 32000-1 7.3.8
    """
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def object_text(number: int, text: bytes) -> bytes:
    """Return one object as it stands in a revision of ours.

    出典: ISO 32000-1 7.3.10
    """
    return b"%d 0 obj\n%s\nendobj\n" % (number, text)


def append_revision(data: bytes, last: Revision, objects: Mapping[int, bytes]) -> bytes:
    """Return the file with one more revision that writes these objects, number to text.

    Root, Info and ID stay those of the last revision; the file must end where that
    revision ends.

    Raises:
        ValueError: bytes stand behind the last revision.
    出典: ISO 32000-1 7.5.6, docs/certificate-format.md
    """
    if len(data) != last.end:
        raise ValueError("a revision is appended to the exact end of the last one")
    body = body_text(objects)
    return data + body + table_text(data, last, objects)


def body_text(objects: Mapping[int, bytes]) -> bytes:
    """Return the objects one behind the other, by their numbers.

    出典: ISO 32000-1 7.5.3
    """
    return b"".join(object_text(*each) for each in sorted(objects.items()))


def table_text(data: bytes, last: Revision, objects: Mapping[int, bytes]) -> bytes:
    """Return table, trailer and end of the revision behind `last` that writes these objects.

    出典: ISO 32000-1 7.5.4, 7.5.5
    """
    entries, at = [], last.end
    for number, text in sorted(objects.items()):
        entries.append((number, at))
        at += len(object_text(number, text))
    written = bytearray(b"xref\n")
    for first, offsets in _sections(entries):
        written += b"%d %d\n" % (first, len(offsets))
        written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n" + _trailer(data, last, max(objects) + 1)
    return bytes(written + b"\nstartxref\n%d\n%%%%EOF\n" % at)


def _trailer(data: bytes, last: Revision, size: int) -> bytes:
    known = last.trailer.get("Size")
    size = max(size, known) if isinstance(known, int) else size
    kept = b"".join(
        b"/%s %s" % (key.encode(), data[slice(*last.spans[key])])
        for key in ("Root", "Info", "ID")
        if key in last.spans
    )
    return b"<<%s/Size %d/Prev %d>>" % (kept, size, last.table)


def _sections(entries: list[tuple[int, int]]) -> list[tuple[int, list[int]]]:
    """Group consecutive numbers, as a table lists them."""
    sections: list[tuple[int, list[int]]] = []
    for number, offset in entries:
        if sections and sections[-1][0] + len(sections[-1][1]) == number:
            sections[-1][1].append(offset)
        else:
            sections.append((number, [offset]))
    return sections
