"""Checking proofs (採録証明・整合証明の検証): what an outsider computes with hashes alone."""

from __future__ import annotations

from collections.abc import Sequence

from akashi_verifier.transparency_log.hashing import HASH_SIZE, node_hash


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Say whether the leaf hash stands at `index` in the tree of `size` leaves and `root`.

    出典: RFC 9162 2.1.3.2
    """
    if not 0 <= index < size or not _hashes(proof):
        return False
    place, last = index, size - 1
    reached = leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(sibling, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def verify_consistency(
    older: tuple[int, bytes], newer: tuple[int, bytes], proof: Sequence[bytes]
) -> bool:
    """Say whether the newer (size, root) only added leaves behind those of the older.

    Two equal sizes need equal roots and no proof. An empty older log is not comparable
    by a proof and is answered with False.
    出典: RFC 9162 2.1.4.2
    """
    (older_size, older_root), (newer_size, newer_root) = older, newer
    if not 0 < older_size <= newer_size or not _hashes(proof):
        return False
    if older_size == newer_size:
        return not proof and older_root == newer_root
    path = list(proof)
    if older_size & (older_size - 1) == 0:
        path.insert(0, older_root)
    return bool(path) and _climb(older_size, newer_size, path) == (older_root, newer_root)


def _climb(older_size: int, newer_size: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the two roots that the path leads to, or None when it has a wrong length."""
    place, last = older_size - 1, newer_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_reached = new_reached = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old_reached = node_hash(sibling, old_reached)
            new_reached = node_hash(sibling, new_reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_reached = node_hash(new_reached, sibling)
        place, last = place >> 1, last >> 1
    return (old_reached, new_reached) if last == 0 else None


def _hashes(proof: Sequence[bytes]) -> bool:
    return all(len(sibling) == HASH_SIZE for sibling in proof)
