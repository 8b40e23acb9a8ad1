"""What one has kept of a log (ログの控え): a checkpoint, an anchor, a certificate's evidence."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from akashi_verifier.given import LARGEST_TRUST, Unusable, read_bytes
from akashi_verifier.sentence import Sentence
from akashi_verifier.transparency_log.tiles import Read

ANCHOR_INDEX = "anchor/index.txt"
_LINE = re.compile(r"([0-9]{1,19}) [0-9T:.-]{19,26}Z [0-9a-f]{64}")
_BLOCK = re.compile(r"-----BEGIN AKASHI LOG (CHECKPOINT|TIME STAMP)-----(.*?)-----END", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A checkpoint from an earlier day, and the time stamp over it where there is one.

    出典: docs/transparency-log.md (Anchors)
    """

    name: str
    note: bytes
    stamp: bytes | None


class BadIndex(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when a line of the published list of anchors, counted from 1, has another form.

    出典: docs/transparency-log.md (Published files)
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"{ANCHOR_INDEX}, line {line}")
        self.sentence = Sentence(
            f"{ANCHOR_INDEX} の{line}行目の形が違います。",
            f"Line {line} of {ANCHOR_INDEX} has another form.",
        )


def read_kept(path: Path) -> KeptCopy:
    """Read what somebody has kept: a note, a mail that brought an anchor, or `evidence.json`.

    A mail may be saved as text or as it was sent (.eml). The stamp over a note that is a file of
    its own lies beside it, under the same name with `.tsr` behind.

    Raises:
        Unusable: the file cannot be read, or holds no checkpoint.
    出典: docs/transparency-log.md (Anchors)
    """
    data = read_bytes(path, LARGEST_TRUST)
    text = _text(data)
    blocks = {name: _decoded(block) for name, block in _BLOCK.findall(text)}
    if blocks.get("CHECKPOINT"):
        return KeptCopy(path.name, blocks["CHECKPOINT"], blocks.get("TIME STAMP"))
    if note := _of_evidence(text):
        return KeptCopy(path.name, note.encode(), None)
    if b"\n\n\xe2\x80\x94 " in data:
        beside = path.with_name(f"{path.name}.tsr")
        return KeptCopy(path.name, data, beside.read_bytes() if beside.is_file() else None)
    raise Unusable(
        f"{path}: 透明性ログの控え(要約、アンカーのメール、evidence.json)ではありません",
        f"{path}: no checkpoint, no anchor's mail and no evidence.json",
    )


def anchors_of(read: Read) -> Iterator[KeptCopy]:
    """Return the anchors that are published with the log itself.

    The index is a list to find them by; what counts stands in checkpoint and stamp.

    Raises:
        BadIndex: a line of another form.
    出典: docs/transparency-log.md (Anchors)
    """
    text = (read(ANCHOR_INDEX) or b"").decode("utf-8", "replace")
    lines = [_LINE.fullmatch(line) for line in text.removesuffix("\n").split("\n") if text]
    if None in lines:
        raise BadIndex(lines.index(None) + 1)
    for name in anchor_names(line[1] for line in lines if line):
        path = f"anchor/{name}"
        yield KeptCopy(path, read(path) or b"", read(f"{path}.tsr") or b"")


def anchor_names(sizes: Iterable[str]) -> Iterator[str]:
    """Return what the anchors of an index are called: a size comes again each day it stays.

    出典: docs/transparency-log.md (Anchors)
    """
    seen: Counter[str] = Counter()
    for size in sizes:
        seen[size] += 1
        yield anchor_name(size, seen[size])


def anchor_name(size: int | str, ordinal: int) -> str:
    """Return the name of the n-th anchor of a size: `12`, then `12.2`, `12.3` and so on.

    出典: docs/transparency-log.md (Anchors)
    """
    return f"{size}" if ordinal == 1 else f"{size}.{ordinal}"


def _text(data: bytes) -> str:
    """Return the text of a mail as it was written, or the data as text."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    body = mail.get_body(("plain",)) if mail.get("Content-Transfer-Encoding") else None
    if body is not None:
        return str(body.get_content())
    return data.decode("utf-8", "replace")


def _of_evidence(text: str) -> str | None:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    note = document.get("checkpoint") if isinstance(document, dict) else None
    return note if isinstance(note, str) else None


def _decoded(block: str) -> bytes:
    try:
        # What a mail program put before the lines (`> `) is no part of them.
        return base64.b64decode(re.sub(r"[\s>]", "", block), validate=True)
    except (binascii.Error, ValueError):
        return b""
