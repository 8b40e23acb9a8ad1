"""What the surety's staff may ask (保証会社の閲覧): every case and guarantee of their surety."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from akashi.domain.people import Actor, Role
from akashi.records.models import Application, Guarantee
from akashi.records.reading import application_rows, guarantee_rows
from akashi.records.reading.application_rows import ApplicationRow, ApplicationView
from akashi.records.reading.guarantee_rows import GuaranteeRow, GuaranteeView
from akashi.records.reading.page import Page, cut

SAME_WORKS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView(ApplicationView):
    """One case in full, with what the two pairs of eyes need.

    出典: なし (本システムの決定)
    """

    accepted_by_id: int | None
    accepted_by: str | None
    approved_by: str | None
    submitted_by: str | None
    same_works: tuple[ApplicationRow, ...]
    """Other applications of the company for works of the same name and obligee."""


def queue(
    reader: Actor,
    *,
    state: str | None = None,
    query: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[ApplicationRow]:
    """Return the cases of one state, or of all, those that have waited longest first.

    出典: なし (本システムの決定)
    """
    cases = _cases(reader).select_related("company").defer("document", "quote", "findings")
    if state is not None:
        cases = cases.filter(state=state)
    if query:
        cases = cases.filter(
            Q(receipt_number__icontains=query)
            | Q(company__name__icontains=query)
            | Q(works_name__icontains=query)
        )
    rows, place, found = cut(cases, after, ("submitted_at", "id"), limit)
    return Page(application_rows.rows_of(rows), place, found)


def counts(reader: Actor) -> dict[str, int]:
    """Return how many cases are in each state.

    出典: なし (本システムの決定)
    """
    counted = _cases(reader).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(counted)


def case(reader: Actor, application_id: str) -> CaseView | None:
    """Return one case; None for a missing one, another surety's, and one never submitted.

    出典: なし (本システムの決定)
    """
    found = (
        _cases(reader)
        .select_related("company", "accepted_by", "approved_by", "submitted_by")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        return None
    others = (
        _cases(reader)
        .filter(
            company_id=found.company_id,
            obligee_slug=found.obligee_slug,
            works_name=found.works_name,
        )
        .exclude(pk=found.pk)
        .select_related("company")
        .order_by("-created_at")[:SAME_WORKS_SHOWN]
    )
    return CaseView(
        **application_rows.view_values(found),
        accepted_by_id=found.accepted_by_id,
        accepted_by=found.accepted_by.name if found.accepted_by else None,
        approved_by=found.approved_by.name if found.approved_by else None,
        submitted_by=found.submitted_by.name if found.submitted_by else None,
        same_works=application_rows.rows_of(others),
    )


def guarantees(
    reader: Actor, *, today: date, query: str = "", after: str | None = None, limit: int = 50
) -> Page[GuaranteeRow]:
    """Return the surety's guarantees as of a day, the newest first.

    出典: なし (本システムの決定)
    """
    own = guarantee_rows.with_readiness(_guarantees(reader))
    if query:
        own = own.filter(
            Q(number__icontains=query)
            | Q(company__name__icontains=query)
            | Q(works_name__icontains=query)
        )
    rows, place, found = cut(own, after, ("-concluded_at", "number"), limit)
    return Page(guarantee_rows.rows_of(rows, today), place, found)


def guarantee(reader: Actor, number: str, *, today: date) -> GuaranteeView | None:
    """Return one guarantee of the surety as of a day; None for missing and foreign ones.

    出典: なし (本システムの決定)
    """
    own = guarantee_rows.with_readiness(_guarantees(reader)).select_related("application")
    found = own.filter(number=number).first()
    return guarantee_rows.view_of(found, today) if found else None


def certificate_pdf(reader: Actor, number: str) -> bytes | None:
    """Return the sealed PDF of one of the surety's guarantees; None while there is none.

    出典: なし (本システムの決定)
    """
    found = _guarantees(reader).filter(number=number).first()
    return guarantee_rows.pdf_of(found) if found else None


def _cases(reader: Actor) -> QuerySet[Application]:
    # Never submitted: nobody's business but the contractor's.
    return Application.objects.filter(surety_id=_surety(reader), receipt_number__isnull=False)


def _guarantees(reader: Actor) -> QuerySet[Guarantee]:
    return Guarantee.objects.filter(surety_id=_surety(reader))


def _surety(reader: Actor) -> int:
    """Return the reader's surety; for a contractor one that does not exist."""
    return 0 if reader.role == Role.CONTRACTOR else reader.surety_id or 0
