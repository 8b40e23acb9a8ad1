"""What a contractor may ask (受注者の閲覧): everything of their own company, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from akashi.domain.people import Actor, Role
from akashi.records.models import Application, Company, Guarantee
from akashi.records.reading import application_rows, guarantee_rows
from akashi.records.reading.application_rows import ApplicationRow, ApplicationView, HistoryRow
from akashi.records.reading.guarantee_rows import GuaranteeRow, GuaranteeView
from akashi.records.reading.page import Page, cut

__all__ = ["ApplicationRow", "ApplicationView", "GuaranteeRow", "GuaranteeView", "Page"]


def applications(
    reader: Actor, *, after: str | None = None, limit: int = 50
) -> Page[ApplicationRow]:
    """Return the company's applications, the newest first.

    出典: なし (本システムの決定)
    """
    own = _applications(reader).select_related("company").defer("document", "quote", "findings")
    rows, place, found = cut(own, after, ("-created_at", "id"), limit)
    return Page(application_rows.rows_of(rows), place, found)


def application(reader: Actor, application_id: str) -> ApplicationView | None:
    """Return one application of the company; None for a missing one and for a stranger's.

    Acts of the surety's staff stand under the surety's name.
    出典: なし (本システムの決定)
    """
    found = (
        _applications(reader).select_related("company", "surety").filter(pk=application_id).first()
    )
    if found is None:
        return None
    view = ApplicationView(**application_rows.view_values(found))
    history = tuple(_discreet(row, found.surety.name) for row in view.history)
    return replace(view, history=history, findings=())


def guarantees(
    reader: Actor, *, today: date, after: str | None = None, limit: int = 50
) -> Page[GuaranteeRow]:
    """Return the company's guarantees as of a day, the newest first.

    出典: なし (本システムの決定)
    """
    own = guarantee_rows.with_readiness(_guarantees(reader))
    rows, place, found = cut(own, after, ("-concluded_at", "number"), limit)
    return Page(guarantee_rows.rows_of(rows, today), place, found)


def guarantee(reader: Actor, number: str, *, today: date) -> GuaranteeView | None:
    """Return one guarantee of the company as of a day; None for missing and strangers' ones.

    出典: なし (本システムの決定)
    """
    own = guarantee_rows.with_readiness(_guarantees(reader)).select_related("application")
    found = own.filter(number=number).first()
    return guarantee_rows.view_of(found, today) if found else None


def certificate_pdf(reader: Actor, number: str) -> bytes | None:
    """Return the sealed PDF of one of the company's guarantees; None while there is none.

    出典: なし (本システムの決定)
    """
    found = _guarantees(reader).filter(number=number).first()
    return guarantee_rows.pdf_of(found) if found else None


def profile(reader: Actor) -> dict[str, Any]:
    """Return what the company's next application begins with: the contractor's part.

    出典: WCAG 2.2 3.3.7
    """
    company = Company.objects.filter(pk=reader.company_id or 0).first()
    return {**company.profile, "name": company.name} if company else {}


def _applications(reader: Actor) -> QuerySet[Application]:
    return Application.objects.filter(company_id=_company(reader))


def _guarantees(reader: Actor) -> QuerySet[Guarantee]:
    return Guarantee.objects.filter(company_id=_company(reader))


def _company(reader: Actor) -> int:
    """Return the reader's company; for everybody else one that does not exist."""
    return reader.company_id or 0 if reader.role == Role.CONTRACTOR else 0


def _discreet(row: HistoryRow, surety_name: str) -> HistoryRow:
    return row if row.role == Role.CONTRACTOR else replace(row, who=surety_name, details={})
