"""The company's applications (申込の一覧と詳細): where each stands, and taking one back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from akashi.domain.lifecycle import ApplicationState, ApplicationStep, steps_from
from akashi.domain.violations import RuleViolation
from akashi.portals.shared import filed, outside, pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Problem
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.portals.shared.parts import Crumb
from akashi.records.reading import for_contractor
from akashi.workflows.applying.withdraw import withdraw
from akashi.workflows.errors import Conflict


@contractor_only
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """List the company's applications, the newest first.

    出典: なし (本システムの決定)
    """
    page = for_contractor.applications(request.actor, after=request.GET.get("after") or None)
    context = {"area": "applications", "page": page, "is_first": "after" not in request.GET}
    return render(request, "contractor/applications.html", context)


@contractor_only
@require_safe
def one(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Show one application: its state, who acts next, what was done, and all that was filled in.

    出典: なし (本システムの決定)
    """
    found = for_contractor.application(request.actor, application_id)
    if found is None:
        raise Http404
    context = {
        "area": "applications",
        "found": found,
        "trail": (
            Crumb(_("申込一覧"), reverse("contractor:applications")),
            Crumb(found.receipt_number or _("下書き")),
        ),
        "sections": filed.sections(found.document, language(), found.obligee_name),
        "remarks": filed.remarks(found.remarks, language()),
        "may_withdraw": _may_withdraw(found.state),
    }
    return render(request, "contractor/application.html", context)


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Ask once more, then take the application back (取下げ).

    出典: WCAG 2.2 3.3.4
    """
    found = for_contractor.application(request.actor, application_id)
    if found is None:
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            withdraw(application_id, by=request.actor, at=outside.now())
        except Conflict as lost:
            return pages.conflict(request, lost)
        except RuleViolation as refusal:
            problems = [Problem("", each.message(language())) for each in refusal.violations]
        else:
            return redirect("contractor:application", application_id)
    elif not _may_withdraw(found.state):
        return redirect("contractor:application", application_id)
    context = {"area": "applications", "found": found, "problems": problems}
    return render(request, "contractor/withdraw.html", context, status=422 if problems else 200)


def _may_withdraw(state: ApplicationState) -> bool:
    return ApplicationStep.WITHDRAW in steps_from(state)
