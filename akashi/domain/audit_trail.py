"""The audit trail as a chain (監査証跡の連鎖): what the log signs and an authority stamps."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from akashi_verifier.canonical import canonical_bytes

SALT_SIZE = 32
"""Bytes: the statement is public, and nobody may guess acts and try whether they fit."""

BEGINNING = bytes(32)
"""Stands for the digest before the first."""

Range = tuple[int, int]
"""First and last number, both included."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far the chain goes: ids of the last act and the last opening, and how many so far.

    出典: なし (本システムの決定, docs/decisions/0028)
    """

    acts_upto: int = 0
    acts: int = 0
    openings_upto: int = 0
    openings: int = 0
    entries: int = 0
    """Entries of the transparency log, from the first."""


def chained(previous: bytes, salt: bytes, rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return the digest of a stretch of the trail: each row in canonical form, in order of id.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    digest = hashlib.sha256(previous + salt)
    for row in rows:
        digest.update(canonical_bytes(row) + b"\n")
    return digest.digest()


def noted(at: datetime) -> str:
    """Return a time as rows are chained with it: in UTC, with six digits of a second.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def written_ids(numbers: Iterable[int]) -> str:
    """Write numbers in rising order as ranges.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(f"{first}-{last}" if first < last else f"{first}" for first, last in ranges)


def read_ids(text: str) -> list[Range]:
    """Read ranges as they are written.

    Raises: ValueError for what is none.
    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    parts = [part.partition("-") for part in text.split(",") if part]
    return [(int(first), int(last or first)) for first, _, last in parts]


def left_out(ranges: Iterable[Range], *, after: int, upto: int) -> list[Range]:
    """Return what lies behind `after`, up to `upto`, in none of the ranges.

    出典: なし (本システムの決定)
    """
    found, reached = [], after
    for first, last in sorted(ranges):
        if first > reached + 1:
            found.append((reached + 1, first - 1))
        reached = max(reached, last)
    return [*found, (reached + 1, upto)] if reached < upto else found


# NOTE: signed, stamped by an authority and published; these bytes may never change.
def head(number: int, at: datetime, stretch: Stretch, digest: bytes, entries: bytes) -> str:
    """Return what is signed: how far the trail goes, and its digest; `entries` is the log's.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    lines = (
        "akashi.trail/2",
        f"{number} {noted(at)}",
        f"acts {stretch.acts_upto} {stretch.acts}",
        f"openings {stretch.openings_upto} {stretch.openings}",
        _base64(digest),
        f"entries {stretch.entries}",
        _base64(entries),
    )
    return "\n".join(lines) + "\n"


# NOTE: stamped by an authority and published, before heads were signed; never changes.
def statement(stretch: Stretch, digest: bytes) -> str:
    """Return what was stamped of a stretch that no signed head speaks for.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    lines = (
        "akashi.trail/1",
        f"acts {stretch.acts_upto} {stretch.acts}",
        f"openings {stretch.openings_upto} {stretch.openings}",
        _base64(digest),
    )
    return "\n".join(lines) + "\n"


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode("ascii")
