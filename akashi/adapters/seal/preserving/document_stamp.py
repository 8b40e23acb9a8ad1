"""Document time stamps (文書の時刻認証): a revision more, stating when all before it existed."""

from __future__ import annotations

from akashi.adapters.seal.byte_range import EMPTY_RANGE, Gap, room
from akashi.adapters.timestamp import TimestampSource
from akashi_verifier.additions import append_revision, stamp_objects
from akashi_verifier.revisions import Document, read_document


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
    last = len(document.revisions) - 1
    objects = stamp_objects(document, last, EMPTY_RANGE, room(size))
    return append_revision(document.data, document.revisions[last], objects)
