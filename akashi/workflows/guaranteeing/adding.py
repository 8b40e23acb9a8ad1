"""Adding behind a seal (封印後の追記): read back first, then kept; of two at once, one."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from akashi.adapters.not_yet import NotYet
from akashi.adapters.toolbox import Preserved, Toolbox
from akashi.domain.certificate import canonical_bytes, digest
from akashi.domain.people import system_actor
from akashi.records.models import Certificate, Preservation, SealAddition
from akashi.records.reading.sealed_files import SealState, seal_state
from akashi.workflows.auditing import record


class AdditionRefused(Exception):  # noqa: N818 - says what happened, as the other names do
    """Raised when a file with an addition is not what it was, or no longer authentic.

    出典: docs/decisions/0007
    """


def keep_what_came(
    certificate_id: int,
    *,
    before: tuple[SealState, bytes],
    made: Preserved,
    at: datetime,
    toolbox: Toolbox,
) -> None:
    """Keep what could be had now behind the file `before`, and ask to be called again for the rest.

    Raises: NotYet with what is missing; AdditionRefused when the file read back is not authentic,
    holds another content, or is not the old one with bytes behind it.
    出典: docs/decisions/0007, 0024
    """
    if made.pdf != before[1]:
        _keep(certificate_id, before, made, at=at, toolbox=toolbox)
    if made.shortfall:
        raise NotYet(made.shortfall)


def _keep(
    certificate_id: int,
    before: tuple[SealState, bytes],
    made: Preserved,
    *,
    at: datetime,
    toolbox: Toolbox,
) -> None:
    state, old = before
    promise = Certificate.objects.select_related("guarantee").get(pk=certificate_id)
    _read_back(promise, state, old, made, toolbox)
    with transaction.atomic():
        Certificate.objects.select_for_update(of=("self",)).only("pk").get(pk=certificate_id)
        if seal_state(certificate_id) != state:
            # Somebody else added something meanwhile: theirs stays, this is thrown away.
            return
        SealAddition.objects.create(
            certificate=promise,
            ordinal=state.additions + 1,
            added=made.pdf[len(old) :],
            pdf_sha256=hashlib.sha256(made.pdf).hexdigest(),
            level=made.level,
            timestamp_at=made.timestamp,
            made_at=at,
        )
        noted = {"archived_at": made.archived_at, "holds_until": made.holds_until}
        Preservation.objects.filter(certificate=promise).update(
            level=made.level, not_before=None, **(noted if made.archived_at else {})
        )
        record(
            "guaranteeing.renew_evidence" if made.archived_at else "guaranteeing.raise_seal",
            by=system_actor(),
            at=at,
            application_id=promise.guarantee.application_id,
            guarantee_number=promise.guarantee.number,
            details={"level": made.level, "version": promise.version},
        )


def _read_back(
    promise: Certificate, state: SealState, old: bytes, made: Preserved, toolbox: Toolbox
) -> None:
    """Believe no tool: nothing is kept that an outsider would not call authentic."""
    if hashlib.sha256(old).hexdigest() != state.pdf_sha256 or not made.pdf.startswith(old):
        raise AdditionRefused(f"{promise.guarantee.number}: the file is not the one that was kept")
    found = toolbox.examine(made.pdf, toolbox.clock.now())
    if found.verdict != "authentic" or found.content is None:
        raise AdditionRefused(f"{promise.guarantee.number}: the file would be {found.verdict}")
    if digest(canonical_bytes(found.content)) != promise.content_sha256:
        raise AdditionRefused(f"{promise.guarantee.number}: the file holds another content")
