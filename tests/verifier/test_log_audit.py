"""Auditing a published log (公開ログの監査): whatever was rewritten, an outsider finds where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from akashi.adapters.log_key import LogSigner
from akashi_verifier.log_audit import Audit, Kept, audit
from akashi_verifier.transparency_log import EMPTY_ROOT, MemoryHashes, Tree, leaf_data
from akashi_verifier.transparency_log.tiles import pack, tiles_of

SIGNER = LogSigner(Ed25519PrivateKey.from_private_bytes(bytes(32)), "akashi.test/log")
OTHER = LogSigner(Ed25519PrivateKey.from_private_bytes(b"o" * 32), "akashi.test/log")
SIZE = 600
Files = dict[str, bytes]


def published(leaves: list[bytes]) -> tuple[Files, list[str]]:
    """Return the files of a log, and its checkpoint at every size."""
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    notes = [SIGNER.checkpoint(0, EMPTY_ROOT)]
    for leaf in leaves:
        hashes.keep(tree.append(leaf))
        notes.append(SIGNER.checkpoint(tree.size, tree.root()))
    files = {"checkpoint": notes[-1].encode()}
    for tile in tiles_of(len(leaves)):
        span = range(tile.first, tile.first + tile.width)
        files[tile.path] = b"".join(hashes.hash(8 * tile.level, at) for at in span)
        if tile.level == 0:
            files[tile.entries_path] = pack([leaves[at] for at in span])
    return files, notes


FORGED, *LEAVES = [leaf_data(bytes(32), f"{index:064x}", "concluded") for index in range(SIZE + 1)]
FILES, NOTES = published(LEAVES)


def asked(files: Files, *sizes: int) -> Audit:
    """Audit with the checkpoints of the true log that somebody has kept."""
    return audit(files.get, SIGNER.key, [Kept(f"of {size}", NOTES[size]) for size in sizes])


def test_a_true_log_agrees_with_everything_kept():
    found = asked(FILES, 600, 1, 0, 257, 256)
    assert found.ok
    assert (found.size, found.agreeing, found.first_wrong) == (600, 600, None)
    assert found.reason.ja


def test_an_entry_that_is_no_leaf_is_named_though_the_log_signed_it():
    spoken, _notes = published([*LEAVES[:300], b"names and amounts", *LEAVES[301:]])
    found = asked(spoken)
    assert (found.ok, found.first_wrong) == (False, (300, 300))


def test_an_empty_log_is_in_order():
    files, _notes = published([])
    assert asked(files, 0).ok


def test_rewritten_history_is_found_between_two_checkpoints():
    forged, _notes = published([*LEAVES[:300], FORGED, *LEAVES[301:]])
    assert asked(forged).ok
    assert asked(forged, 300).ok
    assert asked(forged, 300, 301).first_wrong == (300, 300)
    assert asked(forged, 256, 500, 600).first_wrong == (256, 499)


def test_a_log_cut_short_is_found():
    short, _notes = published(LEAVES[:400])
    found = asked(short, 256, 500)
    assert (found.ok, found.agreeing, found.first_wrong) == (False, 400, (400, 499))


def changed(path: str, data: bytes | None) -> Files:
    files = dict(FILES)
    if data is None:
        del files[path]
    else:
        files[path] = data
    return files


DAMAGES: dict[str, tuple[Callable[[], Files], tuple[int, int] | None]] = {
    "an entry was changed": (
        lambda: changed("tile/entries/001", FILES["tile/entries/001"].replace(LEAVES[300], FORGED)),
        (300, 300),
    ),
    "a leaf hash was changed": (
        lambda: changed("tile/0/001", bytes(32) + FILES["tile/0/001"][32:]),
        (256, 256),
    ),
    "a hash above was changed": (
        lambda: changed("tile/1/000.p/2", FILES["tile/1/000.p/2"][:32] + bytes(32)),
        (511, 511),
    ),
    "entries are missing": (lambda: changed("tile/entries/001", None), (256, 256)),
    "a tile is missing": (lambda: changed("tile/0/002.p/88", None), (512, 512)),
    "a bundle is short": (
        lambda: changed("tile/entries/002.p/88", pack(LEAVES[512:590])),
        (590, 590),
    ),
    "a bundle is cut off": (
        lambda: changed("tile/entries/002.p/88", FILES["tile/entries/002.p/88"][:-1]),
        (512, 512),
    ),
    "no checkpoint": (lambda: changed("checkpoint", None), None),
    "a checkpoint of nobody": (lambda: changed("checkpoint", b"\xff"), None),
    "a checkpoint of another key": (
        lambda: changed("checkpoint", OTHER.checkpoint(600, EMPTY_ROOT).encode()),
        None,
    ),
    "a checkpoint over another root": (
        lambda: changed("checkpoint", SIGNER.checkpoint(600, EMPTY_ROOT).encode()),
        (0, 599),
    ),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_named_where_it_is(what: str):
    damage, first_wrong = DAMAGES[what]
    found = asked(damage())
    assert (found.ok, found.first_wrong) == (False, first_wrong)
    assert found.reason.en


def test_a_kept_checkpoint_that_the_log_never_signed_is_said():
    found = audit(FILES.get, SIGNER.key, [Kept("mine", OTHER.checkpoint(3, EMPTY_ROOT))])
    assert not found.ok
    assert "mine" in found.reason.en
