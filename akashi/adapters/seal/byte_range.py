"""The gap in a signed file (署名範囲): all bytes are signed but the place of the signature."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from akashi_verifier.additions import range_text

EMPTY_RANGE = range_text(0, 0, 0)
"""Stands in a file where its byte range will be stated."""


def room(size: int) -> bytes:
    """Return what stands in a file where a signature of up to `size` bytes will be.

    出典: ISO 32000-1 12.8.1
    """
    return b"<%s>" % (b"0" * (2 * size))


@dataclass
class Gap:
    """The last signature's place in a file that is otherwise finished, its byte range stated.

    出典: ISO 32000-1 12.8.1
    """

    file: bytearray
    size: int
    """Bytes of signature there is room for."""

    def __post_init__(self) -> None:
        # The last occurrence: what was typeset may speak of these words as well.
        self._start = self.file.rindex(b"/Contents<") + len(b"/Contents")
        self._end = self._start + 2 * self.size + 2
        stated = range_text(self._start, self._end, len(self.file) - self._end)
        at = self.file.rindex(EMPTY_RANGE, 0, self._start)
        self.file[at : at + len(EMPTY_RANGE)] = stated

    def digest(self) -> bytes:
        """Return the SHA-256 of everything but the place itself."""
        digest = hashlib.sha256(memoryview(self.file)[: self._start])
        digest.update(memoryview(self.file)[self._end :])
        return digest.digest()

    def filled(self, signature: bytes) -> bytes:
        """Return the file with the signature in its place; the caller saw to it that it fits."""
        written = signature.hex().encode()
        self.file[self._start + 1 : self._start + 1 + len(written)] = written
        return bytes(self.file)
