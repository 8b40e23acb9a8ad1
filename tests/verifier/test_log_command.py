"""`akashi-verify log` (ログの検証): an outsider with a copy of the files and what was kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from akashi.adapters.letters import log_anchored
from akashi.adapters.post import Letter, compose
from akashi.adapters.timestamp.messages import granted
from akashi_verifier.__main__ import main
from akashi_verifier.transparency_log import MemoryHashes, Tree, leaf_data
from akashi_verifier.transparency_log.tiles import pack, tiles_of
from tests.adapters.evidence_kit import AT, kit

FORGED, *LEAVES = [leaf_data(bytes(32), f"{index:064x}", "concluded") for index in range(301)]


@dataclass
class Outsider:
    """Somebody with a folder of log files, a key, roots, and things kept over the years."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def publish(self, leaves: list[bytes], *anchors: int) -> dict[int, str]:
        """Write a log's files, and return its checkpoint at every size."""
        hashes = MemoryHashes()
        tree = Tree(hashes, 0)
        notes = {}
        for leaf in leaves:
            hashes.keep(tree.append(leaf))
            notes[tree.size] = kit().log.checkpoint(tree.size, tree.root())
        self.write("checkpoint", notes[len(leaves)].encode())
        for tile in tiles_of(len(leaves)):
            span = range(tile.first, tile.first + tile.width)
            self.write(tile.path, b"".join(hashes.hash(8 * tile.level, at) for at in span))
            if tile.level == 0:
                self.write(tile.entries_path, pack([leaves[at] for at in span]))
        for at, size in enumerate(anchors):
            again = anchors[: at + 1].count(size)
            name = f"anchor/{size}" if again == 1 else f"anchor/{size}.{again}"
            self.write(name, notes[size].encode())
            self.write(f"{name}.tsr", stamp(notes[size]))
        self.write("anchor/index.txt", "".join(map(line, anchors)).encode())
        return notes

    def write(self, path: str, data: bytes) -> Path:
        """Put a file into the copy of the log."""
        target = self.folder / "log" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    def keep(self, name: str, data: bytes) -> Path:
        """Put away something from an earlier day."""
        kept = self.folder / name
        kept.write_bytes(data)
        return kept

    def asks(self, *more: str | Path) -> tuple[int, Any]:
        """Return the exit code and the answer as JSON."""
        key = self.keep("log.key", kit().log.key.text().encode())
        asked = ["log", self.folder / "log", "--log-key", key, "--json", "--lang", "en", *more]
        code = main([str(each) for each in asked])
        said = self.capture.readouterr()
        return code, json.loads(said.out) if said.out else said.err


def line(size: int) -> str:
    """Return an anchor's line in the index; it is a list of names, and its root is not believed."""
    return f"{size} 2026-11-22T03:04:05Z {'0' * 64}\n"


def stamp(note: str) -> bytes:
    """Return an authority's answer over a note."""
    return granted(kit().source.stamp(sha256(note.encode()).digest()))


def mail(note: str, size: int) -> bytes:
    """Return the mail that brings an anchor, as it is sent."""
    wording = log_anchored(
        log_key=kit().log.key.text(), size=size, stamped_at=AT, note=note, stamp=stamp(note),
        public_url="https://akashi.example",
    )  # fmt: skip
    letter = Letter("keeper@example.jp", wording.subject, wording.body, "<a@example.jp>", AT)
    return bytes(compose(letter, "akashi@example.jp"))


