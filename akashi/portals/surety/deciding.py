"""Yes and no to a case (引受承認・承認・引受拒否), each asked once more before it is done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akashi.domain.people import Role
from akashi.domain.violations import RuleViolation, Violation
from akashi.portals.shared import outside, pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Field, fill
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.portals.surety import acts
from akashi.records.reading import for_surety
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.decline import decline
from akashi.workflows.errors import Conflict

REASONS = "reasons"


@surety_only(Role.UNDERWRITER)
@require_http_methods(["GET", "HEAD", "POST"])
def accept_case(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Accept the risk (引受承認).

    出典: vision.md ②
    """
    return act_on(
        request,
        application_id,
        acts.ACCEPT,
        lambda: accept(application_id, by=request.actor, at=outside.now()),
    )


@surety_only(Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def approve_case(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Approve as the second person (承認); a paid case is concluded at once.

    出典: acceptance.md A07
    """
    return act_on(
        request,
        application_id,
        acts.APPROVE,
        lambda: approve(
            application_id, by=request.actor, at=outside.now(), toolbox=outside.toolbox()
        ),
    )


@surety_only(Role.UNDERWRITER, Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def decline_case(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Decline the risk with reasons (引受拒否).

    出典: vision.md ②
    """
    reasons = [line.strip() for line in request.POST.get(REASONS, "").splitlines()]
    given = [line for line in reasons if line]
    return act_on(
        request,
        application_id,
        acts.DECLINE,
        lambda: decline(application_id, reasons=given, by=request.actor, at=outside.now()),
        fields=lambda _found: (
            Field(
                REASONS,
                _("引受けできない理由"),
                "textarea",
                hint=_("受注者にメールと画面で伝わります。1行に1つずつ書いてください。"),
            ),
        ),
    )


def act_on(
    request: SignedInRequest,
    application_id: str,
    act: acts.Act,
    perform: Callable[[], None],
    fields: Callable[[for_surety.CaseView], tuple[Field, ...]] = lambda _found: (),
) -> HttpResponse:
    """Show the case once more before an act, and do it when the button is pressed.

    Whoever comes second is told who was first; what the rules refuse stands above the form
    with everything typed.
    出典: WCAG 2.2 3.3.4
    """
    found = for_surety.case(request.actor, application_id)
    if found is None:
        raise Http404
    wrong: tuple[Violation, ...] = ()
    if request.method == "POST":
        try:
            perform()
        except Conflict as lost:
            return pages.conflict(request, lost)
        except RuleViolation as refusal:
            wrong = refusal.violations
        else:
            case = reverse("surety:case", args=[application_id])
            return redirect(f"{case}?done={act.slug}")
    elif not acts.is_open(act, found):
        return redirect("surety:case", application_id)
    typed = request.POST.dict() if request.method == "POST" else {}
    context = {
        "area": "queue",
        "found": found,
        "act": act,
        "form": fill(fields(found), typed, wrong, language()),
    }
    return render(request, "surety/act.html", context, status=422 if wrong else 200)
