"""Auditing a published log (公開ログの監査): a copy of its files, and what one has kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.sentence import Sentence
from akashi_verifier.transparency_log import (
    EMPTY_ROOT,
    BadNote,
    Checkpoint,
    LogKey,
    is_leaf_data,
    leaf_hash,
    node_hash,
    read_checkpoint,
)
from akashi_verifier.transparency_log.tiles import (
    CHECKPOINT,
    HEIGHT,
    BadTile,
    NoSuchTile,
    Read,
    TileHashes,
    fetch,
    tiles_of,
    unpack,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint somebody has kept from an earlier day: from an anchor, a mail, a certificate.

    出典: なし (本システムの決定)
    """

    name: str
    """What the finding calls it: a file's name."""
    note: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    出典: なし (本システムの決定)
    """

    ok: bool
    size: int
    """Entries of the log as its checkpoint states them."""
    agreeing: int
    """So many entries from the beginning are as everything says that was looked at."""
    first_wrong: tuple[int, int] | None
    """The first entry that disagrees is one of these, both included; None where none does."""
    reason: Sentence


class _Wrong(Exception):  # noqa: N818 - ends the audit with its finding
    def __init__(self, among: tuple[int, int] | None, ja: str, en: str) -> None:
        super().__init__(en)
        self.among = among
        self.reason = Sentence(ja, en)


def audit(read: Read, key: LogKey, kept: Iterable[Kept] = ()) -> Audit:
    """Recompute every entry, tile and root of a published log, and compare what was kept.

    Reads each file once, in order. An entry that does not fit its own log is named exactly; one
    that an older checkpoint contradicts lies between the last checkpoint that agrees and it.
    出典: C2SP tlog-tiles、RFC 6962 2.1
    """
    walk = _Walk()
    size = 0
    try:
        stated = _stated(Kept(CHECKPOINT, _text(read)), key)
        size = stated.size
        known = [(CHECKPOINT, stated), *((each.name, _stated(each, key)) for each in kept)]
        walk.go(read, stated, sorted(known, key=lambda each: each[1].size))
    except _Wrong as wrong:
        return Audit(ok=False, size=size, agreeing=walk.agreed, first_wrong=wrong.among,
                     reason=wrong.reason)  # fmt: skip
    reason = Sentence(
        f"{size}件すべてが、署名された要約および手元の{len(known) - 1}件の控えと一致します。",
        f"All {size} entries agree with the signed checkpoint and the {len(known) - 1} you kept.",
    )
    return Audit(ok=True, size=size, agreeing=size, first_wrong=None, reason=reason)


class _Walk:
    """Goes through the entries from the first, with the hashes of complete subtrees in hand."""

    def __init__(self) -> None:
        self.agreed = 0
        """Size of the largest checkpoint found right so far."""
        self._size = 0
        self._frontier: list[tuple[int, bytes]] = []

    def go(self, read: Read, stated: Checkpoint, waiting: list[tuple[str, Checkpoint]]) -> None:
        tiles = TileHashes(read, stated.size)
        self._compare(waiting)
        for leaf in _leaf_hashes(read, stated.size):
            self._append(leaf, tiles)
            self._compare(waiting)
        if waiting:
            name, later = waiting[0]
            raise _Wrong(
                (stated.size, later.size - 1),
                f"{name} は{later.size}件を示しますが、公開されているのは{stated.size}件です。",
                f"{name} states {later.size} entries, and only {stated.size} are published.",
            )

    def _append(self, leaf: bytes, tiles: TileHashes) -> None:
        index, level, reached = self._size, 0, leaf
        while True:
            if level % HEIGHT == 0 and _published(tiles, level, index, self._size) != reached:
                raise _at(
                    self._size, "項目とタイルの値が違います", "its entry and its tile disagree"
                )
            if not index & 1:
                break
            reached = node_hash(self._frontier.pop()[1], reached)
            index, level = index >> 1, level + 1
        self._frontier.append((level, reached))
        self._size += 1

    def _root(self) -> bytes:
        reached = EMPTY_ROOT
        for place, (_level, hash_) in enumerate(reversed(self._frontier)):
            reached = node_hash(hash_, reached) if place else hash_
        return reached

    def _compare(self, waiting: list[tuple[str, Checkpoint]]) -> None:
        while waiting and waiting[0][1].size == self._size:
            name, checkpoint = waiting.pop(0)
            if checkpoint.root != self._root():
                if self.agreed == self._size:
                    raise _Wrong(
                        None,
                        f"{name} は、同じ{self._size}件の別の控えと食い違います。",
                        f"{name} contradicts another checkpoint of the same {self._size} entries.",
                    )
                raise _Wrong(
                    (self.agreed, self._size - 1),
                    f"{name} ({self._size}件)と一致しません。{self.agreed}番から"
                    f"{self._size - 1}番までのどれかが、後から書き換えられています。",
                    f"It contradicts {name} of {self._size} entries: one of the entries "
                    f"{self.agreed} to {self._size - 1} was rewritten.",
                )
            self.agreed = self._size


def _leaf_hashes(read: Read, size: int) -> Iterator[bytes]:
    for tile in tiles_of(size):
        if tile.level:
            return
        try:
            entries = unpack(fetch(read, tile, entries=True))
        except NoSuchTile as missing:
            raise _at(tile.first, f"{missing} がありません", f"{missing} is missing") from missing
        except BadTile as bad:
            raise _at(
                tile.first, f"{tile.entries_path} が壊れています", f"{tile.entries_path} is damaged"
            ) from bad
        for at, entry in enumerate(entries[: tile.width], tile.first):
            if not is_leaf_data(entry):
                raise _at(at, "項目の形が違います", "it is no leaf of ours")
            yield leaf_hash(entry)
        if len(entries) != tile.width:
            raise _at(
                tile.first + min(len(entries), tile.width),
                f"{tile.entries_path} の件数が違います",
                f"{tile.entries_path} has {len(entries)} entries",
            )


def _published(tiles: TileHashes, level: int, index: int, entry: int) -> bytes:
    try:
        return tiles.hash(level, index)
    except (NoSuchTile, BadTile) as wrong:
        raise _at(entry, f"タイルがありません({wrong})", f"a tile is wrong: {wrong}") from wrong


def _at(entry: int, ja: str, en: str) -> _Wrong:
    return _Wrong((entry, entry), f"{entry}番: {ja}。", f"Entry {entry}: {en}.")


def _text(read: Read) -> str:
    data = read(CHECKPOINT)
    if data is None:
        raise _Wrong(None, "checkpoint がありません。", "There is no checkpoint.")
    return data.decode("utf-8", "replace")


def _stated(kept: Kept, key: LogKey) -> Checkpoint:
    if not signed_by_log(kept.note, key):
        raise _Wrong(
            None,
            f"{kept.name} に {key.name} の署名がありません。",
            f"{kept.name} is not signed by {key.name}.",
        )
    try:
        return read_checkpoint(kept.note)
    except BadNote as error:
        raise _Wrong(None, f"{kept.name} を読めません。", f"{kept.name}: {error}") from error