@pytest.fixture
def outsider(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Outsider:
    """Return somebody who has nothing yet."""
    return Outsider(tmp_path, capsys)


def test_a_true_log_agrees_with_whatever_was_kept(outsider: Outsider):
    notes = outsider.publish(LEAVES, 100, 256)
    evidence = json.dumps({"checkpoint": notes[3], "salt": "…"}).encode()
    code, told = outsider.asks(
        *("--kept", outsider.keep("note.txt", notes[200].encode())),
        *("--kept", outsider.keep("mail.eml", mail(notes[120], 120))),
        *("--kept", outsider.keep("evidence.json", evidence)),
        *("--timestamp-trust", kit().files.root),
    )
    assert (code, told["ok"], told["size"], told["first_wrong"]) == (0, True, 300, None)
    assert (told["kept"], told["time_stamps_checked"]) == (5, 3)


def test_a_rewritten_log_is_convicted_by_a_mail_saved_as_text(outsider: Outsider):
    notes = outsider.publish(LEAVES)
    body = log_anchored(
        log_key="x", size=150, stamped_at=AT, note=notes[150], stamp=stamp(notes[150]),
        public_url="https://akashi.example",
    ).body  # fmt: skip
    quoted = "\n".join(f"> {line}" for line in body.splitlines())
    outsider.publish([*LEAVES[:140], FORGED, *LEAVES[141:]])
    for text in (body, quoted, body.replace("\n", "\r\n")):
        code, told = outsider.asks("--kept", outsider.keep("mail.txt", text.encode()))
        assert (code, told["first_wrong"]) == (1, [0, 149])
        assert "mail.txt" in told["reason"]
    both = outsider.keep("note", notes[140].encode())
    code, told = outsider.asks("--kept", outsider.folder / "mail.txt", "--kept", both)
    assert (code, told["first_wrong"]) == (1, [140, 149])


def test_an_anchor_whose_stamp_is_not_to_be_believed_is_named(outsider: Outsider):
    notes = outsider.publish(LEAVES, 100)
    note = outsider.keep("note", notes[50].encode())
    outsider.keep("note.tsr", stamp(notes[51]))
    trusting = ("--timestamp-trust", kit().files.root)
    assert outsider.asks("--kept", note)[0] == 0
    code, told = outsider.asks("--kept", note, *trusting)
    assert code == 1
    assert "note" in told["reason"]
    outsider.write("anchor/100.tsr", b"")
    assert outsider.asks(*trusting)[0] == 1


def test_every_anchor_of_a_size_is_heard(outsider: Outsider):
    notes = outsider.publish(LEAVES, 100, 100, 256, 256, 256)
    trusting = ("--timestamp-trust", kit().files.root)
    code, told = outsider.asks(*trusting)
    assert (code, told["kept"], told["time_stamps_checked"]) == (0, 5, 5)
    outsider.write("anchor/256.3.tsr", stamp(notes[255]))
    code, told = outsider.asks(*trusting)
    assert (code, "anchor/256.3" in told["reason"]) == (1, True)
    outsider.write("anchor/100.2", kit().log.checkpoint(100, bytes(32)).encode())
    code, told = outsider.asks()
    assert (code, told["first_wrong"]) == (1, None)
    assert told["reason"].startswith("anchor/100.2 contradicts another checkpoint of the same 100")
    (outsider.folder / "log" / "anchor" / "100.2").unlink()
    assert outsider.asks()[0] == 1


@pytest.mark.parametrize("size", ["../kept", "1\0", "", "-1", "１"])
def test_a_list_of_anchors_of_another_form_convicts_and_leads_nowhere(
    outsider: Outsider, size: str
):
    outsider.publish(LEAVES)
    outsider.keep("kept", b"of another folder")
    outsider.write("anchor/index.txt", (line(100) + line(100).replace("100", size)).encode())
    code, told = outsider.asks()
    assert (code, told["reason"]) == (1, "Line 2 of anchor/index.txt has another form.")


def head(number: int, digest: str = "x") -> bytes:
    """Return a signed head of the audit trail."""
    return kit().log.trail_head(f"akashi.trail/2\n{number} 2026\n{digest}\n").encode()


def test_heads_of_the_audit_trail_are_held_against_those_that_were_kept(outsider: Outsider):
    outsider.publish(LEAVES)
    outsider.write("trail/head", head(7))
    outsider.write("trail/3", head(3))
    outsider.keep("kept-3.tsr", stamp(head(3).decode()))
    kept = [outsider.keep(f"kept-{number}", head(number)) for number in (3, 5, 7)]
    asked = [word for path in kept for word in ("--kept", path)]
    trusting = ("--timestamp-trust", kit().files.root)
    code, told = outsider.asks(*asked, *trusting)
    assert (code, told["ok"], told["kept"], told["time_stamps_checked"]) == (0, True, 3, 1)
    for name, other in (("3", head(3, "y")), ("7", head(7, "y")), ("8", head(8))):
        code, told = outsider.asks("--kept", outsider.keep(f"other-{name}", other))
        assert (code, told["first_wrong"]) == (1, None)
        assert f"other-{name} is head {name}" in told["reason"]
    outsider.keep("kept-3.tsr", stamp(head(5).decode()))
    assert outsider.asks(*asked, *trusting)[0] == 1


def test_a_head_that_the_log_has_not_signed_is_named(outsider: Outsider):
    outsider.publish(LEAVES)
    forged = head(7).replace(b"\nx\n", b"\ny\n")
    outsider.write("trail/head", forged)
    assert outsider.asks()[1]["reason"].startswith("trail/head is not signed by")
    outsider.write("trail/head", b"rubbish")
    assert outsider.asks()[0] == 1
    outsider.write("trail/head", head(7))
    code, told = outsider.asks("--kept", outsider.keep("forged", forged))
    assert (code, told["reason"][:20]) == (1, "forged is not signed")


@pytest.mark.parametrize("what", ["no folder", "no kept file", "no checkpoint", "no key"])
def test_what_cannot_be_used_is_said_and_is_no_verdict(outsider: Outsider, what: str):
    notes = outsider.publish(LEAVES)
    more: list[str | Path] = []
    if what == "no folder":
        (outsider.folder / "log" / "checkpoint").unlink()
    elif what == "no kept file":
        more = ["--kept", outsider.folder / "nowhere"]
    elif what == "no checkpoint":
        more = ["--kept", outsider.keep("letter.txt", b"Dear keeper,\n\nhello\n")]
    else:
        more = ["--log-key", outsider.keep("bad.key", notes[3].encode())]
    code, told = outsider.asks(*more)
    assert code == 2
    assert told.startswith("akashi-verify: ")


def test_it_speaks_to_people_too(outsider: Outsider):
    outsider.publish(LEAVES)
    key = outsider.keep("key", kit().log.key.text().encode())
    assert main(["log", str(outsider.folder / "log"), "--log-key", str(key)]) == 0
    said = outsider.capture.readouterr().out
    assert said.startswith("○ 300件すべて")
    assert "--timestamp-trust" in said
