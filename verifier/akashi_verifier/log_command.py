"""`akashi-verify log` (ログの検証): a copy of a published log against what outsiders have kept."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from akashi_verifier.examine import Trust
from akashi_verifier.given import Given, Unusable
from akashi_verifier.log_anchor import BadAnchor, check_anchor, check_stamp
from akashi_verifier.log_audit import Audit, Kept, audit
from akashi_verifier.log_kept import BadIndex, KeptCopy, anchors_of, read_kept
from akashi_verifier.log_trail import is_head, wrong_heads
from akashi_verifier.sentence import Sentence
from akashi_verifier.timestamp_token import BadToken
from akashi_verifier.transparency_log import LogKey
from akashi_verifier.transparency_log.tiles import CHECKPOINT, Read


def check_log(arguments: Sequence[str]) -> tuple[bool, list[str]]:
    """Check a folder of log files; return whether all is well, and what to print.

    Raises:
        Unusable: the folder, the key or something kept cannot be used.
    出典: docs/transparency-log.md (Writing a monitor)
    """
    chosen = _options().parse_args(arguments)
    read = _reader(chosen.folder)
    trust = Given(
        authorities=tuple(chosen.timestamp_trust), log_keys=tuple(chosen.log_key)
    ).added_to(Trust())
    copies = [read_kept(path) for path in chosen.kept]
    try:
        copies += anchors_of(read)
    except BadIndex as error:
        wrong = Audit(ok=False, size=0, agreeing=0, first_wrong=None, reason=error.sentence)
        return False, _said(wrong, len(copies), 0, chosen)
    stamped = [each for each in copies if each.stamp is not None] if chosen.timestamp_trust else []
    found = _audited(read, trust.log_keys[0], copies, stamped, trust)
    return found.ok, _said(found, len(copies), len(stamped), chosen)


def _said(found: Audit, kept: int, stamped: int, chosen: argparse.Namespace) -> list[str]:
    if chosen.json:
        told = _document(found, kept, stamped, chosen.lang)
        return [json.dumps(told, ensure_ascii=False, indent=2)]
    said = found.reason.text(chosen.lang)
    return [f"{'○' if found.ok else '×'} {said}", _stamps(stamped).text(chosen.lang)]


def _audited(
    read: Read, key: LogKey, copies: list[KeptCopy], stamped: list[KeptCopy], trust: Trust
) -> Audit:
    heads = [each for each in copies if is_head(each.note)]
    notes = [
        Kept(each.name, each.note.decode("utf-8", "replace"))
        for each in copies
        if each not in heads
    ]
    found = audit(read, key, notes)
    if not found.ok:
        return found
    wrong = wrong_heads(read, key, heads)
    if wrong is not None:
        return replace(found, ok=False, reason=wrong)
    for each in stamped:
        try:
            if each in heads:
                check_stamp(each.note, each.stamp or b"", trust.authorities)
            else:
                check_anchor(each.note, each.stamp or b"", key, trust.authorities)
        except (BadAnchor, BadToken) as error:
            reason = Sentence(
                f"{each.name} のタイムスタンプを信じられません（{error}）。",
                f"The time stamp of {each.name} cannot be believed: {error}.",
            )
            return replace(found, ok=False, reason=reason)
    return found


def _stamps(checked: int) -> Sentence:
    if checked:
        return Sentence(
            f"{checked}件のタイムスタンプを確かめました。", f"{checked} time stamps were checked."
        )
    return Sentence(
        "タイムスタンプは確かめていません（--timestamp-trust がありません）。",
        "No time stamp was checked (no --timestamp-trust was given).",
    )


def _document(found: Audit, kept: int, stamped: int, lang: str) -> dict[str, object]:
    return {
        "ok": found.ok,
        "size": found.size,
        "agreeing": found.agreeing,
        "first_wrong": list(found.first_wrong) if found.first_wrong else None,
        "reason": found.reason.text(lang),
        "kept": kept,
        "time_stamps_checked": stamped,
    }


def _reader(folder: Path) -> Read:
    if not (folder / CHECKPOINT).is_file():
        raise Unusable(
            f"{folder}: 透明性ログのフォルダーではありません（checkpoint がありません）",
            f"{folder}: not a folder of log files (there is no {CHECKPOINT})",
        )

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except OSError:
            return None

    return read


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akashi-verify log",
        description="Checks a copy of a transparency log (透明性ログ) against what you kept.",
        epilog="Example: akashi-verify log copy-of-log/ --log-key log.key --kept mail.eml\n"
        "Exit 0: history is as it was. 1: rewritten or damaged, and where. 2: cannot be checked.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="The files below /log/.")
    parser.add_argument(
        "--log-key", type=Path, metavar="FILE", action="append", required=True,
        help="The log's key line (name+id+key), as you have known it.",
    )  # fmt: skip
    for name, kind, said in (
        ("--kept", "FILE", "Checkpoint, anchor's mail, trail/head or evidence.json; repeatable."),
        ("--timestamp-trust", "PEM", "Roots of time-stamp authorities; repeatable."),
    ):  # fmt: skip
        parser.add_argument(name, type=Path, metavar=kind, action="append", default=[], help=said)
    parser.add_argument("--json", action="store_true", help="Answer as JSON, for programs.")
    parser.add_argument("--lang", choices=("ja", "en"), default="ja", help="Language (ja).")
    return parser
