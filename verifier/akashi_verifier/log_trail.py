"""Heads of the audit trail (監査証跡の署名): as published, against what one has kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from akashi_verifier.log_kept import KeptCopy
from akashi_verifier.log_signature import note_by_log
from akashi_verifier.sentence import Sentence
from akashi_verifier.transparency_log import LogKey
from akashi_verifier.transparency_log.tiles import Read

TRAIL_HEAD = "trail/head"

_HEAD = re.compile(rb"akashi\.trail/2\n([1-9][0-9]{0,18}) [^\n]*\n")


class BadHead(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised for what is no head of an audit trail.

    出典: docs/transparency-log.md
    """


def is_head(note: bytes) -> bool:
    """Tell a head of the audit trail from a checkpoint of the log.

    出典: docs/transparency-log.md
    """
    return _HEAD.match(note) is not None


def head_number(note: bytes) -> int:
    """Return which head this is.

    Raises:
        BadHead: it is none.
    出典: docs/transparency-log.md
    """
    found = _HEAD.match(note)
    if found is None:
        raise BadHead("no head of an audit trail")
    return int(found[1])


def wrong_heads(read: Read, key: LogKey, kept: Iterable[KeptCopy]) -> Sentence | None:
    """Return what is wrong with the published head, or contradicts one that was kept.

    出典: docs/transparency-log.md (Writing a monitor)
    """
    public = read(TRAIL_HEAD)
    shown = [] if public is None else [KeptCopy(TRAIL_HEAD, public, None)]
    heads = [*shown, *kept]
    for each in heads:
        if not is_head(each.note) or not note_by_log(each.note.decode("utf-8", "replace"), key):
            return Sentence(
                f"{each.name} に {key.name} の署名がありません。",
                f"{each.name} is not signed by {key.name}.",
            )
    newest = head_number(public) if public is not None else 0
    for each in heads:
        number = head_number(each.note)
        published = public if number == newest else read(f"trail/{number}")
        if number > newest or published not in (None, each.note):
            return Sentence(
                f"{each.name}（監査証跡の{number}番の署名）は、公開されているものと食い違います。",
                f"{each.name} is head {number} of the audit trail; those published contradict it.",
            )
    return None
