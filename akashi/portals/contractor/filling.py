"""The pages of an application being filled in (申込の記入画面); each one saves what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from akashi.domain.violations import Violation
from akashi.portals.contractor import surroundings
from akashi.portals.contractor.drafting import documents, showing
from akashi.portals.contractor.drafting.checking import Checked
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import LAST, Step, steps_for
from akashi.portals.contractor.drafting.typing_in import typed_into
from akashi.portals.shared import outside, pages
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.records.reading import for_contractor
from akashi.workflows.applying.save_draft import save_draft
from akashi.workflows.errors import Conflict

FIRST = "guarantee"


@dataclass(frozen=True, slots=True)
class Draft:
    """An application that may still be changed; without an id nothing of it is kept yet.

    出典: なし (本システムの決定)
    """

    id: str | None
    document: Document
    remarks: tuple[Violation, ...] = ()


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest) -> HttpResponse:
    """Begin an application: the first page, with nothing asked that the company has told us.

    出典: WCAG 2.2 3.3.7
    """
    draft = Draft(None, documents.fresh(for_contractor.profile(request.actor)))
    return _answer(request, draft, FIRST)


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: SignedInRequest, application_id: str, slug: str) -> HttpResponse:
    """Show or take one page of a draft, or of an application that came back (差戻し).

    出典: なし (本システムの決定)
    """
    found = for_contractor.application(request.actor, application_id)
    if found is None:
        raise Http404
    if not found.editable and request.method != "POST":
        return redirect("contractor:application", application_id)
    draft = Draft(
        application_id, dict(found.document), surroundings.remarks_at_fields(found.remarks)
    )
    return _answer(request, draft, slug)


def _answer(request: SignedInRequest, draft: Draft, slug: str) -> HttpResponse:
    at = outside.now()
    step = _step(draft.document, slug)
    if request.method == "POST":
        return _take(request, draft, step, at)
    checked = surroundings.checked(draft.document, at)
    wrong = showing.of_step(step, checked.violations)
    # Whoever has just searched is shown what was found, and not yet told to choose.
    told = _begun(step, draft) and "q" not in request.GET
    return _show(request, draft, step, checked, wrong if told else ())


def _take(request: SignedInRequest, draft: Draft, step: Step, at: datetime) -> HttpResponse:
    typed = request.POST.dict()
    filled = typed_into(draft.document, step, typed)
    try:
        saved = save_draft(draft.id, document=filled, by=request.actor, at=at)
    except Conflict as lost:
        return pages.conflict(request, lost)
    action, query = typed.get("action", "next"), typed.get("q", "").strip()
    if action == "leave":
        return redirect("contractor:home")
    here = reverse("contractor:fill_in", args=[saved, step.slug])
    if action == "search" or (query and not documents.at(filled, "obligee")):
        return redirect(f"{here}?{urlencode({'q': query})}")
    checked = surroundings.checked(filled, at)
    step = _step(filled, step.slug)
    wrong = showing.of_step(step, checked.violations)
    if wrong or action == "more":
        return _show(request, Draft(saved, filled, draft.remarks), step, checked, wrong)
    following = _next(filled, step)
    if following == LAST:
        return redirect("contractor:check", saved)
    return redirect("contractor:fill_in", saved, following)


def _show(
    request: SignedInRequest,
    draft: Draft,
    step: Step,
    checked: Checked,
    wrong: tuple[Violation, ...],
) -> HttpResponse:
    query, at = request.GET.get("q", "").strip(), outside.now()
    page = showing.page_of(
        step,
        draft.document,
        language(),
        choices=surroundings.choices(draft.document, query),
        violations=(*showing.of_step(step, draft.remarks), *wrong),
        needed=checked.asked_for,
    )
    context = {
        "area": "applications",
        "page": page,
        "step": step,
        "steps": surroundings.progress(draft.id, draft.document, step.slug, checked),
        "application_id": draft.id,
        "checked": checked,
        "obligee": surroundings.obligee_of(draft.document),
        "quote": surroundings.quote_of(draft.document, request.actor, at),
        "query": query,
        "terms": surroundings.terms_of(draft.document, at),
    }
    status = 422 if wrong and request.method == "POST" else 200
    return render(request, step.template, context, status=status)


def _begun(step: Step, draft: Draft) -> bool:
    return draft.id is not None and showing.has_begun(step, draft.document)


def _step(document: Document, slug: str) -> Step:
    for step in steps_for(document):
        if step.slug == slug:
            return step
    raise Http404


def _next(document: Document, step: Step) -> str:
    slugs = [each.slug for each in steps_for(document)] + [LAST]
    return slugs[slugs.index(step.slug) + 1]
