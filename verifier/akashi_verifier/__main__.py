"""`akashi-verify` (検証コマンド): the whole check, offline, without Akashi, its store or Django."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from akashi_verifier.examine import Trust, examine
from akashi_verifier.given import Given, Unusable, end_of_day, read_to_examine, unopened
from akashi_verifier.log_command import check_log
from akashi_verifier.report import report

EXIT_CODES = {"authentic": 0, "unreadable": 2}
ANSWER_IS_NO, CANNOT_BE_USED = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Examine a file; return 0 authentic, 1 altered, unknown issuer or not ours, 2 unusable.

    `log` and a folder instead: check a copy of a transparency log.


    出典: contract §2 verify
    """
    asked = list(sys.argv[1:] if arguments is None else arguments)
    # A file of that name is given as ./log.
    return _log(asked[1:]) if asked[:1] == ["log"] else _file(asked)


def _log(arguments: Sequence[str]) -> int:
    """Check a copy of a published log; return 0 as it was, 1 rewritten or damaged, 2 unusable."""
    try:
        sound, lines = check_log(arguments)
    except Unusable as error:
        _complain(error)
        return CANNOT_BE_USED
    _say("\n".join(lines))
    return 0 if sound else ANSWER_IS_NO


def _file(arguments: Sequence[str]) -> int:
    chosen = _options().parse_args(arguments)
    try:
        given = Given(tuple(chosen.trust), tuple(chosen.timestamp_trust), tuple(chosen.log_key))
        trust = given.added_to(Trust())
        at = end_of_day(chosen.at) if chosen.at else datetime.now(UTC)  # noqa: TID251 - the edge
    except Unusable as error:
        _complain(error)
        return CANNOT_BE_USED
    try:
        found = examine(read_to_examine(chosen.file), trust, at=at)
    except Unusable as error:
        _complain(error)
        found = unopened(error)
    if chosen.json:
        said = json.dumps(found.as_json(chosen.lang), ensure_ascii=False, indent=2)
    else:
        said = "\n".join(report(found, chosen.lang))
    _say(said)
    return EXIT_CODES.get(found.verdict, ANSWER_IS_NO)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="akashi-verify",
        description="Says offline whether an Akashi certificate (電子証書) is authentic.",
        epilog="Example: akashi-verify certificate.pdf --trust root.pem --log-key log.key\n"
        "A transparency log: akashi-verify log FOLDER (see akashi-verify log --help)\n"
        "Exit 0: authentic. 1: altered, of an unknown issuer, or not ours. 2: unreadable.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="The PDF to examine.")
    for name, kind, said in (
        ("--trust", "PEM", "Certificates to believe, for seals and time stamps; repeatable."),
        ("--timestamp-trust", "PEM", "Roots of time-stamp authorities only; repeatable."),
        ("--log-key", "FILE", "Key lines of transparency logs (name+id+key); repeatable."),
    ):
        parser.add_argument(name, type=Path, metavar=kind, action="append", default=[], help=said)
    parser.add_argument("--at", metavar="DATE", help="As of the end of that day in Japan.")
    parser.add_argument("--json", action="store_true", help="Answer as JSON, for programs.")
    parser.add_argument("--lang", choices=("ja", "en"), default="ja", help="Language (ja).")
    return parser


def _say(text: str) -> None:
    """Print in UTF-8 whatever the terminal is; nobody may be listening any more."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: Unusable) -> None:
    sys.stderr.write(f"akashi-verify: {error}\n")


def run() -> None:
    """Run as a command of its own.

    出典: contract §2 verify
    """
    sys.exit(main())


if __name__ == "__main__":
    run()
