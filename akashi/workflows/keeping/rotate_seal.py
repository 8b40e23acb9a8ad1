"""Exchange a surety's seal (印章の更新): the new one is put in, and it is written down who did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from akashi.domain.people import Actor
from akashi.domain.violations import refuse
from akashi.records.models import Surety
from akashi.workflows.auditing import record

Put = TypeVar("Put")


def surety_named(code: str | None) -> tuple[str, str]:
    """Return code and name of a surety; without a code that of the only one.

    Raises: RuleViolation `unknown_surety`, `which_surety`.
    出典: なし (本システムの決定)
    """
    known = dict(Surety.objects.order_by("pk").values_list("code", "name"))
    listed = ", ".join(known) or "-"
    if code is None and len(known) != 1:
        raise refuse(
            "which_surety",
            "surety",
            ja=f"--surety に保証会社を書いてください: {listed}",
            en=f"Name the surety with --surety: {listed}",
        )
    chosen = code or next(iter(known))
    if chosen not in known:
        raise refuse(
            "unknown_surety",
            "surety",
            ja=f"保証会社 {chosen} は登録されていません: {listed}",
            en=f"No surety {chosen} is registered: {listed}",
        )
    return chosen, known[chosen]


@transaction.atomic
def rotate_seal(
    surety: str,
    *,
    install: Callable[[], Put],
    details: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Put:
    """Put a seal in and write it down; the row goes when the seal cannot be put in.

    Raises: what `install` raises.
    出典: なし (本システムの決定)
    """
    record("keeping.rotate_seal", by=by, at=at, details={"surety": surety, **details})
    return install()
