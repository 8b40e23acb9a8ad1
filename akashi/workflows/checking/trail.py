"""Checking the audit trail (監査証跡の照合): acts, openings and times as signed and stamped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from akashi.adapters.toolbox import Toolbox
from akashi.domain import audit_trail
from akashi.domain.audit_trail import BEGINNING, Range, Stretch, chained, read_ids
from akashi.domain.violations import Sentence
from akashi.records.models import AuditEntry, Opening, TrailHead, TrailStamp
from akashi.workflows.checking.stretch import UNREADABLE
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.public_stamps import listed
from akashi.workflows.keeping.stamp_trail import TRAIL_INDEX
from akashi.workflows.keeping.trail_standing import (
    check_head,
    compare_head,
    covered,
    entries_between,
    rows_in,
    settled,
    stated,
)
from akashi_verifier.log_kept import KeptCopy
from akashi_verifier.log_signature import note_by_log
from akashi_verifier.timestamp_token import BadToken


@dataclass(frozen=True, slots=True)
class TrailFault:
    """What is wrong with the trail, and from which entry of the log on, where it is about those.

    出典: なし (本システムの決定)
    """

    reason: Sentence
    first_wrong: int | None = None


def wrong_in_the_trail(toolbox: Toolbox, kept: Sequence[KeptCopy] = ()) -> TrailFault | None:
    """Return what is wrong with acts, openings and times that were signed, None when nothing is.

    `kept`: heads that somebody outside has put away.

    Raises:
        OSError: the published folder cannot be read.
    出典: acceptance.md A20, docs/decisions/0028
    """
    before: TrailHead | None = None
    try:
        for head in TrailHead.objects.order_by("pk").select_related("trailstamp").iterator(1000):
            fault = _wrong_head(before, head, toolbox)
            if fault is not None:
                return fault
            before = head
    except UNREADABLE:
        signed = covered(before).acts_upto
        reason = Sentence(
            f"監査証跡の{signed + 1}番からの記録に、読めないものがあります。",
            f"From act {signed + 1} of the audit trail on something cannot be read.",
        )
        return TrailFault(reason)
    return _at_the_end(before, toolbox, kept)


def _at_the_end(
    last: TrailHead | None, toolbox: Toolbox, kept: Sequence[KeptCopy]
) -> TrailFault | None:
    reason = _slipped_in(last) or _lost(toolbox) or _kept_otherwise(toolbox, kept)
    return TrailFault(reason) if reason else None


def _wrong_head(before: TrailHead | None, head: TrailHead, toolbox: Toolbox) -> TrailFault | None:
    if head.pk != (before.pk if before else 0) + 1 or not _signed(before, head, toolbox):
        return _in(before, head, _NOT_SIGNED)
    return (
        _wrong_rows(before, head)
        or _wrong_times(before, head)
        or _wrong_stamp(before, head, toolbox)
    )


def _wrong_rows(before: TrailHead | None, head: TrailHead) -> TrailFault | None:
    previous = bytes(before.digest) if before else BEGINNING
    acts, openings = read_ids(head.act_ids), read_ids(head.opening_ids)
    rows = chain(rows_in(AuditEntry, acts), rows_in(Opening, openings))
    if chained(previous, bytes(head.salt), rows) == bytes(head.digest):
        return None
    return _in(before, head, _CHANGED)


def _wrong_times(before: TrailHead | None, head: TrailHead) -> TrailFault | None:
    """The log proves what its entries say, and heads when they came into it."""
    if not head.note:
        return None
    start = covered(before).entries
    previous = bytes(before.entries_digest) if before else BEGINNING
    rows = entries_between(start, head.entries)
    if chained(previous, bytes(head.salt), rows) == bytes(head.entries_digest):
        return None
    reason = Sentence(
        f"{start}番から{head.entries - 1}番までのどれかの採録時刻が、後から変えられています。",
        f"One of the entries {start} to {head.entries - 1} was given another time afterwards.",
    )
    return TrailFault(reason, start)


def _signed(before: TrailHead | None, head: TrailHead, toolbox: Toolbox) -> bool:
    """Ed25519 gives one signature for one text, so signing anew is the comparison."""
    if not head.note:
        # From before heads were signed: an authority speaks for it, and nothing signed is older.
        return _stamp_of(head) is not None and (before is None or not before.note)
    digests = bytes(head.digest), bytes(head.entries_digest)
    statement = audit_trail.head(head.pk, head.made_at, covered(head), *digests)
    return head.note == toolbox.log.trail_head(statement)


def _wrong_stamp(before: TrailHead | None, head: TrailHead, toolbox: Toolbox) -> TrailFault | None:
    stamp = _stamp_of(head)
    if stamp is None:
        return None
    try:
        at = toolbox.check_stamp(stated(head), bytes(stamp.stamp))
    except BadToken as error:
        reason = Sentence(
            f"タイムスタンプが認められません（{error}）", f"the time stamp proves nothing ({error})"
        )
        return _in(before, head, reason)
    if at != stamp.stamped_at:
        return _in(before, head, _OTHER_TIME)
    published = toolbox.log_store.read(f"trail/{head.pk}")
    if published is not None and published != stated(head):
        return _in(before, head, _NOT_PUBLISHED)
    return None


def _stamp_of(head: TrailHead) -> TrailStamp | None:
    return getattr(head, "trailstamp", None)


def _in(before: TrailHead | None, head: TrailHead, wrong: Sentence) -> TrailFault:
    first, last = covered(before), covered(head)
    reason = Sentence(
        f"監査証跡の{first.acts_upto + 1}番から{last.acts_upto}番、または閲覧の記録の"
        f"{first.openings_upto + 1}番から{last.openings_upto}番: {wrong.ja}。",
        f"Acts {first.acts_upto + 1} to {last.acts_upto} of the audit trail, or openings "
        f"{first.openings_upto + 1} to {last.openings_upto}: {wrong.en}.",
    )
    return TrailFault(reason)


def _slipped_in(last: TrailHead | None) -> Sentence | None:
    """Say what stands among signed rows and was never signed: it came too late to be true."""
    known = settled(last)
    upto = covered(known)
    later = list(TrailHead.objects.filter(pk__gt=known.pk if known else 0))
    acts = upto.acts + _below(upto.acts_upto, (read_ids(each.act_ids) for each in later))
    openings = upto.openings + _below(
        upto.openings_upto, (read_ids(each.opening_ids) for each in later)
    )
    if _counted(upto) == (acts, openings):
        return None
    return Sentence(
        "署名済みの監査証跡の間に、後から記録が加えられています。",
        "Records were slipped in among those of the audit trail that are signed.",
    )


def _counted(upto: Stretch) -> tuple[int, int]:
    return (
        AuditEntry.objects.filter(pk__lte=upto.acts_upto).count(),
        Opening.objects.filter(pk__lte=upto.openings_upto).count(),
    )


def _below(upto: int, ranges: Iterable[Iterable[Range]]) -> int:
    """Count the ids up to a limit."""
    return sum(max(min(last, upto) - first + 1, 0) for each in ranges for first, last in each)


def _lost(toolbox: Toolbox) -> Sentence | None:
    try:
        check_head(toolbox)
        published = set(listed(toolbox.log_store, TRAIL_INDEX))
    except LogContradicts as trouble:
        return trouble.reason
    lost = published - set(TrailStamp.objects.values_list("pk", flat=True))
    if not lost:
        return None
    return Sentence(
        f"監査証跡の{min(lost)}番のタイムスタンプは公開されていますが、記録簿にありません。",
        f"Stamp {min(lost)} on the audit trail was published, and the records lack it.",
    )


def _kept_otherwise(toolbox: Toolbox, kept: Sequence[KeptCopy]) -> Sentence | None:
    for each in kept:
        if not note_by_log(each.note.decode("utf-8", "replace"), toolbox.log.key):
            return Sentence(
                f"{each.name}: このログの署名ではありません。",
                f"{each.name}: it is not signed by this log.",
            )
        try:
            compare_head(each.note)
        except LogContradicts as trouble:
            return Sentence(
                f"{each.name}: {trouble.reason.ja}", f"{each.name}: {trouble.reason.en}"
            )
    return None


_CHANGED = Sentence("記録が後から変えられています", "the records were changed afterwards")
_NOT_SIGNED = Sentence("署名が違います", "the signature is not over this")
_OTHER_TIME = Sentence("別の時刻が記録されています", "another time is recorded than was stamped")
_NOT_PUBLISHED = Sentence("公開済みのものと違います", "it is not what was published")
