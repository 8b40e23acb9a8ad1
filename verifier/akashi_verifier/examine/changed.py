"""A change after the seal (封印後の変更), and the refusal of it."""

from __future__ import annotations

from collections.abc import Mapping

from akashi_verifier.additions import body_text, object_text, table_text
from akashi_verifier.revisions import Document


class LaterChange(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when something was changed or added after the seal; `reason` is a word.

    `trailing_bytes`, `structure`, `catalog`, `objects`, `store`, `form`, `stamp`,
    `hidden_bytes`, `trailer`.
    出典: contract §2 verify
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_written(
    document: Document, index: int, expected: Mapping[int, bytes], reasons: Mapping[int, str]
) -> None:
    """Check that revision `index` is, byte for byte, what writing these objects makes.

    Raises:
        LaterChange: an object is another (for the reason given by its number) or one too
            many, bytes stand between them, or table or trailer are others.
    出典: docs/certificate-format.md
    """
    data, revision = document.data, document.revisions[index]
    for number, text in expected.items():
        at = revision.offsets.get(number)
        if at is None or not data.startswith(object_text(number, text), at):
            raise LaterChange(reasons[number])
    if set(revision.offsets) != set(expected):
        raise LaterChange("objects")
    if data[revision.start : revision.table] != body_text(expected):
        raise LaterChange("hidden_bytes")
    table = table_text(data, document.revisions[index - 1], expected)
    if data[revision.table : revision.end] != table:
        raise LaterChange("trailer")
