"""Seal a certificate (封印): typeset, seal, read back and compare; only then does it exist."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction

from akashi.adapters.toolbox import Sealed, Toolbox
from akashi.domain.application import Delivery
from akashi.domain.certificate import canonical_bytes
from akashi.domain.certificate.seal_levels import at_least
from akashi.domain.people import system_actor
from akashi.records.models import Certificate, Preservation, SealedDocument
from akashi.workflows.auditing import record
from akashi.workflows.delivering.announce import Announcement, announcement
from akashi.workflows.queueing import queue

_PROMISES = Certificate.objects.select_related(
    "guarantee__surety", "guarantee__application", "sealeddocument"
).only(
    "content",
    "evidence",
    "version",
    "guarantee__number",
    "guarantee__delivery",
    "guarantee__surety__code",
    "guarantee__surety__name",
    "guarantee__application__document",
    "sealeddocument__certificate_id",
)
"""What sealing and the mail ask for, and whether there is a sealed PDF already: read in one go."""


class NotPublished(Exception):  # noqa: N818 - says what is, as the other names of this house do
    """Raised when a certificate's digest is not in the transparency log yet: that comes first.

    出典: docs/decisions/0007
    """


def seal(certificate_id: int, *, at: datetime, toolbox: Toolbox) -> None:
    """Make the sealed PDF of a published certificate, keep it, and write the contractor's notice.

    Everything slow happens outside any transaction, with no lock held. A crash before the
    last step leaves nothing but work to be done again; the last step stores PDF, notice and
    tasks together. Below the level that is aimed at, one of them raises the seal later. Two
    workers at once: the second one's PDF is thrown away.

    Raises: NotPublished before `publish`; what the sealer raises, and the reading back when
    the PDF does not hold exactly what was promised.
    出典: docs/decisions/0007
    """
    promise = _PROMISES.get(pk=certificate_id)
    if hasattr(promise, "sealeddocument"):
        return
    if promise.evidence is None:
        raise NotPublished(str(certificate_id))
    pdf = toolbox.press.certificate(
        json.loads(bytes(promise.content)),
        evidence=promise.evidence,
        demo=toolbox.demo,
        paper_delivery=promise.guarantee.delivery == Delivery.PAPER.value,
    )
    surety = promise.guarantee.surety.code
    sealed = toolbox.sealer.seal(pdf, surety=surety, at=at)
    # Believe no tool: what leaves the house is what was written down, under this surety's seal.
    toolbox.read_back(
        sealed.pdf,
        bytes(promise.content),
        canonical_bytes(promise.evidence),
        surety=surety,
        at=at,
    )
    raising = not at_least(sealed.level, toolbox.preserver.level)
    try:
        _keep(sealed, promise, announcement(promise), at=at, raising=raising)
    except IntegrityError:
        if not SealedDocument.objects.filter(certificate=promise).exists():
            raise


def _keep(
    sealed: Sealed,
    promise: Certificate,
    mail: Announcement | None,
    *,
    at: datetime,
    raising: bool,
) -> None:
    digest = hashlib.sha256(sealed.pdf).hexdigest()
    with transaction.atomic():
        # First: a certificate has one sealed document, so a second worker ends here.
        SealedDocument.objects.create(
            certificate=promise,
            pdf=sealed.pdf,
            pdf_sha256=digest,
            level=sealed.level,
            sealed_at=at,
            timestamp_at=sealed.timestamp,
        )
        Preservation.objects.create(certificate=promise, sealed_at=at, level=sealed.level)
        if raising:
            queue("raise_seal", str(promise.pk), at=at)
        record(
            "guaranteeing.seal",
            by=system_actor(),
            at=at,
            application_id=promise.guarantee.application_id,
            guarantee_number=promise.guarantee.number,
            details={"level": sealed.level, "version": promise.version},
        )
        if mail is not None:
            mail.write(at=at)
