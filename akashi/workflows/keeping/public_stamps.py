"""Stamps in public (公開するタイムスタンプ): statement, stamp, and the index of both."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from akashi.adapters.timestamp.messages import granted
from akashi.adapters.toolbox import LogStore, Toolbox
from akashi.domain.violations import Sentence
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi_verifier.timestamp_token import read_token


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an authority answered, and the time it states.

    出典: RFC 3161 2.4.2
    """

    answer: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One stamped statement as it is published.

    出典: docs/transparency-log.md
    """

    name: str
    statement: bytes
    stamp: bytes
    line: str
    """Of the index; begins with a number."""


def have_stamped(statement: bytes, *, toolbox: Toolbox) -> Stamp:
    """Ask an authority to stamp exactly these bytes.

    Raises: NoTimestamp when nobody does.
    出典: RFC 3161
    """
    token = toolbox.stamps.stamp(hashlib.sha256(statement).digest())
    return Stamp(granted(token), read_token(token).at)


def listed(store: LogStore, index: str) -> list[int]:
    """Return the numbers that an index lists, in its order; none where there is no index.

    Raises:
        LogContradicts: `unreadable`, for what is no index.
        OSError: the folder cannot be read.
    出典: docs/transparency-log.md
    """
    shown = (store.read(index) or b"").decode("utf-8", "replace")
    try:
        return [int(line.partition(" ")[0]) for line in shown.splitlines()]
    except ValueError as error:
        raise LogContradicts(
            "unreadable",
            Sentence(
                f"公開フォルダーの {index} が、番号の一覧ではありません。",
                f"{index} in the published folder is no list of numbers.",
            ),
        ) from error


def show_further(
    store: LogStore, index: str, behind: Callable[[Sequence[int]], Iterable[Shown]]
) -> bool:
    """Publish what stands behind the numbers listed; what is listed is never taken back.

    The index comes last, so that it never leads to what is not there. Returns whether there was
    anything to publish.

    Raises: as `listed`; OSError when the folder cannot be written.
    出典: docs/transparency-log.md
    """
    folder, _, _ = index.rpartition("/")
    lines = ""
    for each in behind(listed(store, index)):
        store.write(f"{folder}/{each.name}", each.statement)
        store.write(f"{folder}/{each.name}.tsr", each.stamp)
        lines += f"{each.line}\n"
    if lines:
        store.write(index, (store.read(index) or b"") + lines.encode())
    return bool(lines)
