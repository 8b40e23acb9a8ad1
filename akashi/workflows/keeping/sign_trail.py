"""Sign the audit trail (監査証跡の署名): soon after an act the tables' owner can change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain import audit_trail
from akashi.domain.audit_trail import (
    BEGINNING,
    SALT_SIZE,
    Range,
    chained,
    left_out,
    read_ids,
    written_ids,
)
from akashi.records.models import AuditEntry, LogEntry, Opening, TrailHead
from akashi.workflows.keeping.trail_standing import (
    Row,
    check_head,
    covered,
    entries_between,
    newest_head,
    rows_in,
    settled,
)

MOST_ROWS = 2000
"""Of each kind in one head, so that a worker is not kept from what people wait for."""

_NO_END = 2**63 - 1


def sign_trail(*, at: datetime, toolbox: Toolbox) -> bool:
    """Chain what was recorded since the last head and sign it; say whether there may be more.

    One row is written, at the end: killed before, nothing has happened; of two workers the second
    finds the number taken. Nothing is signed on top of records that contradict what is public.

    Raises:
        LogContradicts: the records lack the head that is public, or hold another.
        OSError: the published folder cannot be read.
    出典: なし (本システムの決定, docs/decisions/0032)
    """
    check_head(toolbox)
    last = newest_head()
    before, size = covered(last), _log_size_from(last)
    open_acts, open_openings = _passed_over(last)
    acts = list(islice(rows_in(AuditEntry, _and_on(open_acts, before.acts_upto)), MOST_ROWS))
    openings = list(
        islice(rows_in(Opening, _and_on(open_openings, before.openings_upto)), MOST_ROWS)
    )
    if not acts and not openings and size == before.entries:
        return False
    head = _head(last, acts, openings, size, salt=toolbox.randomness(SALT_SIZE), at=at)
    digests = bytes(head.digest), bytes(head.entries_digest)
    statement = audit_trail.head(head.pk, at, covered(head), *digests)
    head.note = toolbox.log.trail_head(statement)
    try:
        with transaction.atomic():
            head.save(force_insert=True)
    except IntegrityError:
        # Another worker was quicker: its head is kept.
        return True
    return MOST_ROWS in (len(acts), len(openings), size - before.entries)


def _head(
    last: TrailHead | None,
    acts: Sequence[Row],
    openings: Sequence[Row],
    size: int,
    *,
    salt: bytes,
    at: datetime,
) -> TrailHead:
    before = covered(last)
    act_ids, opening_ids = _ids(acts), _ids(openings)
    digest, entries_digest = (
        (bytes(last.digest), bytes(last.entries_digest)) if last else (BEGINNING, BEGINNING)
    )
    return TrailHead(
        id=(last.pk if last else 0) + 1,
        acts_upto=max([before.acts_upto, *act_ids]),
        acts=before.acts + len(acts),
        openings_upto=max([before.openings_upto, *opening_ids]),
        openings=before.openings + len(openings),
        entries=size,
        act_ids=written_ids(act_ids),
        opening_ids=written_ids(opening_ids),
        salt=salt,
        digest=chained(digest, salt, [*acts, *openings]),
        entries_digest=chained(entries_digest, salt, entries_between(before.entries, size)),
        made_at=at,
    )


def _passed_over(last: TrailHead | None) -> tuple[list[Range], list[Range]]:
    """Return the ids below the highest signed that no row had yet, and may have by now."""
    before, known = covered(last), settled(last)
    recent = list(TrailHead.objects.filter(pk__gt=known.pk if known else 0))
    after = covered(known)
    acts = [each for head in recent for each in read_ids(head.act_ids)]
    openings = [each for head in recent for each in read_ids(head.opening_ids)]
    return (
        left_out(acts, after=after.acts_upto, upto=before.acts_upto),
        left_out(openings, after=after.openings_upto, upto=before.openings_upto),
    )


def _and_on(passed_over: Sequence[Range], upto: int) -> Iterator[Range]:
    yield from passed_over
    yield upto + 1, _NO_END


def _ids(rows: Sequence[Row]) -> list[int]:
    return [int(str(row["id"])) for row in rows]


def _log_size_from(last: TrailHead | None) -> int:
    """Return how many entries the log has by now, at most so many more than the last head says."""
    start = covered(last).entries
    return start + LogEntry.objects.filter(index__gte=start, index__lt=start + MOST_ROWS).count()
