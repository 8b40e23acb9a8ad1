"""Guarantees as the doors see them (保証契約の行と全体), whichever audience asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from akashi.domain.certificate import Row, labelled_rows
from akashi.domain.guarantee import GuaranteeStatus, status
from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.periods import Period
from akashi.domain.products import Product
from akashi.records.models import (
    AccessKey,
    AuditEntry,
    Certificate,
    Guarantee,
    Opening,
    SealedDocument,
)
from akashi.records.reading.application_rows import HistoryRow, history_of, obligee_names
from akashi.records.reading.page import language
from akashi.records.reading.sealed_files import current_pdf, seal_state

KEY_ACTS = ("delivering.disclose_key", "delivering.make_key_notice")
OPENINGS_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeRow:
    """One line of a list of guarantees, as of a day.

    出典: なし (本システムの決定)
    """

    number: str
    application_id: str
    product: Product
    obligee_id: str
    obligee_name: str
    company_name: str
    works_name: str
    guaranteed_amount_yen: int
    concluded_on: date
    period_from: date
    period_to: date
    state: GuaranteeState
    status: GuaranteeStatus
    delivery: str
    ready: bool
    """Sealed: the certificate can be seen and opened."""

    @property
    def in_force(self) -> bool:
        """Tell whether it binds the surety on that day."""
        return self.status is GuaranteeStatus.IN_FORCE

    @property
    def product_label(self) -> str:
        """Return the kind of guarantee in the reader's language."""
        return self.product.label(language())


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """The obligee has looked at the certificate.

    出典: なし (本システムの決定)
    """

    at: datetime
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeView(GuaranteeRow):
    """One guarantee in full.

    出典: なし (本システムの決定)
    """

    document: dict[str, Any]
    """The application file it goes back to."""
    content: dict[str, Any]
    content_sha256: str
    version: int
    log: dict[str, Any] | None
    level: str
    """Empty while not sealed."""
    sealed_at: datetime | None
    timestamp_at: datetime | None
    pdf_sha256: str
    openings: tuple[OpeningRow, ...]
    """The newest ones."""
    openings_count: int
    displays: tuple[HistoryRow, ...]
    """When the key was shown, or printed."""
    has_key: bool

    @property
    def rows(self) -> list[Row]:
        """Return the certificate's printed rows in the reader's language."""
        return labelled_rows(self.content, language())

    @property
    def log_index(self) -> int | None:
        """Return the place in the transparency log."""
        return self.log["leaf_index"] if self.log else None

    @property
    def last_opened_at(self) -> datetime | None:
        """Return when the obligee last looked."""
        return self.openings[0].at if self.openings else None

    def evidence_json(self) -> dict[str, Any]:
        """Return seal, time stamp and log as the API gives them, null where still missing."""
        seal = {
            "level": self.level,
            "sealed_at": self.sealed_at.isoformat() if self.sealed_at else None,
            "pdf_sha256": self.pdf_sha256,
        }
        return {
            "seal": seal if self.ready else None,
            "timestamp": {"at": self.timestamp_at.isoformat()} if self.timestamp_at else None,
            "log": self.log,
        }


def with_readiness(guarantees: QuerySet[Guarantee]) -> QuerySet[Guarantee]:
    """Ask along whether each guarantee's current certificate is sealed.

    出典: なし (本システムの決定)
    """
    sealed = SealedDocument.objects.filter(
        certificate__guarantee=OuterRef("pk"),
        certificate__version=OuterRef("current_version"),
    )
    return guarantees.select_related("company").annotate(ready=Exists(sealed))


def rows_of(found: Iterable[Guarantee], today: date) -> tuple[GuaranteeRow, ...]:
    """Return the lines of a list.

    出典: なし (本システムの決定)
    """
    listed = list(found)
    names = obligee_names(each.obligee_slug for each in listed)
    return tuple(GuaranteeRow(**_row_values(each, names, today)) for each in listed)


def view_of(guarantee: Guarantee, today: date) -> GuaranteeView:
    """Return one guarantee in full.

    出典: なし (本システムの決定)
    """
    certificate = Certificate.objects.get(guarantee=guarantee, version=guarantee.current_version)
    sealed = seal_state(certificate.pk)
    openings = Opening.objects.filter(guarantee=guarantee).order_by("-opened_at", "-pk")
    displays = AuditEntry.objects.filter(guarantee_number=guarantee.number, act__in=KEY_ACTS)
    return GuaranteeView(
        **_row_values(guarantee, obligee_names([guarantee.obligee_slug]), today),
        document=guarantee.application.document,
        content=json.loads(bytes(certificate.content)),
        content_sha256=certificate.content_sha256,
        version=certificate.version,
        log=certificate.evidence,
        level=sealed.level if sealed else "",
        sealed_at=sealed.sealed_at if sealed else None,
        timestamp_at=sealed.timestamp_at if sealed else None,
        pdf_sha256=sealed.pdf_sha256 if sealed else "",
        openings=tuple(
            OpeningRow(at=each.opened_at, channel=each.channel)
            for each in openings[:OPENINGS_SHOWN]
        ),
        openings_count=openings.count(),
        displays=history_of(displays),
        has_key=AccessKey.objects.filter(guarantee=guarantee, withdrawn_at__isnull=True).exists(),
    )


def pdf_of(guarantee: Guarantee) -> bytes | None:
    """Return the sealed PDF of the current certificate, None while there is none.

    出典: なし (本システムの決定)
    """
    certificate = Certificate.objects.filter(guarantee=guarantee, version=guarantee.current_version)
    return current_pdf(certificate.values_list("pk", flat=True).get())


def _row_values(guarantee: Guarantee, names: dict[str, str], today: date) -> dict[str, Any]:
    state = GuaranteeState(guarantee.state)
    period = Period(guarantee.period_from, guarantee.period_to)
    ready: bool = getattr(guarantee, "ready", False)
    return {
        "number": guarantee.number,
        "application_id": guarantee.application_id,
        "product": Product(guarantee.product),
        "obligee_id": guarantee.obligee_slug,
        "obligee_name": names.get(guarantee.obligee_slug, ""),
        "company_name": guarantee.company.name,
        "works_name": guarantee.works_name,
        "guaranteed_amount_yen": guarantee.guaranteed_amount_yen,
        "concluded_on": guarantee.concluded_on,
        "period_from": guarantee.period_from,
        "period_to": guarantee.period_to,
        "state": state,
        "status": status(state, period, today),
        "delivery": guarantee.delivery,
        "ready": ready,
    }
