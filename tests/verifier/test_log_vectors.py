"""The published vectors of the log (公開の試験データ) are what the page says, and mean it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography import x509

from akashi_verifier.__main__ import main
from akashi_verifier.log_anchor import check_anchor
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.transparency_log import leaf_data, parse_log_key
from tests.tools.log_reader import OutsideReader, check_everything

DOCS = Path(__file__).parents[2] / "docs"
VECTORS = DOCS / "vectors"
KEY = (VECTORS / "log-key.txt").read_text("ascii").strip()
PAGE = (DOCS / "transparency-log.md").read_text("utf-8")


def read(path: str) -> bytes | None:
    file = VECTORS / "log" / path
    return file.read_bytes() if file.is_file() else None


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def test_the_log_of_the_vectors_holds_the_leaves_of_the_page():
    size, entries = check_everything(OutsideReader(read, KEY))
    assert entries == [
        leaf_data(digest(f"salt {i}"), digest(f"content {i}").hex(), "concluded")
        for i in range(size)
    ]
    assert KEY in PAGE
    assert (read("checkpoint") or b"").decode().partition("\n\n")[0] in PAGE


def test_its_anchor_is_one_and_its_copy_is_checked_as_a_whole(capsys):
    root = x509.load_pem_x509_certificate((VECTORS / "timestamp-root.pem").read_bytes())
    note, stamp = read("anchor/200") or b"", read("anchor/200.tsr") or b""
    found = check_anchor(note, stamp, parse_log_key(KEY), Anchors((root,)))
    assert found.checkpoint.size == 200
    line = f"200 {found.at:%Y-%m-%dT%H:%M:%SZ} {found.checkpoint.root.hex()}\n"
    assert (read("anchor/index.txt") or b"").decode() == line
    asked = ["log", str(VECTORS / "log"), "--log-key", str(VECTORS / "log-key.txt")]
    assert main([*asked, "--timestamp-trust", str(VECTORS / "timestamp-root.pem")]) == 0
    assert main([*asked, "--kept", str(VECTORS / "kept-of-another-history.txt")]) == 1
    assert "149" in capsys.readouterr().out
