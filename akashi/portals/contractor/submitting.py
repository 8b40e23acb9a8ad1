"""The last page of an application (確認と申込): everything once more, then it is submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akashi.domain.violations import RuleViolation, Violation
from akashi.portals.contractor import surroundings
from akashi.portals.contractor.drafting import documents
from akashi.portals.contractor.drafting.boxes import Kind
from akashi.portals.contractor.drafting.checking import step_of
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import LAST, Step, steps_for
from akashi.portals.shared import filed, outside, pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Problem
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.records.reading import for_contractor
from akashi.records.reading.for_contractor import ApplicationView
from akashi.workflows.applying.submit import submit
from akashi.workflows.errors import Conflict


@dataclass(frozen=True, slots=True)
class Answers:
    """What was filled in on one page, to be looked over before submitting.

    出典: WCAG 2.2 3.3.4
    """

    slug: str
    title: str
    lines: tuple[filed.Line, ...]


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Show the whole application with all that is wrong with it, and submit it.

    出典: WCAG 2.2 3.3.4
    """
    found = for_contractor.application(request.actor, application_id)
    if found is None:
        raise Http404
    at = outside.now()
    if request.method == "POST":
        return _submit(request, found, at)
    if not found.editable:
        return redirect("contractor:application", application_id)
    return _show(request, found, at)


@contractor_only
@require_safe
def received(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Say that the application has arrived, under which number, and what happens next.

    出典: acceptance.md 5.4
    """
    found = for_contractor.application(request.actor, application_id)
    if found is None or found.receipt_number is None:
        raise Http404
    context = {"area": "applications", "found": found}
    return render(request, "contractor/received.html", context)


def _submit(request: SignedInRequest, draft: ApplicationView, at: datetime) -> HttpResponse:
    # Agreement to the terms is the page's own condition; the rest, submitting would say too.
    wrong = surroundings.checked(draft.document, at).violations
    if draft.editable and wrong:
        return _show(request, draft, at, wrong)
    try:
        submit(draft.id, by=request.actor, at=at, toolbox=outside.toolbox())
    except RuleViolation as refusal:
        return _show(request, draft, at, refusal.violations)
    except Conflict as lost:
        return pages.conflict(request, lost)
    return redirect("contractor:received", draft.id)


def _show(
    request: SignedInRequest,
    draft: ApplicationView,
    at: datetime,
    refused: tuple[Violation, ...] = (),
) -> HttpResponse:
    document = draft.document
    found = surroundings.checked(document, at)
    remarks = surroundings.remarks_at_fields(draft.remarks)
    context = {
        "area": "applications",
        "application_id": draft.id,
        "steps": surroundings.progress(draft.id, document, LAST, found),
        "answers": _answers(document),
        "problems": [_line_about(draft, each) for each in _once(found.violations, refused)],
        "remarks": [_line_about(draft, each) for each in remarks],
        "checked": found,
        "obligee": surroundings.obligee_of(document),
        "quote": surroundings.quote_of(document, request.actor, at),
    }
    return render(request, "contractor/check.html", context, status=422 if refused else 200)


def _once(found: tuple[Violation, ...], refused: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """Return the violations found here, and of the refusal's those about other fields."""
    named = {violation.field for violation in found}
    return (*found, *(violation for violation in refused if violation.field not in named))


def _line_about(draft: ApplicationView, violation: Violation) -> Problem:
    """Return what is to be mended, with the way to the box it stands in."""
    step = step_of(draft.document, violation)
    page = reverse("contractor:fill_in", args=[draft.id, step.slug])
    anchor = f"#f-{violation.field.replace('.', '-')}" if violation.field else ""
    return Problem(page + anchor, violation.message(language()))


def _answers(document: Document) -> tuple[Answers, ...]:
    return tuple(
        Answers(step.slug, str(step.title), _lines(step, document)) for step in steps_for(document)
    )


def _lines(step: Step, document: Document) -> tuple[filed.Line, ...]:
    """Return the filled boxes of a page, and the required ones that are still empty."""
    lang, obligee = language(), surroundings.obligee_of(document)
    shown = []
    for box in step.boxes:
        value = filed.printed(box.path, documents.at(document, box.path), lang)
        if box.path == "obligee" and obligee is not None:
            value = obligee.name
        if value and box.kind is Kind.AGREEMENT:
            value = _("はい（%(version)s版）") % {"version": value}
        if value or box.required:
            name = str(box.words) or filed.label_of(box.path, lang)
            shown.append(filed.Line(box.path, name, value))
    for table in step.tables:
        shown += filed.leaves_of(table.path, documents.at(document, table.path), lang)
    return tuple(shown)
