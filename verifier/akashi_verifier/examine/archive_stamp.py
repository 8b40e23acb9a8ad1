"""Archive time stamps (長期保存の時刻認証): a document time stamp, as added after a seal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from akashi_verifier.additions import range_text, stamp_objects
from akashi_verifier.examine.changed import LaterChange, check_written
from akashi_verifier.examine.seal_place import read_container
from akashi_verifier.revisions import Document
from akashi_verifier.timestamp_token import BadToken, Token, read_token


@dataclass(frozen=True)
class ArchiveStamp:
    """A document time stamp whose imprint is right.

    出典: ETSI EN 319 142-1 5.4.3
    """

    index: int
    """The revision that brought it, which it covers to the last byte."""
    token: Token


def check_archive_stamp(document: Document, index: int, number: int) -> ArchiveStamp:
    """Check that revision `index` adds one invisible field, whose value is object `number`.

    The form's list of fields and a page's list of annotations grow by that field; the
    stamp covers everything up to the revision's end. Signature and authority of the
    token are for the caller to judge.

    Raises:
        LaterChange: anything else.
        BadPdf: the structure leads nowhere.
    出典: ISO 32000-2 12.8.5, ETSI EN 319 142-1 5.4.3
    """
    data, revision = document.data, document.revisions[index]
    start, end = document.item(number, index).spans.get("Contents", (0, 0))
    container = read_container(data, start, end)
    if container is None:
        raise LaterChange("stamp")
    covered = range_text(start, end, revision.end - end)
    expected = stamp_objects(document, index - 1, covered, data[start:end])
    reasons = dict.fromkeys(expected, "form") | {max(expected): "stamp"}
    check_written(document, index, expected, reasons)
    digest = hashlib.sha256(memoryview(data)[:start])
    digest.update(memoryview(data)[end : revision.end])
    try:
        token = read_token(container)
    except BadToken as error:
        raise LaterChange("stamp") from error
    if token.digest != digest.digest():
        raise LaterChange("stamp")
    return ArchiveStamp(index, token)
