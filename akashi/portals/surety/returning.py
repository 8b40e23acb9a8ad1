"""Sending a case back (差戻し): a remark beside each value that is to be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akashi.domain.people import Role
from akashi.domain.violations import RuleViolation, Violation
from akashi.portals.shared import filed, outside, pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Field, fill
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.portals.surety import acts
from akashi.records.reading import for_surety
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.errors import Conflict

WHOLE = "whole"
PREFIX = "remark:"


@dataclass(frozen=True, slots=True)
class Line:
    """A value of the application and the box for what is to be mended about it.

    出典: なし (本システムの決定)
    """

    label: str
    value: str
    box: Field


@surety_only(Role.UNDERWRITER, Role.APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Return an application with remarks; the contractor sees each at its field.

    出典: vision.md ②
    """
    found = for_surety.case(request.actor, application_id)
    if found is None:
        raise Http404
    if request.method != "POST" and not acts.is_open(acts.RETURN, found):
        return redirect("surety:case", application_id)
    typed = request.POST.dict() if request.method == "POST" else {}
    wrong: tuple[Violation, ...] = ()
    if request.method == "POST":
        try:
            return_application(
                application_id, remarks=_remarks(typed), by=request.actor, at=outside.now()
            )
        except Conflict as lost:
            return pages.conflict(request, lost)
        except RuleViolation as refusal:
            wrong = refusal.violations
        else:
            return redirect(f"{reverse('surety:case', args=[application_id])}?done=return")
    context = {
        "area": "queue",
        "found": found,
        "form": fill([_whole()], typed, [replace(each, field=WHOLE) for each in wrong], language()),
        "sections": _sections(found.document, found.obligee_name, typed),
    }
    return render(request, "surety/return.html", context, status=422 if wrong else 200)


def _remarks(typed: dict[str, str]) -> list[dict[str, str]]:
    """Return every box that was filled in, as remarks on the fields beside them."""
    fields = {WHOLE: ""} | {
        name: name.removeprefix(PREFIX) for name in typed if name.startswith(PREFIX)
    }
    return [
        {"field": path, "text": typed[name].strip()}
        for name, path in fields.items()
        if typed.get(name, "").strip()
    ]


def _whole() -> Field:
    return Field(
        WHOLE,
        _("申込全体についての指摘"),
        "textarea",
        hint=_("項目ごとの指摘は、下の各項目の欄に書いてください。"),
        required=False,
    )


def _sections(
    document: dict[str, object], obligee_name: str, typed: dict[str, str]
) -> list[tuple[str, list[Line]]]:
    return [
        (section.title, [_line(line, typed) for line in section.lines])
        for section in filed.sections(document, language(), obligee_name)
    ]


def _line(line: filed.Line, typed: dict[str, str]) -> Line:
    name = f"{PREFIX}{line.path}"
    label = _("%(field)sへの指摘") % {"field": line.label}
    return Line(line.label, line.value, Field(name, label, value=typed.get(name, "")))
