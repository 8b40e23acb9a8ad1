"""Hashes of the transparency log (透明性ログ): leaf, node and empty tree of RFC 6962."""

from __future__ import annotations

import hashlib

HASH_SIZE = 32

# What a tree of no leaves hashes to (RFC 6962, 2.1).
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf: SHA-256 of 0x00 and the leaf data.

    出典: RFC 6962 2.1
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node: SHA-256 of 0x01 and the hashes of its two subtrees.

    出典: RFC 6962 2.1
    """
    return hashlib.sha256(b"\x01" + left + right).digest()
