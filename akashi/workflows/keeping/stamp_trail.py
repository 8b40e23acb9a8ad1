"""Stamp the audit trail (監査証跡の時刻認証): an authority states what was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from akashi.adapters.toolbox import Toolbox
from akashi.domain.audit_trail import BEGINNING, SALT_SIZE, Stretch, chained, noted, statement
from akashi.records.models import AuditEntry, Opening, Task, TrailStamp
from akashi.workflows.keeping.public_stamps import Shown, have_stamped, show_further
from akashi.workflows.queueing import queue

TASK = "stamp_trail"
STAMP_EVERY = timedelta(days=1)
SETTLED = timedelta(minutes=10)
"""Rows younger than this may still have neighbours whose transaction has not ended."""

TRAIL_INDEX = "trail/index.txt"

Row = dict[str, object]


def queue_stamp(*, at: datetime) -> bool:
    """Queue a stamp a day after the last one, if anything was recorded since; say whether.

    出典: なし (本システムの決定, docs/decisions/0028)
    """
    last = TrailStamp.objects.order_by("-id").only("id", "made_at").first()
    early = last is not None and at - last.made_at < STAMP_EVERY
    if early or Task.objects.filter(name=TASK).exclude(state="done").exists():
        return False
    if covered(last) == settled(covered(last), at=at):
        return False
    # The same subject, whoever queues it: there is one task behind one stamp.
    queue(TASK, str(last.pk if last else 0), at=at)
    return True


def stamp_trail(subject: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Have what was recorded since the stamp with id `subject` stamped, and publish the stamp.

    A crash before the stamp is kept asks for another one; two workers keep one of theirs.

    Raises:
        NoTimestamp: no authority stamps; the worker tries again until one does.
        LogContradicts: the public index is none.
        OSError: the published folder cannot be written; what was kept is published next time.
    出典: なし (本システムの決定, docs/decisions/0028)
    """
    last = TrailStamp.objects.order_by("-id").first()
    if (last.pk if last else 0) == int(subject):
        _keep(last, at=at, toolbox=toolbox)
    publish_stamps(toolbox=toolbox)


def publish_stamps(*, toolbox: Toolbox) -> None:
    """Write the stamps that are not in the public index yet; what stands there is not taken back.

    Raises: as `show_further`.
    出典: docs/transparency-log.md
    """
    show_further(toolbox.log_store, TRAIL_INDEX, _stamps_behind)


def _stamps_behind(shown: Sequence[int]) -> Iterator[Shown]:
    for stamp in TrailStamp.objects.filter(pk__gt=max(shown, default=0)).order_by("pk"):
        stated = statement(covered(stamp), bytes(stamp.digest))
        line = f"{stamp.pk} {stamp.stamped_at:%Y-%m-%dT%H:%M:%SZ}"
        yield Shown(str(stamp.pk), stated, bytes(stamp.stamp), line)


def covered(stamp: TrailStamp | None) -> Stretch:
    """Return how far a stamp goes; nowhere without one.

    出典: なし (本システムの決定)
    """
    if stamp is None:
        return Stretch()
    return Stretch(stamp.acts_upto, stamp.acts, stamp.openings_upto, stamp.openings)


def settled(after: Stretch, *, at: datetime) -> Stretch:
    """Return how far the trail goes that nobody is still writing, as of `at`, from `after` on.

    出典: なし (本システムの決定)
    """
    before = at - SETTLED
    acts = AuditEntry.objects.filter(pk__gt=after.acts_upto)
    openings = Opening.objects.filter(pk__gt=after.openings_upto)
    acts_upto = acts.filter(at__lte=before).aggregate(upto=Max("id"))["upto"]
    openings_upto = openings.filter(opened_at__lte=before).aggregate(upto=Max("id"))["upto"]
    return Stretch(
        acts_upto or after.acts_upto,
        after.acts + acts.filter(pk__lte=acts_upto or 0).count(),
        openings_upto or after.openings_upto,
        after.openings + openings.filter(pk__lte=openings_upto or 0).count(),
    )


def rows_between(after: Stretch, upto: Stretch) -> Iterator[Row]:
    """Yield what was recorded in a stretch, acts first, each with every column, in order of id.

    出典: docs/transparency-log.md
    """
    acts = AuditEntry.objects.filter(pk__gt=after.acts_upto, pk__lte=upto.acts_upto)
    for row in acts.order_by("pk").values().iterator():
        details = json.dumps(row["details"], ensure_ascii=False, sort_keys=True)
        yield {**row, "at": noted(row["at"]), "details": details}
    openings = Opening.objects.filter(pk__gt=after.openings_upto, pk__lte=upto.openings_upto)
    for opening in openings.order_by("pk").values().iterator():
        yield {**opening, "opened_at": noted(opening["opened_at"])}


def _keep(last: TrailStamp | None, *, at: datetime, toolbox: Toolbox) -> None:
    stretch, salt = settled(covered(last), at=at), toolbox.randomness(SALT_SIZE)
    previous = bytes(last.digest) if last else BEGINNING
    digest = chained(previous, salt, rows_between(covered(last), stretch))
    stamp = have_stamped(statement(stretch, digest), toolbox=toolbox)
    kept = TrailStamp(
        # The next id, so that of two workers the second one's stamp finds its place taken.
        id=(last.pk if last else 0) + 1,
        acts_upto=stretch.acts_upto,
        acts=stretch.acts,
        openings_upto=stretch.openings_upto,
        openings=stretch.openings,
        salt=salt,
        digest=digest,
        stamp=stamp.answer,
        stamped_at=stamp.at,
        made_at=at,
    )
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:
        # Another worker was quicker: its stamp is kept.
        return
