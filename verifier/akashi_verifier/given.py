"""What a person gives (与えられたもの): the file, roots to trust, keys of logs; with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509

from akashi_verifier.examine import LARGEST_FILE, Examination, Trust, load_roots
from akashi_verifier.examine.findings import all_checks
from akashi_verifier.examine.in_short import in_short
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.sentence import Sentence
from akashi_verifier.transparency_log import BadNote, LogKey, parse_log_key

LARGEST_TRUST = 1024 * 1024
"""Bytes of a file of roots or keys."""


class Unusable(Exception):  # noqa: N818 - says what is, as the other names of this room do
    """Raised when something given cannot be used; `sentence` says what and what to do.

    出典: contract §2 (exit 2)
    """

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(f"{ja} / {en}")
        self.sentence = Sentence(ja, en)


@dataclass(frozen=True)
class Given:
    """Paths of what a person believes besides what is believed already.

    出典: contract §2 verify
    """

    roots: tuple[Path, ...] = ()
    """For seals and for time stamps (`--trust`)."""
    authorities: tuple[Path, ...] = ()
    """For time stamps only (`--timestamp-trust`)."""
    log_keys: tuple[Path, ...] = ()

    def added_to(self, trust: Trust) -> Trust:
        """Return the trust together with what was given.

        Raises:
            Unusable: a file cannot be read, or holds nothing of the kind.
        """
        roots = _certificates(self.roots)
        return replace(
            trust,
            seals=_with(trust.seals, roots),
            authorities=_with(trust.authorities, (*roots, *_certificates(self.authorities))),
            log_keys=(*trust.log_keys, *(key for path in self.log_keys for key in _keys(path))),
        )


def read_to_examine(path: Path) -> bytes:
    """Return the file's bytes, no more than are needed to say that it is too large.

    Raises:
        Unusable: it cannot be read.
    出典: なし (本システムの決定)
    """
    return read_bytes(path, LARGEST_FILE + 1)


def unopened(error: Unusable) -> Examination:
    """Return the answer about a file that could not even be opened.

    出典: contract §2 verify (unreadable)
    """
    found = Examination("other", "unreadable", all_checks(), error.sentence)
    return replace(found, lines=in_short(found))


def end_of_day(text: str) -> datetime:
    """Return the end of a day in Japan, written as 2026-04-01.

    Raises:
        Unusable: no such day.
    出典: contract §2 verify (--at)
    """
    try:
        if len(text) == len("2026-04-01"):
            return datetime.fromisoformat(f"{text}T23:59:59.999999+09:00")
    except ValueError:
        pass
    raise Unusable(
        f"{text}: 2026-04-01 の形の日付にしてください", f"{text}: use a date like 2026-04-01"
    )


def read_bytes(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file.

    Raises:
        Unusable: it cannot be read.
    出典: なし (本システムの決定)
    """
    try:
        with path.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        reason = error.strerror or "?"
        raise Unusable(
            f"{path}: ファイルを読めません（{reason}）", f"{path}: cannot be read ({reason})"
        ) from error


def _certificates(paths: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    return tuple(root for path in paths for root in _roots(path))


def _roots(path: Path) -> tuple[x509.Certificate, ...]:
    try:
        return load_roots(read_bytes(path, LARGEST_TRUST))
    except ValueError as error:
        raise Unusable(
            f"{path}: PEM形式の証明書がありません",
            f"{path}: holds no certificate in PEM (BEGIN CERTIFICATE)",
        ) from error


def _keys(path: Path) -> list[LogKey]:
    lines = read_bytes(path, LARGEST_TRUST).decode("utf-8", "replace").split("\n")
    try:
        keys = [parse_log_key(line) for line in lines if line.strip()]
    except BadNote:
        keys = []
    if not keys:
        raise Unusable(
            f"{path}: ログの公開鍵の行（名前+鍵ID+鍵）ではありません",
            f"{path}: no log key line (name+id+key)",
        )
    return keys


def _with(anchors: Anchors, added: tuple[x509.Certificate, ...]) -> Anchors:
    return replace(anchors, certificates=(*anchors.certificates, *added))
