"""Sealed files as they are now (封印済みファイルの現在): the sealed PDF and all added behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from akashi.records.models import SealAddition, SealedDocument


@dataclass(frozen=True, slots=True)
class SealState:
    """What a certificate's file reaches now, and its digest.

    出典: docs/certificate-format.md
    """

    level: str
    sealed_at: datetime
    timestamp_at: datetime | None
    """The earliest authority's time; None while 時刻認証待ち."""
    pdf_sha256: str
    additions: int
    """How many were added behind the sealed PDF."""


def seal_state(certificate_id: int) -> SealState | None:
    """Return what the current file reaches, without reading it; None while not sealed.

    出典: なし (本システムの決定)
    """
    sealed = SealedDocument.objects.filter(certificate_id=certificate_id).defer("pdf").first()
    if sealed is None:
        return None
    newest = (
        SealAddition.objects.filter(certificate_id=certificate_id)
        .defer("added")
        .order_by("-ordinal")
        .first()
    )
    latest = newest or sealed
    return SealState(
        latest.level,
        sealed.sealed_at,
        latest.timestamp_at,
        latest.pdf_sha256,
        newest.ordinal if newest else 0,
    )


def current_pdf(certificate_id: int) -> bytes | None:
    """Return the current file; None while not sealed.

    出典: なし (本システムの決定)
    """
    sealed = (
        SealedDocument.objects.filter(certificate_id=certificate_id)
        .values_list("pdf", flat=True)
        .first()
    )
    if sealed is None:
        return None
    added = SealAddition.objects.filter(certificate_id=certificate_id).order_by("ordinal")
    return b"".join(map(bytes, (sealed, *added.values_list("added", flat=True))))
