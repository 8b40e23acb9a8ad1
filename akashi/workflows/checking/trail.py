"""Checking the audit trail (監査証跡の照合): acts and openings as they were stamped, day by day."""

from __future__ import annotations

from akashi.adapters.toolbox import Toolbox
from akashi.domain.audit_trail import BEGINNING, chained, statement
from akashi.domain.violations import Sentence
from akashi.records.models import TrailStamp
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.public_stamps import listed
from akashi.workflows.keeping.stamp_trail import TRAIL_INDEX, covered, rows_between
from akashi_verifier.timestamp_token import BadToken


def wrong_in_the_trail(toolbox: Toolbox) -> Sentence | None:
    """Return what is wrong with acts and openings that were stamped once, None when nothing is.

    Raises:
        OSError: the published folder cannot be read.
    出典: acceptance.md A20, docs/decisions/0028
    """
    before, previous = None, BEGINNING
    for stamp in TrailStamp.objects.order_by("pk").iterator():
        wrong = _wrong_stretch(before, previous, stamp, toolbox)
        if wrong is not None:
            first, last = covered(before), covered(stamp)
            return Sentence(
                f"監査証跡の{first.acts_upto + 1}番から{last.acts_upto}番、または閲覧の記録の"
                f"{first.openings_upto + 1}番から{last.openings_upto}番: {wrong.ja}。",
                f"Acts {first.acts_upto + 1} to {last.acts_upto} of the audit trail, or openings "
                f"{first.openings_upto + 1} to {last.openings_upto}: {wrong.en}.",
            )
        before, previous = stamp, bytes(stamp.digest)
    return _stamps_lost(before, toolbox)


def _wrong_stretch(
    before: TrailStamp | None, previous: bytes, stamp: TrailStamp, toolbox: Toolbox
) -> Sentence | None:
    stretch, digest = covered(stamp), bytes(stamp.digest)
    made = chained(previous, bytes(stamp.salt), rows_between(covered(before), stretch))
    if made != digest:
        return Sentence("記録が後から変えられています", "the records were changed afterwards")
    stated = statement(stretch, digest)
    try:
        toolbox.check_stamp(stated, bytes(stamp.stamp))
    except BadToken as error:
        return Sentence(
            f"タイムスタンプが認められません（{error}）", f"the time stamp proves nothing ({error})"
        )
    published = toolbox.log_store.read(f"trail/{stamp.pk}")
    if published is not None and published != stated:
        return Sentence("公開済みのものと違います", "it is not what was published")
    return None


def _stamps_lost(last: TrailStamp | None, toolbox: Toolbox) -> Sentence | None:
    try:
        published = max(listed(toolbox.log_store, TRAIL_INDEX), default=0)
    except LogContradicts as trouble:
        return trouble.reason
    held = last.pk if last else 0
    if published <= held:
        return None
    return Sentence(
        f"監査証跡のタイムスタンプは{published}件公開されていますが、記録簿には{held}件しかありません。",
        f"{published} stamps on the audit trail were published; the records hold only {held}.",
    )
