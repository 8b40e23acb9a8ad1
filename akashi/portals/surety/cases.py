"""One case in full (案件): all that was applied for, what the rules say of it, what was done."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.application import question_of, read
from akashi.domain.directory import Eligibility, check
from akashi.portals.shared import filed
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.portals.shared.parts import Crumb
from akashi.portals.surety import acts
from akashi.records.reading import for_public, for_surety


@surety_only()
@require_safe
def one(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Show a case with the acts that are open to this person.

    出典: なし (本システムの決定)
    """
    found = for_surety.case(request.actor, application_id)
    if found is None:
        raise Http404
    lang = language()
    context = {
        "area": "queue",
        "trail": (Crumb(_("案件"), reverse("surety:home")), Crumb(found.receipt_number or "")),
        "found": found,
        "sections": filed.sections(found.document, lang, found.obligee_name),
        "remarks": filed.remarks(found.remarks, lang),
        "eligibility": _eligibility(found),
        "offers": acts.offers(application_id, found, request.actor),
        "done": _done(request.GET.get("done", "")),
    }
    return render(request, "surety/case.html", context)


def _eligibility(found: for_surety.CaseView) -> Eligibility | None:
    """Return what the obligee's rules say today of the contract applied for."""
    obligee = for_public.obligee(found.obligee_id)
    asked = read(found.document).application
    return check(obligee, question_of(asked)) if obligee and asked else None


def _done(slug: str) -> str:
    act = next((act for act in acts.ACTS if act.slug == slug), None)
    return _("「%(act)s」をしました") % {"act": act.label} if act else ""
