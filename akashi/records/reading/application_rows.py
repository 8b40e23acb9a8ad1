"""Applications as the doors see them (申込の行と全体), whichever audience asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from akashi.domain.application import read
from akashi.domain.lifecycle import WHO_ACTS, ApplicationState, WhoActs
from akashi.domain.premium import PaymentMethod
from akashi.domain.products import Product
from akashi.domain.underwriting import Finding
from akashi.domain.violations import Sentence, Violation
from akashi.records.models import Application, AuditEntry, Guarantee, Obligee, Payment
from akashi.records.reading.page import language

EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One line of a list of applications.

    出典: なし (本システムの決定)
    """

    id: str
    receipt_number: str | None
    state: ApplicationState
    product: Product | None
    """None while a draft names none that is known."""
    obligee_id: str
    obligee_name: str
    works_name: str
    company_name: str
    premium_yen: int | None
    submitted_at: datetime | None
    updated_at: datetime

    @property
    def who_acts(self) -> WhoActs:
        """Return whose turn it is."""
        return WHO_ACTS[self.state]

    @property
    def product_label(self) -> str:
        """Return the kind of guarantee in the reader's language."""
        return self.product.label(language()) if self.product else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One act on an application or a guarantee.

    出典: なし (本システムの決定)
    """

    at: datetime
    act: str
    """The workflow's name: `applying.submit` …"""
    who: str
    role: str
    channel: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A premium received.

    出典: なし (本システムの決定)
    """

    amount_yen: int
    paid_on: date
    method: PaymentMethod
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView(ApplicationRow):
    """One application in full.

    出典: なし (本システムの決定)
    """

    document: dict[str, Any]
    quotes: dict[str, dict[str, Any]]
    """The premium with its breakdown by language; empty before the first submission."""
    findings: tuple[Finding, ...]
    remarks: list[dict[str, str]]
    """Of the last return, or the reasons of a decline."""
    history: tuple[HistoryRow, ...]
    guarantee_number: str | None
    payment: PaymentRow | None
    violations: tuple[Violation, ...]
    """Faults of the shape; what the rules say is told when submitting."""
    created_at: datetime
    accepted_at: datetime | None
    approved_at: datetime | None
    terms_version: str

    @property
    def quote(self) -> dict[str, Any] | None:
        """Return the premium with its breakdown in the reader's language."""
        return self.quotes.get(language())

    @property
    def editable(self) -> bool:
        """Tell whether the contractor may still change it."""
        return self.state in EDITABLE

    @property
    def is_paid(self) -> bool:
        """Tell whether the premium was received."""
        return self.payment is not None


def rows_of(found: Iterable[Application]) -> tuple[ApplicationRow, ...]:
    """Return the lines of a list; the names of all obligees come in one question.

    出典: なし (本システムの決定)
    """
    listed = list(found)
    names = obligee_names(each.obligee_slug for each in listed)
    return tuple(ApplicationRow(**row_values(each, names)) for each in listed)


def row_values(application: Application, names: dict[str, str]) -> dict[str, Any]:
    """Return what a line holds of one application.

    出典: なし (本システムの決定)
    """
    known = set(Product)
    return {
        "id": application.pk,
        "receipt_number": application.receipt_number,
        "state": ApplicationState(application.state),
        "product": Product(application.product) if application.product in known else None,
        "obligee_id": application.obligee_slug,
        "obligee_name": names.get(application.obligee_slug, ""),
        "works_name": application.works_name,
        "company_name": application.company.name,
        "premium_yen": application.premium_yen,
        "submitted_at": application.submitted_at,
        "updated_at": application.updated_at,
    }


def view_values(application: Application) -> dict[str, Any]:
    """Return what the full view of one application holds.

    出典: なし (本システムの決定)
    """
    editable = ApplicationState(application.state) in EDITABLE
    faults = read(application.document).violations if editable else ()
    number = Guarantee.objects.filter(application=application).values_list("number", flat=True)
    return {
        **row_values(application, obligee_names([application.obligee_slug])),
        "document": application.document,
        "quotes": application.quote or {},
        "findings": tuple(_finding(each) for each in application.findings),
        "remarks": list(application.remarks),
        "history": history_of(AuditEntry.objects.filter(application_id=application.pk)),
        "guarantee_number": number.first(),
        "payment": _payment(application),
        "violations": faults,
        "created_at": application.created_at,
        "accepted_at": application.accepted_at,
        "approved_at": application.approved_at,
        "terms_version": application.terms_version,
    }


def history_of(entries: Iterable[AuditEntry]) -> tuple[HistoryRow, ...]:
    """Return acts in the order they happened.

    出典: なし (本システムの決定)
    """
    return tuple(
        HistoryRow(
            at=entry.at,
            act=entry.act,
            who=entry.person_name,
            role=entry.role,
            channel=entry.channel,
            details=entry.details,
        )
        for entry in sorted(entries, key=lambda each: (each.at, each.pk))
    )


def obligee_names(slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of obligees by id, in one question.

    出典: なし (本システムの決定)
    """
    return dict(Obligee.objects.filter(pk__in=set(slugs)).values_list("pk", "name"))


def _finding(stored: dict[str, str]) -> Finding:
    return Finding(stored["code"], Sentence(stored["ja"], stored["en"]))


def _payment(application: Application) -> PaymentRow | None:
    found = (
        Payment.objects.filter(application=application, voided_at__isnull=True)
        .select_related("recorded_by")
        .first()
    )
    if found is None:
        return None
    return PaymentRow(
        amount_yen=found.amount_yen,
        paid_on=found.paid_on,
        method=PaymentMethod(found.method),
        recorded_by=found.recorded_by.name,
        recorded_at=found.recorded_at,
    )
