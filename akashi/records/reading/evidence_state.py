"""How seals are kept checkable (長期保存の状況): counted for the operator, from the notebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from akashi.records.models import Preservation


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """How many files reach which level, and which ones are soonest to weaken.

    出典: なし (本システムの決定)
    """

    levels: dict[str, int]
    oldest_archived_at: datetime | None
    """The archive time stamp that is oldest among the newest of each file."""
    holds_until: datetime | None
    """When the first certificate of an authority behind such a stamp ends."""
    set_aside: int
    """Files that could not be renewed as they are; see the log for each reason."""


def evidence_state(at: datetime) -> EvidenceState:
    """Return how things stand at a time.

    出典: なし (本システムの決定)
    """
    levels = Preservation.objects.values_list("level").annotate(files=Count("pk"))
    ends = Preservation.objects.aggregate(archived=Min("archived_at"), holds=Min("holds_until"))
    return EvidenceState(
        dict(levels.order_by("level")),
        ends["archived"],
        ends["holds"],
        Preservation.objects.filter(not_before__gt=at).count(),
    )


def ids_after(certificate_id: int, limit: int) -> list[int]:
    """Return the next certificates whose files are kept, in their order.

    出典: なし (本システムの決定)
    """
    after = Preservation.objects.filter(pk__gt=certificate_id).order_by("pk")
    return list(after.values_list("pk", flat=True)[:limit])
