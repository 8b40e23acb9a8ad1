"""Tiles (タイル): how the tree lies in files that any web server can hand out (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from akashi_verifier.transparency_log.hashing import HASH_SIZE, node_hash

HEIGHT = 8
"""Levels of the tree that one tile stands for."""

WIDTH = 1 << HEIGHT
"""Hashes of a full tile, entries of a full bundle."""

CHECKPOINT = "checkpoint"
"""Path of the signed checkpoint."""

_LENGTH_SIZE = 2
_LONGEST_ENTRY = (1 << 16) - 1
_PATH = re.compile(
    r"tile/(?P<level>[1-9]?[0-9]|entries)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)
_HIGHEST = 63


class NoSuchTile(LookupError):  # noqa: N818 - says what is, as the other names of this room do
    """Raised when a published log lacks a file it should have; the message is its path.

    出典: C2SP tlog-tiles
    """


class BadTile(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when a file of a published log has not the form it should have.

    出典: C2SP tlog-tiles
    """


@dataclass(frozen=True, slots=True)
class Tile:
    """Up to 256 hashes in sequence of a level of the tree that is a multiple of eight.

    出典: C2SP tlog-tiles
    """

    level: int
    """0 holds leaf hashes, 1 the hashes of 256 leaves, and so on."""
    index: int
    width: int = WIDTH
    """Below 256 the tile is partial: it is the last of its level and will grow."""

    @property
    def path(self) -> str:
        """Return where the hashes lie, below the log's address."""
        return f"tile/{self.level}/{self._place()}"

    @property
    def entries_path(self) -> str:
        """Return where the entries behind a tile of level 0 lie."""
        return f"tile/entries/{self._place()}"

    @property
    def first(self) -> int:
        """Return the index, within its level of the tree, of the first hash."""
        return self.index * WIDTH

    def full(self) -> Tile:
        """Return the tile this one will have become."""
        return Tile(self.level, self.index)

    def _place(self) -> str:
        digits = str(self.index)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([*(f"x{each}" for each in groups[:-1]), groups[-1]])
        return name if self.width == WIDTH else f"{name}.p/{self.width}"


def read_path(path: str) -> tuple[Tile, bool] | None:
    """Return the tile a path names, and whether its entries are meant; None for any other path.

    Only the one spelling of each tile is known, as the format asks.
    出典: C2SP tlog-tiles
    """
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    entries = found["level"] == "entries"
    level = 0 if entries else int(found["level"])
    index = int(found["index"].replace("x", "").replace("/", ""))
    width = int(found["width"] or WIDTH)
    tile = Tile(level, index, width)
    spelled = tile.entries_path if entries else tile.path
    return (tile, entries) if level <= _HIGHEST and width <= WIDTH and spelled == path else None


def tiles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """Return the tiles of a log of `size` leaves that one of `since` leaves did not have.

    Lowest level first; the entries change exactly where level 0 does.
    出典: C2SP tlog-tiles
    """
    level = 0
    while size:
        for index in range(since // WIDTH, -(-size // WIDTH)):
            width = min(WIDTH, size - index * WIDTH)
            if index * WIDTH + width > since:
                yield Tile(level, index, width)
        level, size, since = level + 1, size >> HEIGHT, since >> HEIGHT


def pack(entries: Sequence[bytes]) -> bytes:
    """Return a bundle: each entry behind its length in two bytes.

    Raises:
        ValueError: an entry is longer than the length can say.
    出典: C2SP tlog-tiles
    """
    if any(len(entry) > _LONGEST_ENTRY for entry in entries):
        raise ValueError("an entry of a bundle has at most 65,535 bytes")
    return b"".join(len(entry).to_bytes(_LENGTH_SIZE, "big") + entry for entry in entries)


def unpack(bundle: bytes) -> list[bytes]:
    """Return the entries of a bundle.

    Raises:
        BadTile: the last one is cut off.
    出典: C2SP tlog-tiles
    """
    entries, at = [], 0
    while at < len(bundle):
        begin = at + _LENGTH_SIZE
        at = begin + int.from_bytes(bundle[at:begin], "big")
        if at > len(bundle):
            raise BadTile("a bundle of entries is cut off")
        entries.append(bundle[begin:at])
    return entries


Read = Callable[[str], bytes | None]
"""Returns the file of that path below the log's address, or None where there is none."""


class TileHashes:
    """The hashes of a published log of `size` leaves, read from its tiles: a `HashSource`.

    出典: C2SP tlog-tiles
    """

    def __init__(self, read: Read, size: int) -> None:
        self._read = read
        self._size = size
        # The last tile of each level: proofs and audits go from left to right.
        self._seen: dict[int, tuple[int, list[bytes]]] = {}

    def hash(self, level: int, index: int) -> bytes:
        """Return the hash of leaves [index * 2^level, (index + 1) * 2^level).

        Raises:
            NoSuchTile: the log does not hold the tile.
            BadTile: the tile is of another size.
        """
        row, above = divmod(level, HEIGHT)
        first = index << above
        hashes = self._tile(row, first // WIDTH)[first % WIDTH :][: 1 << above]
        if len(hashes) != 1 << above:
            raise BadTile(f"subtree {index} of level {level} is not in a log of {self._size}")
        while len(hashes) > 1:
            pairs = zip(hashes[::2], hashes[1::2], strict=True)
            hashes = [node_hash(left, right) for left, right in pairs]
        return hashes[0]

    def _tile(self, level: int, index: int) -> list[bytes]:
        seen, hashes = self._seen.get(level, (-1, []))
        if seen != index:
            here = (self._size >> HEIGHT * level) - index * WIDTH
            tile = Tile(level, index, min(WIDTH, max(here, 0)))
            data = fetch(self._read, tile, entries=False)
            starts = range(0, tile.width * HASH_SIZE, HASH_SIZE)
            if len(data) != tile.width * HASH_SIZE:
                raise BadTile(f"{tile.path} has {len(data)} bytes")
            hashes = [data[at : at + HASH_SIZE] for at in starts]
            self._seen[level] = index, hashes
        return hashes


def fetch(read: Read, tile: Tile, *, entries: bool) -> bytes:
    """Return a tile's hashes or entries; a partial one is cut out of the full one if need be.

    A log may forget a partial tile once the full one is there.

    Raises:
        NoSuchTile: neither is there.
        BadTile: the full bundle is cut off.
    出典: C2SP tlog-tiles (partial tiles)
    """
    path = tile.entries_path if entries else tile.path
    if not tile.width:
        raise NoSuchTile(path)
    data = read(path)
    if data is None and tile.width < WIDTH:
        full = tile.full()
        wider = read(full.entries_path if entries else full.path)
        data = None if wider is None else cut(wider, tile.width, entries=entries)
    if data is None:
        raise NoSuchTile(path)
    return data


def cut(wider: bytes, width: int, *, entries: bool) -> bytes:
    """Return the partial tile or bundle of that width which a wider one begins with.

    Raises:
        BadTile: a bundle is cut off.
    出典: C2SP tlog-tiles (partial tiles)
    """
    return pack(unpack(wider)[:width]) if entries else wider[: width * HASH_SIZE]
