"""A reader of published logs (公開ログの読み手), written from the C2SP texts alone.

Second opinion on what we publish: it shares no code with the product and knows no shortcut.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Get = Callable[[str], bytes | None]


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


class OutsideReader:
    """Fetches checkpoint, tiles and entries; every root is computed from leaf hashes."""

    def __init__(self, get: Get, vkey: str) -> None:
        self._get = get
        self.name, self._key_id, key = vkey.split("+", 2)
        raw = base64.b64decode(key)
        assert raw[0] == 1
        assert sha256(self.name.encode(), b"\n", raw)[:4].hex() == self._key_id
        self._public = Ed25519PublicKey.from_public_bytes(raw[1:])

    def checkpoint(self) -> tuple[int, bytes]:
        """Return size and root of the published checkpoint, its signature checked."""
        note = self._get("checkpoint")
        assert note is not None
        return self.open_note(note)

    def open_note(self, note: bytes) -> tuple[int, bytes]:
        """Return size and root of a signed note."""
        text, _, signatures = note.decode().rpartition("\n\n")
        lines = [line for line in signatures.splitlines() if line.startswith(f"— {self.name} ")]
        blob = base64.b64decode(lines[0].rsplit(" ", 1)[1])
        assert blob[:4].hex() == self._key_id
        self._public.verify(blob[4:], (text + "\n").encode())
        origin, size, root = text.split("\n")
        assert origin == self.name
        return int(size), base64.b64decode(root)

    @staticmethod
    def place(index: int) -> str:
        """Encode an index: 1234067 is x001/x234/067."""
        groups = [f"{index % 1000:03d}"]
        while index >= 1000:
            index //= 1000
            groups.insert(0, f"x{index % 1000:03d}")
        return "/".join(groups)

    def fetch(self, kind: str, index: int, width: int) -> bytes:
        """Return a tile or a bundle of entries."""
        suffix = f".p/{width}" if width < 256 else ""
        found = self._get(f"tile/{kind}/{self.place(index)}{suffix}")
        assert found is not None, (kind, index, width)
        return found

    def level(self, level: int, size: int) -> list[bytes]:
        """Return all hashes of a tile level for a log of that size."""
        count = size // 256**level
        hashes: list[bytes] = []
        for index in range((count + 255) // 256):
            width = min(256, count - 256 * index)
            tile = self.fetch(str(level), index, width)
            assert len(tile) == 32 * width
            hashes += [tile[at : at + 32] for at in range(0, len(tile), 32)]
        return hashes

    def entries(self, size: int) -> list[bytes]:
        """Return every entry of a log of that size."""
        found: list[bytes] = []
        for index in range((size + 255) // 256):
            width = min(256, size - 256 * index)
            bundle = self.fetch("entries", index, width)
            while bundle:
                length = int.from_bytes(bundle[:2], "big")
                found.append(bundle[2 : 2 + length])
                bundle = bundle[2 + length :]
        assert len(found) == size
        return found


def tree_head(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962, word for word, over leaf hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01", tree_head(hashes[:k]), tree_head(hashes[k:]))


def check_everything(reader: OutsideReader) -> tuple[int, list[bytes]]:
    """Check checkpoint, all entries and all tiles against each other; return size and entries."""
    size, root = reader.checkpoint()
    entries = reader.entries(size)
    hashes = [sha256(b"\x00", each) for each in entries]
    assert tree_head(hashes) == root
    level, span = 0, 1
    while size // span:
        expected = [tree_head(hashes[at * span : (at + 1) * span]) for at in range(size // span)]
        assert reader.level(level, size) == expected
        level, span = level + 1, span * 256
    return size, entries
