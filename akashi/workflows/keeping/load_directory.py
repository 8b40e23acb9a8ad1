"""Load obligees into the directory (発注者名簿の取込み): all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from akashi.domain.directory import Obligee, to_document
from akashi.domain.people import Actor
from akashi.domain.text import search_key
from akashi.records import models
from akashi.workflows.auditing import record

SHOWN = ("name", "pref", "name_only", "search", "document", "updated_at")


@transaction.atomic
def load_obligees(bodies: Sequence[Obligee], *, by: Actor, at: datetime) -> int:
    """Add bodies to the directory and replace those it has; return how many.

    Bodies that are not among them stay: guarantees may stand in their names.
    出典: contract.md 第2節 directory import
    """
    models.Obligee.objects.bulk_create(
        [_row(body, at) for body in bodies],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=SHOWN,
        batch_size=200,
    )
    details: dict[str, object] = {"bodies": len(bodies)}
    record("keeping.load_directory", by=by, at=at, details=details)
    return len(bodies)


def _row(body: Obligee, at: datetime) -> models.Obligee:
    return models.Obligee(
        id=body.id,
        name=body.name,
        pref=body.pref or "",
        name_only=body.name_only,
        search=search_key(f"{body.name} {body.pref or ''} {body.id}"),
        document=to_document(body),
        updated_at=at,
    )
