"""The next serial (採番), taken under a lock inside the caller's own transaction, never reused."""

from __future__ import annotations

from akashi.records.models import Counter


def next_serial(name: str) -> int:
    """Return the next serial of `name`, beginning with 1; the caller is inside a transaction.

    The counter row stays locked until that transaction ends, so two callers never get the
    same serial. A transaction that fails, or whose process dies, gives its serial back with
    everything else it wrote: the series has no gap.
    出典: なし (本システムの決定)
    """
    counter = locked_counter(name)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value


def locked_counter(name: str) -> Counter:
    """Return the counter row of `name`, locked and made if need be with the value 0.

    出典: なし (本システムの決定)
    """
    counter, _made = Counter.objects.select_for_update().get_or_create(
        name=name, defaults={"value": 0}
    )
    return counter
