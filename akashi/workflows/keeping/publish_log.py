"""Publish the log (透明性ログの公開): tiles, entries and anchors as files, the checkpoint last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q

from akashi.adapters.toolbox import LogStore, Toolbox
from akashi.records.models import LogAnchor, LogEntry, LogNode
from akashi.workflows.keeping.log_standing import Publication, damaged, own_note, publication
from akashi.workflows.keeping.public_stamps import Shown, show_further
from akashi.workflows.keeping.trail_standing import publish_head
from akashi_verifier.log_kept import ANCHOR_INDEX, anchor_name
from akashi_verifier.transparency_log import (
    Tree,
    leaf_hash,
    read_checkpoint,
    verify_consistency,
)
from akashi_verifier.transparency_log.tiles import (
    CHECKPOINT,
    HEIGHT,
    WIDTH,
    BadTile,
    NoSuchTile,
    Tile,
    TileHashes,
    pack,
    tiles_of,
)


def publish_log(*, toolbox: Toolbox) -> bool:
    """Write what the published folder lacks; return whether anything was.

    May be killed anywhere and run by any number of workers at once: whoever is second leaves it
    to the first. What is written first is not pointed at yet; the checkpoint comes last, and only
    when the files alone prove that it continues the one before.

    Raises:
        LogContradicts: the records contradict what was published; the folder stays as it was.
        OSError: the folder cannot be written.
    出典: C2SP tlog-tiles、docs/decisions/0025
    """
    with toolbox.log_store.alone() as alone:
        # Asked only now: a worker that was slower must not see its own past as the present.
        return alone and _publish(toolbox)


def _publish(toolbox: Toolbox) -> bool:
    store, found = toolbox.log_store, publication(toolbox)
    if found.trouble is not None:
        raise found.trouble
    if found.published != found.size:
        _catch_up(store, found, toolbox)
    anchored = show_further(store, ANCHOR_INDEX, _anchors_behind)
    signed = publish_head(store)
    return anchored or signed or found.published != found.size


def _catch_up(store: LogStore, found: Publication, toolbox: Toolbox) -> None:
    note = own_note(found.size, toolbox)
    if note is None:
        raise damaged(found.size)
    tiles = list(tiles_of(found.size, since=max(found.published, 0)))
    for tile in tiles:
        _write_tile(store, tile)
    if not _continues(store, found.published, note):
        raise damaged(found.size)
    store.write(CHECKPOINT, note.encode())
    for tile in tiles:
        _forget_partial(store, tile)


def _write_tile(store: LogStore, tile: Tile) -> None:
    """Write a tile, and the entries behind it on the lowest level."""
    span = {"index__gte": tile.first, "index__lt": tile.first + tile.width}
    nodes = LogNode.objects.filter(level=tile.level * HEIGHT, **span).order_by("index")
    hashes = [bytes(each) for each in nodes.values_list("hash", flat=True)]
    if len(hashes) != tile.width:
        raise damaged(tile.first << HEIGHT * tile.level)
    if tile.level == 0:
        entries = LogEntry.objects.filter(**span).order_by("index")
        leaves = [bytes(each) for each in entries.values_list("leaf", flat=True)]
        if [leaf_hash(leaf) for leaf in leaves] != hashes:
            raise damaged(tile.first)
        store.write(tile.entries_path, pack(leaves))
    store.write(tile.path, b"".join(hashes))


def _continues(store: LogStore, published: int, note: str) -> bool:
    """Say whether the files prove the new checkpoint, and that it continues the published one."""
    stated = read_checkpoint(note)
    tree = Tree(TileHashes(store.read, stated.size), stated.size)
    try:
        if tree.root() != stated.root:
            return False
        if published <= 0:
            return True
        older = read_checkpoint((store.read(CHECKPOINT) or b"").decode())
        return verify_consistency(
            (older.size, older.root), (stated.size, stated.root), tree.consistency_proof(older.size)
        )
    except (NoSuchTile, BadTile):
        return False


def _forget_partial(store: LogStore, tile: Tile) -> None:
    """Forget the partial forms of the tile before one that is full now: nobody asks for them.

    Those of the tile itself stay a while, for readers who hold a checkpoint of a moment ago.
    """
    if tile.width == WIDTH and tile.index:
        before = Tile(tile.level, tile.index - 1)
        store.forget(f"{before.path}.p")
        if tile.level == 0:
            store.forget(f"{before.entries_path}.p")


def _anchors_behind(shown: Sequence[int]) -> Iterator[Shown]:
    size = max(shown, default=0)
    further = Q(size__gt=size) | Q(size=size, ordinal__gt=shown.count(size))
    for anchor in LogAnchor.objects.filter(further).order_by("size", "ordinal"):
        root = read_checkpoint(anchor.note).root.hex()
        line = f"{anchor.size} {anchor.stamped_at:%Y-%m-%dT%H:%M:%SZ} {root}"
        name = anchor_name(anchor.size, anchor.ordinal)
        yield Shown(name, anchor.note.encode(), bytes(anchor.stamp), line)
