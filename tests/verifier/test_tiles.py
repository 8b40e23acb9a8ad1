"""Tiles (タイル): paths as the C2SP text spells them, and hashes read back from files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi_verifier.transparency_log import MemoryHashes, Tree, leaf_hash
from akashi_verifier.transparency_log.tiles import (
    BadTile,
    NoSuchTile,
    Tile,
    TileHashes,
    cut,
    fetch,
    pack,
    read_path,
    tiles_of,
    unpack,
)

PATHS = [
    ("tile/0/000", Tile(0, 0), False),
    ("tile/0/x001/x234/067", Tile(0, 1234067), False),
    ("tile/63/001.p/255", Tile(63, 1, 255), False),
    ("tile/2/000.p/1", Tile(2, 0, 1), False),
    ("tile/entries/999", Tile(0, 999), True),
    ("tile/entries/x001/000.p/12", Tile(0, 1000, 12), True),
]


@pytest.mark.parametrize(("path", "tile", "entries"), PATHS)
def test_a_tile_has_one_path(path: str, tile: Tile, entries: bool):  # noqa: FBT001 - a row of the table
    assert (tile.entries_path if entries else tile.path) == path
    assert read_path(path) == (tile, entries)


@pytest.mark.parametrize(
    "path",
    [
        *("tile/0/1", "tile/00/000", "tile/64/000", "tile/0/x000/001", "tile/0/000.p/0"),
        *("tile/0/000.p/256", "tile/0/000.p/007", "tile/0/001/000", "tile/x/000", "tile/0/000/"),
        *("tile/entries/x001", "checkpoint", "tile/0/0000", "tile/0/000.p/999", "tile/0/000\n"),
    ],
)
def test_no_other_spelling_is_a_path(path: str):
    assert read_path(path) is None


def test_the_tiles_of_seventy_thousand_leaves_are_those_of_the_specification():
    tiles = list(tiles_of(70_000))
    full = [sum(each.level == level and each.width == 256 for each in tiles) for level in range(3)]
    assert full == [273, 1, 0]
    assert [each.path for each in tiles if each.width < 256] == [
        "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
    ]  # fmt: skip
    assert [each.path for each in tiles_of(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_the_tiles_of_a_growth_are_those_the_smaller_log_had_not(one: int, other: int):
    small, large = sorted((one, other))
    assert set(tiles_of(large, since=small)) == set(tiles_of(large)) - set(tiles_of(small))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]):
    assert unpack(pack(entries)) == entries
    assert unpack(cut(pack(entries), 3, entries=True)) == entries[:3]


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x02a", b"\x00\x01a\xff"])
def test_a_bundle_cut_off_is_refused(bundle: bytes):
    with pytest.raises(BadTile):
        unpack(bundle)


def test_an_entry_too_long_for_its_length_is_refused():
    assert len(pack([bytes(65_535)])) == 65_537
    with pytest.raises(ValueError, match="65,535"):
        pack([bytes(65_536)])


def published(size: int) -> tuple[Tree, dict[str, bytes]]:
    """Return a tree in memory, and its files."""
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    for index in range(size):
        hashes.keep(tree.append(str(index).encode()))
    files = {
        tile.path: b"".join(
            hashes.hash(8 * tile.level, at) for at in range(tile.first, tile.first + tile.width)
        )
        for tile in tiles_of(size)
    }
    return tree, files


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 700, 65_536 + 257])
def test_proofs_from_files_are_those_of_the_tree(size: int):
    tree, files = published(size)
    read = Tree(TileHashes(files.get, size), size)
    assert read.root() == tree.root()
    for place in {0, size // 3, size - 1}:
        assert read.inclusion_proof(place) == tree.inclusion_proof(place)
        assert read.consistency_proof(place + 1) == tree.consistency_proof(place + 1)


def test_a_partial_tile_that_was_forgotten_is_cut_out_of_the_full_one():
    _tree, files = published(300)
    assert fetch(files.get, Tile(0, 0, 7), entries=False) == files["tile/0/000"][: 7 * 32]
    assert TileHashes(files.get, 7).hash(0, 6) == leaf_hash(b"6")
    with pytest.raises(NoSuchTile, match=r"tile/0/001\.p/3"):
        fetch(files.get, Tile(0, 1, 3), entries=False)


def test_what_a_log_of_this_size_cannot_hold_is_no_hash():
    _tree, files = published(300)
    for level, index in ((0, 300), (9, 0), (8, 1)):
        with pytest.raises((NoSuchTile, BadTile)):
            TileHashes(files.get, 300).hash(level, index)
    files["tile/1/000.p/1"] += b"x"
    with pytest.raises(BadTile, match="tile/1/000"):
        TileHashes(files.get, 300).hash(8, 0)
