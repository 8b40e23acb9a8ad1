"""Show the access key to the contractor (認証キーの「表示」); every display is recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor
from akashi.workflows.auditing import record
from akashi.workflows.delivering.handing_out import living_key, own_guarantee


@transaction.atomic
def disclose_key(guarantee_number: str, *, by: Actor, at: datetime, toolbox: Toolbox) -> str:
    """Return the key in groups, as it is printed; it may be shown again at any time.

    Raises: NotFound; Conflict while there is nothing to show.
    出典: docs/decisions/0008
    """
    guarantee = own_guarantee(guarantee_number, by=by)
    key = living_key(guarantee, toolbox)
    record(
        "delivering.disclose_key",
        by=by,
        at=at,
        application_id=guarantee.application_id,
        guarantee_number=guarantee.number,
    )
    return key
