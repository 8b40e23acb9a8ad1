"""Where a typed line may turn (行の折返し): a long word breaks anywhere, never leaves its cell."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from akashi.domain.text import clusters

LONGEST_WORD = 24
"""Clusters without a place to break that still fit into the narrowest cell."""

_NEVER_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝヽー")


def flowing(text: str) -> list[list[str]]:
    """Return the lines of a text, each in pieces between which the line may turn.

    Nearly always one piece; a word (or row of signs) too long for a cell is cut to clusters.
    出典: なし (本システムの決定)
    """
    return [_pieces(line) for line in text.split("\n")]


def _pieces(line: str) -> list[str]:
    if len(line) <= LONGEST_WORD:
        return [line]
    pieces = [""]
    for stays_whole, run in groupby(clusters(line), key=_stays_with_next):
        parts = list(run)
        if stays_whole and len(parts) > LONGEST_WORD:
            pieces += parts
            pieces.append("")
        else:
            pieces[-1] += "".join(parts)
    return [piece for piece in pieces if piece] or [""]


def _stays_with_next(cluster: str) -> bool:
    first = cluster[0]
    if first.isspace() and first != "\N{NO-BREAK SPACE}":
        return False
    ideographic = unicodedata.east_asian_width(first) in "WF"
    letter = unicodedata.category(first) == "Lo"
    return not (ideographic and letter and first not in _NEVER_FIRST)
