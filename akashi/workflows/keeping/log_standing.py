"""How the published log stands (公開ログの現況): against the records, and its anchors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from akashi.adapters.toolbox import Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import Checkpoint, Counter, LogAnchor, LogEntry
from akashi.workflows.guaranteeing.publish import LOG_HEAD
from akashi_verifier.transparency_log import EMPTY_ROOT, BadNote, read_checkpoint
from akashi_verifier.transparency_log.tiles import CHECKPOINT

ANCHOR_EVERY = timedelta(hours=23)
"""Leaves an authority an hour, so that no day passes without an anchor (アンカー)."""

ANCHOR_LEAVES = 1000
"""After so many new leaves the log is anchored again, however early it is."""

ANCHOR_PATIENCE = timedelta(days=1)
"""An anchor that is due for longer is an alarm."""


class LogContradicts(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when the records contradict what was published; nothing more is published then.

    出典: C2SP tlog-checkpoint (a log never signs what contradicts an earlier checkpoint)
    """

    def __init__(self, kind: Kind, reason: Sentence) -> None:
        super().__init__(reason.en)
        self.kind = kind
        self.reason = reason


Kind = Literal["unreadable", "behind", "forked", "damaged"]
"""`unreadable`: the published checkpoint is none of this log. `behind`: the records hold fewer
leaves than were published. `forked`: another history than was published. `damaged`: the records
do not fit together."""


@dataclass(frozen=True, slots=True)
class Publication:
    """How far the log is published.

    出典: なし (本システムの決定)
    """

    size: int
    """Leaves in the records."""
    published: int
    """Leaves behind the published checkpoint; -1 before the first one."""
    trouble: LogContradicts | None


def publication(toolbox: Toolbox) -> Publication:
    """Compare the published checkpoint with the records.

    Raises:
        OSError: the folder cannot be read.
    出典: なし (本システムの決定, docs/decisions/0025)
    """
    found = toolbox.log_store.read(CHECKPOINT)
    size = log_size()
    if found is None:
        return Publication(size, -1, None)
    try:
        shown = read_checkpoint(found.decode())
    except (UnicodeDecodeError, BadNote):
        return Publication(size, -1, _unreadable())
    if shown.origin != toolbox.log.key.name:
        return Publication(size, -1, _unreadable())
    if shown.size > size:
        return Publication(size, shown.size, _behind(size, shown.size))
    own = own_note(shown.size, toolbox)
    agrees = own is not None and read_checkpoint(own) == shown
    return Publication(size, shown.size, None if agrees else _forked(shown.size))


def log_size() -> int:
    """Return how many leaves the records hold.

    出典: なし (本システムの決定)
    """
    return Counter.objects.filter(name=LOG_HEAD).values_list("value", flat=True).first() or 0


def own_note(size: int, toolbox: Toolbox) -> str | None:
    """Return the signed checkpoint of that size as the records hold it, None where they lack it.

    出典: C2SP tlog-checkpoint
    """
    if size == 0:
        return toolbox.log.checkpoint(0, EMPTY_ROOT)
    return Checkpoint.objects.filter(size=size).values_list("note", flat=True).first()


@dataclass(frozen=True, slots=True)
class Anchoring:
    """How well the log is anchored.

    出典: なし (本システムの決定)
    """

    size: int
    """Leaves in the records."""
    anchored: int
    """Leaves behind the newest anchor; 0 before the first one."""
    last_at: datetime | None
    """The authority's time of the newest anchor."""
    due_since: datetime | None
    """Since when another anchor is due; None while none is."""
    overdue: bool
    """It is due for longer than a day: nobody stamps."""


def anchoring(*, at: datetime) -> Anchoring:
    """Say whether the log must be anchored: every day, and 1,000 leaves behind the last anchor.

    Every day also when no leaf has come: who keeps anchors sees that nothing was added or taken
    away meanwhile. A log that has no leaf yet has nothing to anchor; the first is anchored at once.
    出典: issue 3 (at least daily and after every 1,000 leaves)
    """
    last, size = newest_anchor(), log_size()
    anchored, last_at = (last.size, last.stamped_at) if last else (0, None)
    since = last_at + ANCHOR_EVERY if last_at else _first_leaf_at()
    due = since is not None and (at >= since or size - anchored >= ANCHOR_LEAVES)
    # Fewer leaves than were anchored once: nothing of that is published, let alone stamped.
    if since is None or not due or size < anchored:
        return Anchoring(size, anchored, last_at, None, overdue=False)
    return Anchoring(size, anchored, last_at, since, overdue=at - since > ANCHOR_PATIENCE)


def newest_anchor() -> LogAnchor | None:
    """Return the anchor of the most leaves, the last one where these were stamped again.

    出典: なし (本システムの決定)
    """
    return LogAnchor.objects.order_by("-size", "-ordinal").first()


def _first_leaf_at() -> datetime | None:
    return LogEntry.objects.filter(index=0).values_list("recorded_at", flat=True).first()


def damaged(index: int) -> LogContradicts:
    """Return the trouble that the records lack or contradict themselves near that leaf.

    出典: なし (本システムの決定)
    """
    return LogContradicts(
        "damaged",
        Sentence(
            f"記録簿の透明性ログが{index}件目の付近で壊れています。",
            f"The transparency log in the records is damaged near leaf {index}.",
        ),
    )


def _unreadable() -> LogContradicts:
    return LogContradicts(
        "unreadable",
        Sentence(
            "公開フォルダーの checkpoint が、このログのものではありません。",
            "The checkpoint in the published folder is not one of this log.",
        ),
    )


def _behind(size: int, published: int) -> LogContradicts:
    return LogContradicts(
        "behind",
        Sentence(
            f"公開済みの{published}件に対し、記録簿には{size}件しかありません。",
            f"{published} leaves were published, and the records hold only {size}.",
        ),
    )


def _forked(published: int) -> LogContradicts:
    return LogContradicts(
        "forked",
        Sentence(
            f"公開済みの{published}件と、記録簿の内容が食い違っています。",
            f"The records contradict the {published} leaves that were published.",
        ),
    )
