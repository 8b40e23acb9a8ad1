"""Stamp the audit trail (監査証跡の時刻認証): an authority states what was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Task, TrailStamp
from akashi.workflows.keeping.public_stamps import Shown, have_stamped, show_further
from akashi.workflows.keeping.trail_standing import check_head, newest_head, stated
from akashi.workflows.queueing import queue

TASK = "stamp_trail"
STAMP_EVERY = timedelta(hours=23)
"""Leaves an authority an hour, so that no day on which something was recorded goes without."""

TRAIL_INDEX = "trail/index.txt"


def queue_stamp(*, at: datetime) -> bool:
    """Queue a stamp a day after the last one, if anything was signed since; say whether.

    出典: なし (本システムの決定, docs/decisions/0028)
    """
    last, head = _last(), newest_head()
    early = last is not None and at - last.stamped_at < STAMP_EVERY
    if early or Task.objects.filter(name=TASK).exclude(state="done").exists():
        return False
    if head is None or head.pk == (last.pk if last else 0):
        return False
    # The same subject, whoever queues it: there is one task behind one stamp.
    queue(TASK, str(last.pk if last else 0), at=at)
    return True


def stamp_trail(subject: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Have the newest head behind the one with number `subject` stamped, and publish the stamp.

    A crash before the stamp is kept asks for another one; two workers keep one of theirs.

    Raises:
        NoTimestamp: no authority stamps; the worker tries again until one does.
        LogContradicts: the records contradict the head that is public, or its index is none.
        OSError: the published folder cannot be written; what was kept is published next time.
    出典: なし (本システムの決定, docs/decisions/0028)
    """
    del at
    last = _last()
    if (last.pk if last else 0) == int(subject):
        _keep(toolbox)
    publish_stamps(toolbox=toolbox)


def publish_stamps(*, toolbox: Toolbox) -> None:
    """Write the stamps that are not in the public index yet; what stands there is not taken back.

    Raises: as `show_further`.
    出典: docs/transparency-log.md
    """
    show_further(toolbox.log_store, TRAIL_INDEX, _stamps_behind)


def _stamps_behind(shown: Sequence[int]) -> Iterator[Shown]:
    behind = TrailStamp.objects.filter(pk__gt=max(shown, default=0)).order_by("pk")
    for stamp in behind.select_related("head"):
        line = f"{stamp.pk} {stamp.stamped_at:%Y-%m-%dT%H:%M:%SZ}"
        yield Shown(str(stamp.pk), stated(stamp.head), bytes(stamp.stamp), line)


def _last() -> TrailStamp | None:
    return TrailStamp.objects.order_by("-pk").first()


def _keep(toolbox: Toolbox) -> None:
    check_head(toolbox)
    head = newest_head()
    if head is None:
        return
    stamp = have_stamped(stated(head), toolbox=toolbox)
    try:
        with transaction.atomic():
            TrailStamp(head=head, stamp=stamp.answer, stamped_at=stamp.at).save(force_insert=True)
    except IntegrityError:
        # Another worker was quicker: its stamp is kept.
        return
