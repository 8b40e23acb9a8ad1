"""Traces of our documents (痕跡): what a file was, when its structure no longer tells."""

from __future__ import annotations

import re
import zlib

from akashi_verifier.examine.findings import Kind

_STREAM = re.compile(rb"stream\r?\n")
_MOST_STREAMS = 2_000
_LARGEST_STREAM = 256 * 1024
_LARGEST_TOTAL = 32 * 1024 * 1024
_MARKS: tuple[tuple[bytes, Kind], ...] = (
    (b'"schema":"akashi.certificate/1"', "certificate"),
    (b'"schema":"akashi.evidence/1"', "certificate"),
    (b'"schema":"akashi.key-notice/1"', "key_notice"),
)


def kind_by_traces(data: bytes) -> Kind:
    """Say what kind of document of ours left its machine-readable part in these bytes.

    Looks into plain and compressed streams wherever they stand, a bounded number of them
    and a bounded size of each. Proves nothing; it only finds the right words to refuse with.
    出典: なし (本システムの決定)
    """
    found = _marked(data)
    left = _LARGEST_TOTAL
    for count, stream in enumerate(_STREAM.finditer(data)):
        if found is not None or count >= _MOST_STREAMS or left <= 0:
            break
        text = _inflated(data, stream.end())
        left -= len(text)
        found = _marked(text)
    return found or "other"


def _marked(text: bytes) -> Kind | None:
    return next((kind for mark, kind in _MARKS if mark in text), None)


def _inflated(data: bytes, at: int) -> bytes:
    try:
        window = data[at : at + _LARGEST_STREAM]
        return zlib.decompressobj().decompress(window, _LARGEST_STREAM)
    except zlib.error:
        return b""


def is_encrypted(data: bytes) -> bool:
    """Say whether the PDF asks for a password.

    出典: ISO 32000-1 7.6
    """
    return re.search(rb"/Encrypt[\0\t\n\f\r ]*(?:[0-9]+[ ][0-9]+[ ]R|<<)", data) is not None
