"""Correct an application by another file (訂正): before it is submitted, or when it came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from akashi.domain.people import Actor
from akashi.workflows.applying import desk
from akashi.workflows.applying.create_application import shaped
from akashi.workflows.applying.save_draft import save_draft


@transaction.atomic
def correct_application(
    application_id: str, *, document: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Put a file whose shape is right in the place of the one sent before.

    Its receipt number and what was remarked stay; submitting it is a step of its own.

    Raises: RuleViolation with every fault of the shape, or `foreign_contractor`; NotFound;
    NotPermitted; Conflict when it has been submitted meanwhile.
    出典: なし (本システムの決定)
    """
    # Before the file is looked at: what belongs to others is not found, whatever is sent.
    desk.take(application_id, by=by)
    save_draft(application_id, document=shaped(document, by=by), by=by, at=at)
