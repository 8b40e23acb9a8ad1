"""Load dated premium rate tables (保証料率表の取込み) of a surety."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from akashi.domain.people import Actor
from akashi.domain.premium import read_rate_table
from akashi.domain.violations import RuleViolation, Violation, refuse
from akashi.records.models import RateTable, Surety
from akashi.workflows.auditing import record


@transaction.atomic
def load_rates(documents: Sequence[Mapping[str, object]], *, by: Actor, at: datetime) -> int:
    """Add rate tables and replace those of the same surety, product and first day.

    Quotes already given keep their own breakdown, whatever becomes of the table.

    Raises: RuleViolation with every problem by its key, `unknown_surety`; nothing is loaded.
    出典: docs/premium.md
    """
    found: list[Violation] = []
    for document in documents:
        table, problems = read_rate_table(document)
        found += problems
        if table is not None:
            RateTable.objects.update_or_create(
                surety=_surety(table.surety),
                product=table.product.value,
                effective_from=table.effective_from,
                defaults={"document": dict(document)},
            )
    if found:
        raise RuleViolation(found)
    details: dict[str, object] = {"tables": len(documents)}
    record("keeping.load_rates", by=by, at=at, details=details)
    return len(documents)


def _surety(code: str) -> Surety:
    surety = Surety.objects.filter(code=code).first()
    if surety is None:
        raise refuse(
            "unknown_surety",
            "surety",
            ja=f"略号 {code} の保証会社は登録されていません。",
            en=f"No surety is registered under {code}.",
        )
    return surety
