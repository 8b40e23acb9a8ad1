"""Anchor the log (透明性ログのアンカー): an authority stamps the checkpoint, others keep a copy."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from akashi.adapters import letters
from akashi.adapters.toolbox import Toolbox
from akashi.records.models import LogAnchor, Task
from akashi.records.numbering import locked_counter
from akashi.workflows.keeping.log_standing import anchoring, log_size, newest_anchor
from akashi.workflows.keeping.public_stamps import have_stamped
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.queueing import notify, queue
from akashi_verifier.log_kept import anchor_name
from akashi_verifier.transparency_log import read_checkpoint
from akashi_verifier.transparency_log.tiles import CHECKPOINT

TASK = "anchor_log"
ONE_AT_A_TIME = "log_anchors"
"""The counter whose lock lets one worker at a time queue an anchor; its value means nothing."""


class NotPublished(Exception):  # noqa: N818 - says what is, as the other names of this room do
    """Raised when what is to be anchored is not published yet; the worker tries again.

    出典: なし (本システムの決定)
    """


def queue_anchor(*, at: datetime) -> bool:
    """Queue an anchor when one is due and none is queued; return whether one was.

    出典: issue 3 (at least daily and after every 1,000 leaves)
    """
    if anchoring(at=at).due_since is None or _waiting():
        return False
    with transaction.atomic():
        locked_counter(ONE_AT_A_TIME)
        if _waiting() or anchoring(at=at).due_since is None:
            return False
        size = log_size()
        queue(TASK, anchor_name(size, _next_ordinal(size)), at=at)
    return True


def anchor_log(subject: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Have the published checkpoint time stamped, keep the stamp, and mail it to its keepers.

    `subject` names the anchor that must be there afterwards; the newest published checkpoint is
    taken. A crash before the stamp is kept asks for another one; afterwards there is nothing left
    to do.

    Raises:
        NoTimestamp: no authority stamps; the worker tries again until one does.
        NotPublished, LogContradicts: there is nothing in public to be anchored.
    出典: issue 3 (Anchors)
    """
    wanted, _, again = subject.partition(".")
    last = newest_anchor()
    if last is not None and (last.size, last.ordinal) >= (int(wanted), int(again or 1)):
        return
    publish_log(toolbox=toolbox)
    note = (toolbox.log_store.read(CHECKPOINT) or b"").decode()
    if not note or (size := read_checkpoint(note).size) < int(wanted):
        raise NotPublished(f"{wanted} leaves are not published yet")
    # Its place is taken before the authority is asked: of two workers one keeps a stamp.
    ordinal = _next_ordinal(size)
    stamp = have_stamped(note.encode(), toolbox=toolbox)
    anchor = LogAnchor(
        size=size, ordinal=ordinal, note=note, stamp=stamp.answer, stamped_at=stamp.at
    )
    try:
        with transaction.atomic():
            anchor.save(force_insert=True)
            _mail(anchor, toolbox.log.key.text(), at=at)
    except IntegrityError:
        # Another worker was quicker: its stamp is kept and mailed.
        return
    publish_log(toolbox=toolbox)


def _mail(anchor: LogAnchor, log_key: str, *, at: datetime) -> None:
    name = anchor_name(anchor.size, anchor.ordinal)
    for address in settings.ANCHOR_MAIL:
        notify(
            f"log_anchored/{name}/{hashlib.sha256(address.encode()).hexdigest()[:16]}",
            letters.log_anchored(
                log_key=log_key,
                size=anchor.size,
                stamped_at=anchor.stamped_at,
                note=anchor.note,
                stamp=bytes(anchor.stamp),
                public_url=settings.PUBLIC_URL,
            ),
            recipient=address,
            at=at,
        )


def _next_ordinal(size: int) -> int:
    return LogAnchor.objects.filter(size=size).count() + 1


def _waiting() -> bool:
    return Task.objects.filter(name=TASK).exclude(state="done").exists()
