"""Leaf data (採録データ): the salted digest of an event, and nothing that names anybody."""

from __future__ import annotations

import hashlib
import re

SALT_SIZE = 32
"""Bytes of a salt: drawn anew from a CSPRNG for every leaf."""

EVENTS = ("concluded", "amended", "cancelled", "released", "key_withdrawn")
"""What may happen to a guarantee (保証契約) and is put on record."""

_PREFIX = b"akashi.leaf/1\n"
_SHAPE = re.compile(rb"akashi\.leaf/1\n[0-9a-f]{64}\n")


def leaf_data(salt: bytes, content_sha256: str, event: str) -> bytes:
    """Return the canonical bytes of a leaf: a version line and a line with the digest.

    The digest is SHA-256 over the version line, the salt, the event's name and a line
    feed, and the 32 bytes of the content's SHA-256. Without the salt nobody can try
    contents against the public log; with it everybody can recompute the leaf.

    Raises:
        ValueError: the salt is not 32 bytes, the digest no lower-case SHA-256 in hex, or
            the event unknown.
    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    if not re.fullmatch(r"[0-9a-f]{64}", content_sha256):
        raise ValueError("a content digest is SHA-256 in 64 lower-case hex digits")
    if event not in EVENTS:
        raise ValueError(f"unknown event: {event}")
    committed = _PREFIX + salt + event.encode("ascii") + b"\n" + bytes.fromhex(content_sha256)
    return _PREFIX + hashlib.sha256(committed).hexdigest().encode("ascii") + b"\n"


def is_leaf_data(data: bytes) -> bool:
    """Say whether the bytes have the form of a leaf of ours.

    出典: なし (本システムの決定)
    """
    return _SHAPE.fullmatch(data) is not None
