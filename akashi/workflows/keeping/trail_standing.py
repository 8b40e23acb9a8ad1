"""How the audit trail stands (監査証跡の現況): its heads, its rows, and the head that is public."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from akashi.adapters.toolbox import LogStore, Toolbox
from akashi.domain.audit_trail import Range, Stretch, noted, statement
from akashi.domain.violations import Sentence
from akashi.records.models import AuditEntry, LogEntry, Opening, TrailHead
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi_verifier.log_trail import TRAIL_HEAD, BadHead, head_number

LATE = timedelta(minutes=10)
"""No transaction is open longer."""

Row = dict[str, object]


def newest_head() -> TrailHead | None:
    """Return the last head that was signed, None before the first.

    出典: なし (本システムの決定)
    """
    return TrailHead.objects.order_by("-pk").first()


def covered(head: TrailHead | None) -> Stretch:
    """Return how far a head goes; nowhere without one.

    出典: なし (本システムの決定)
    """
    if head is None:
        return Stretch()
    return Stretch(head.acts_upto, head.acts, head.openings_upto, head.openings, head.entries)


def stated(head: TrailHead) -> bytes:
    """Return the bytes that are published of a head, and that an authority stamps.

    出典: docs/transparency-log.md
    """
    return (head.note or statement(covered(head), bytes(head.digest))).encode()


def settled(last: TrailHead | None) -> TrailHead | None:
    """Return the newest head below which nothing came that a head up to `last` did not see.

    None where there is none. Ids are given out before rows are there to be seen; what was passed
    over by a head is looked for until another head is so much younger.
    出典: なし (本システムの決定, docs/decisions/0032)
    """
    if last is None:
        return None
    older = TrailHead.objects.filter(pk__lt=last.pk, made_at__lte=last.made_at - LATE)
    return older.order_by("-pk").first()


def rows_in(table: type[AuditEntry | Opening], ranges: Iterable[Range]) -> Iterator[Row]:
    """Yield acts or openings of these ids, each with every column, in order of id.

    出典: docs/transparency-log.md
    """
    for first, last in ranges:
        rows = table.objects.filter(pk__gte=first, pk__lte=last).order_by("pk")
        for row in rows.values().iterator():
            yield {name: _plain(value) for name, value in row.items()}


def entries_between(start: int, end: int) -> Iterator[Row]:
    """Yield when each entry of the log was recorded; the log itself speaks for all else of them.

    出典: docs/transparency-log.md
    """
    entries = LogEntry.objects.filter(index__gte=start, index__lt=end).order_by("index")
    for index, at in entries.values_list("index", "recorded_at").iterator():
        yield {"index": index, "recorded_at": noted(at)}


def publish_head(store: LogStore) -> bool:
    """Publish the last head unless it is; one that is further is never taken back.

    Raises:
        LogContradicts: `unreadable`, for what is no head.
        OSError: the folder cannot be written.
    出典: docs/decisions/0032
    """
    head = newest_head()
    if head is None or not head.note or _number(store.read(TRAIL_HEAD)) >= head.pk:
        return False
    store.write(TRAIL_HEAD, head.note.encode())
    return True


def check_head(toolbox: Toolbox) -> None:
    """Compare the head that is public with the records.

    Raises:
        LogContradicts: the records lack it, or have another in its place.
        OSError: the folder cannot be read.
    出典: docs/decisions/0032
    """
    shown = toolbox.log_store.read(TRAIL_HEAD)
    if shown:
        compare_head(shown)


def compare_head(shown: bytes) -> None:
    """Compare a head that somebody has seen with the records.

    Raises: LogContradicts, as `check_head`, or `unreadable` for what is no head.
    出典: docs/decisions/0032
    """
    number = _number(shown)
    own = TrailHead.objects.filter(pk=number).values_list("note", flat=True).first()
    if own is None:
        raise LogContradicts(
            "behind",
            Sentence(
                f"監査証跡の署名は{number}番まで公開されていますが、記録簿にありません。",
                f"Head {number} of the audit trail was published, and the records lack it.",
            ),
        )
    if own.encode() != shown:
        raise LogContradicts(
            "forked",
            Sentence(
                f"監査証跡の{number}番の署名が、公開済みのものと食い違っています。",
                f"Head {number} of the audit trail is not the one that was published.",
            ),
        )


def unsigned_since(*, at: datetime) -> datetime | None:
    """Return the time of the first act that should be signed by now and is not; None without one.

    出典: docs/decisions/0032
    """
    behind = AuditEntry.objects.filter(pk__gt=covered(newest_head()).acts_upto)
    return behind.filter(at__lt=at - LATE).order_by("pk").values_list("at", flat=True).first()


def _number(shown: bytes | None) -> int:
    """Return which head this is, 0 without one."""
    if not shown:
        return 0
    try:
        return head_number(shown)
    except BadHead as error:
        raise LogContradicts(
            "unreadable",
            Sentence(
                f"公開フォルダーの {TRAIL_HEAD} が、監査証跡の署名ではありません。",
                f"{TRAIL_HEAD} in the published folder is no head of the audit trail.",
            ),
        ) from error


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return noted(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value
