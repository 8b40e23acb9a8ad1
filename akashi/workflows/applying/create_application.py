"""Take an application file as a draft (申込データの受付); the same request twice is one draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from akashi.domain.application import read
from akashi.domain.people import Actor
from akashi.domain.violations import RuleViolation
from akashi.workflows.applying.judging import check_company
from akashi.workflows.applying.save_draft import open_draft
from akashi.workflows.idempotency import once
from akashi.workflows.storable import unkeepable


@transaction.atomic
def create_application(
    document: Mapping[str, object], *, idempotency_key: str | None, by: Actor, at: datetime
) -> str:
    """Store an application file whose shape is right and return the draft's id.

    With an idempotency key the same file gives the same id again, also when both requests
    come at once; a request that was refused leaves the key unused.

    Raises: RuleViolation with every fault of the shape, `foreign_contractor`, or
    `idempotency_mismatch`; NotPermitted.
    出典: contract.md 第3節・第5節
    """
    kept = shaped(document, by=by)
    if idempotency_key is None:
        return open_draft(uuid4().hex, document=kept, by=by, at=at)
    return once(
        f"person/{by.person_id}",
        idempotency_key,
        kept,
        at=at,
        make=lambda application_id: open_draft(application_id, document=kept, by=by, at=at),
    )


def shaped(document: Mapping[str, object], *, by: Actor) -> dict[str, object]:
    """Return an application file to keep, once its shape is right and it is the sender's own.

    Raises: RuleViolation with every fault of the shape, or `foreign_contractor`.
    出典: contract.md 第3節・第5節
    """
    kept = dict(document)
    reading = read(document)
    found = [*reading.violations, *check_company(reading, by.company_id)]
    found += unkeepable(kept, found)
    if found:
        raise RuleViolation(found)
    return kept
