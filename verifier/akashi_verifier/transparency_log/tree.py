"""The growing tree (透明性ログの木): appends, roots and proofs over stored subtree hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from akashi_verifier.transparency_log.hashing import EMPTY_ROOT, leaf_hash, node_hash


@dataclass(frozen=True, slots=True)
class Node:
    """The hash of a complete subtree of 2^level leaves, the index-th of its level.

    Once made it never changes, so a store may keep nodes as append-only rows.
    出典: RFC 6962 2.1 (部分木), 保存の形は本システムの決定
    """

    level: int
    index: int
    hash: bytes


class HashSource(Protocol):
    """Where the hashes of complete subtrees are kept: a table, files, or memory.

    出典: なし (本システムの決定)
    """

    def hash(self, level: int, index: int) -> bytes:
        """Return the hash of leaves [index * 2^level, (index + 1) * 2^level)."""
        ...


class Tree:
    """A tree of a given size over a source of hashes.

    Reads are logarithmic in the size: an append reads at most one node per level,
    a proof at most two. The object holds no hash of its own.
    出典: RFC 6962 2.1
    """

    def __init__(self, source: HashSource, size: int) -> None:
        if size < 0:
            raise ValueError("the size of a log is never negative")
        self._source = source
        self.size = size

    def append(self, leaf: bytes) -> list[Node]:
        """Add one leaf and return the complete subtrees it finishes, the leaf's own first.

        The caller stores all of them together; until then the source lacks them, so
        the tree must not be asked for a root in between.
        """
        node = Node(0, self.size, leaf_hash(leaf))
        made = [node]
        while node.index & 1:
            left = self._source.hash(node.level, node.index - 1)
            node = Node(node.level + 1, node.index >> 1, node_hash(left, node.hash))
            made.append(node)
        self.size += 1
        return made

    def root(self) -> bytes:
        """Return the root hash of all leaves."""
        return self._range(0, self.size)

    def inclusion_proof(self, index: int) -> list[bytes]:
        """Return the audit path (採録証明) of the leaf at `index`, nearest sibling first.

        Raises:
            IndexError: no such leaf in a tree of this size.
        """
        if not 0 <= index < self.size:
            raise IndexError(f"leaf {index} is not in a log of {self.size} leaves")
        low, high = 0, self.size
        path: list[bytes] = []
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low = middle
        return path[::-1]

    def consistency_proof(self, older_size: int) -> list[bytes]:
        """Return the proof (整合証明) that the first `older_size` leaves never changed.

        Raises:
            IndexError: the older tree is empty or larger than this one.
        """
        if not 0 < older_size <= self.size:
            raise IndexError(f"a log of {self.size} leaves never had {older_size}")
        low, high = 0, self.size
        whole = True
        path: list[bytes] = []
        while older_size != high:
            middle = low + _split(high - low)
            if older_size <= middle:
                path.append(self._range(middle, high))
                high = middle
            else:
                path.append(self._range(low, middle))
                low = middle
                whole = False
        if not whole:
            path.append(self._range(low, high))
        return path[::-1]

    def _range(self, low: int, high: int) -> bytes:
        """Return the hash of leaves [low, high); low is a multiple of the next power of two."""
        width = high - low
        if width == 0:
            return EMPTY_ROOT
        if width & (width - 1) == 0:
            level = width.bit_length() - 1
            return self._source.hash(level, low >> level)
        middle = low + _split(width)
        return node_hash(self._range(low, middle), self._range(middle, high))


class MemoryHashes:
    """Hashes kept in memory, with what an append has made and no store has kept yet.

    `fallback` answers for everything not here, so that many leaves can be appended
    over a table and its rows be written at once.
    出典: なし (本システムの決定)
    """

    def __init__(self, fallback: Callable[[int, int], bytes] | None = None) -> None:
        self._fallback = fallback
        self._hashes: dict[tuple[int, int], bytes] = {}

    def hash(self, level: int, index: int) -> bytes:
        """Return the hash of the subtree.

        Raises:
            KeyError: unknown here and there is no fallback.
        """
        known = self._hashes.get((level, index))
        if known is not None:
            return known
        if self._fallback is None:
            raise KeyError(f"no subtree {index} of level {level}")
        return self._fallback(level, index)

    def keep(self, nodes: Iterable[Node]) -> None:
        """Remember the nodes of an append."""
        for node in nodes:
            self._hashes[node.level, node.index] = node.hash


def _split(width: int) -> int:
    """Return the largest power of two smaller than `width` (RFC 6962, 2.1)."""
    return 1 << ((width - 1).bit_length() - 1)
