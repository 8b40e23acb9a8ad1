"""A stretch of the log as the tables hold it (記録のひと区切り): read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from akashi.records.models import AuditEntry, Checkpoint, LogEntry, LogNode

LENGTH = 1000

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What reading raises where there is text for a time, or a list for an act's details."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries in sequence, and what the tables say besides of these entries.

    出典: なし (本システムの決定)
    """

    entries: Sequence[LogEntry]
    nodes: Mapping[tuple[int, int], bytes]
    notes: Mapping[int, str]
    """Checkpoints by their size."""
    signed_at: Mapping[int, datetime]
    """When they were signed."""
    acts: Mapping[str, Sequence[AuditEntry]]
    """The audit trail of each application, in order; empty when it was not asked for."""


def read_stretch(start: int, length: int, *, with_acts: bool) -> Stretch | None:
    """Read the `length` entries that follow the first `start`; None when nothing does.

    Raises: UNREADABLE, where an owner wrote what no column of ours holds.
    出典: なし (本システムの決定)
    """
    entries = list(
        LogEntry.objects.select_related("certificate__guarantee__application")
        .select_related("certificate__guarantee__surety")
        .filter(index__gte=start)
        .order_by("index")[:length]
    )
    if not entries:
        return None
    end = start + length
    nodes: dict[tuple[int, int], bytes] = {}
    for level in range(end.bit_length()):
        found = LogNode.objects.filter(
            level=level, index__gte=start >> level, index__lt=end >> level
        )
        nodes |= {(level, each.index): bytes(each.hash) for each in found}
    signed = list(Checkpoint.objects.filter(size__gt=start, size__lte=end))
    return Stretch(
        entries,
        nodes,
        {each.size: each.note for each in signed},
        {each.size: each.created_at for each in signed},
        _acts_on(entries) if with_acts else {},
    )


def _acts_on(entries: Sequence[LogEntry]) -> Mapping[str, Sequence[AuditEntry]]:
    asked = [each.certificate.guarantee.application_id for each in entries]
    acts: dict[str, list[AuditEntry]] = defaultdict(list)
    for act in AuditEntry.objects.filter(application_id__in=asked).order_by("id"):
        acts[act.application_id].append(act)
    return acts
