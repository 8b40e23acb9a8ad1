"""The audit trail as a chain (監査証跡の連鎖): what an authority is asked to stamp."""

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


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far the chain goes: ids of the last act and the last opening, and how many so far.

    出典: なし (本システムの決定, docs/decisions/0028)
    """

    acts_upto: int = 0
    acts: int = 0
    openings_upto: int = 0
    openings: int = 0


def chained(previous: bytes, salt: bytes, rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return the digest of a stretch of the trail: each row in canonical form, in order of id.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    digest = hashlib.sha256(previous + salt)
    for row in rows:
        digest.update(canonical_bytes(row) + b"\n")
    return digest.digest()


def noted(at: datetime | None) -> str | None:
    """Return a time as acts note it: in UTC, with six digits of a second.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


# NOTE: stamped by an authority and published; these bytes may never change.
def statement(stretch: Stretch, digest: bytes) -> bytes:
    """Return what is stamped: how far the trail goes, and its digest.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    lines = (
        "akashi.trail/1",
        f"acts {stretch.acts_upto} {stretch.acts}",
        f"openings {stretch.openings_upto} {stretch.openings}",
        base64.b64encode(digest).decode("ascii"),
    )
    return ("\n".join(lines) + "\n").encode("ascii")
