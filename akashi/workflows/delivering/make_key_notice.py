"""Print 「認証キー等のお知らせ」, the PDF for the obligee; recorded each time."""

from __future__ import annotations

import json
from datetime import datetime

from django.conf import settings
from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor
from akashi.records.models import Certificate
from akashi.workflows.auditing import record
from akashi.workflows.delivering.handing_out import living_key, own_guarantee


def make_key_notice(guarantee_number: str, *, by: Actor, at: datetime, toolbox: Toolbox) -> bytes:
    """Return the notice as PDF; it is made anew each time and kept nowhere, as it holds the key.

    The record is committed first: a notice that was never downloaded may be on record, but
    none is handed out without.

    Raises: NotFound; Conflict while there is nothing to print.
    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    with transaction.atomic():
        guarantee = own_guarantee(guarantee_number, by=by)
        key = living_key(guarantee, toolbox)
        record(
            "delivering.make_key_notice",
            by=by,
            at=at,
            application_id=guarantee.application_id,
            guarantee_number=guarantee.number,
        )
    promise = Certificate.objects.get(guarantee=guarantee, version=guarantee.current_version)
    return toolbox.press.key_notice(
        json.loads(bytes(promise.content)),
        access_key=key,
        public_url=settings.PUBLIC_URL,
        demo=toolbox.demo,
    )
