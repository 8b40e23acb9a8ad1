"""Comparing revisions (版の比較): what a later one changed, and the refusal of it."""

from __future__ import annotations

from akashi_verifier.revisions import Document, PdfObject


class LaterChange(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when something was changed or added after the seal; `reason` is a word.

    `trailing_bytes`, `structure`, `trailer`, `hidden_bytes`, `catalog`, `form`, `objects`,
    `store`, `stamp`.
    出典: contract §2 verify
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def same_but(old: dict[str, PdfObject], new: dict[str, PdfObject], free: set[str]) -> bool:
    """Say whether two dictionaries are equal in everything but the free keys.

    出典: なし (本システムの決定)
    """
    keys = (set(old) | set(new)) - free
    return all(key in old and key in new and alike(old[key], new[key]) for key in keys)


def alike(old: PdfObject, new: PdfObject) -> bool:
    """Say whether two values are the same, kind for kind: 1 is neither 1.0 nor true.

    出典: なし (本システムの決定)
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return same_but(old, new, set())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(alike, old, new))
    return type(old) is type(new) and old == new


def new_numbers(document: Document, index: int) -> set[int]:
    """Return the objects that did not exist before revision `index`.

    出典: なし (本システムの決定)
    """
    return set(document.revisions[index].offsets) - set(document.numbers(index - 1))
