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
from akashi.portals.shared.forms import Field, Filled, fill
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
    sections = filed.sections(found.document, language(), found.obligee_name)
    boxes = [_box(line) for section in sections for line in section.lines]
    form = fill([_whole(), *boxes], typed, _at_their_boxes(wrong, typed), language())
    context = {
        "area": "queue",
        "found": found,
        "form": form,
        "sections": [
            (section.title, [_line(line, form) for line in section.lines]) for section in sections
        ],
    }
    return render(request, "surety/return.html", context, status=422 if wrong else 200)


def _filled_in(typed: dict[str, str]) -> list[str]:
    """Return the names of the boxes with something in them, in the order of the remarks."""
    boxes = (WHOLE, *(name for name in typed if name.startswith(PREFIX)))
    return [name for name in boxes if typed.get(name, "").strip()]


def _remarks(typed: dict[str, str]) -> list[dict[str, str]]:
    """Return every box that was filled in, as remarks on the fields beside them."""
    return [
        {"field": "" if name == WHOLE else name.removeprefix(PREFIX), "text": typed[name].strip()}
        for name in _filled_in(typed)
    ]


def _at_their_boxes(wrong: tuple[Violation, ...], typed: dict[str, str]) -> list[Violation]:
    """Move what is wrong with a remark to its box; what is wrong with them all to the first."""
    boxes = {f"remarks.{n}": name for n, name in enumerate(_filled_in(typed))}
    return [replace(each, field=boxes.get(each.field.rpartition(".")[0], WHOLE)) for each in wrong]


def _whole() -> Field:
    return Field(
        WHOLE,
        _("申込全体についての指摘"),
        "textarea",
        hint=_("項目ごとの指摘は、下の各項目の欄に書いてください。"),
        required=False,
    )


def _box(line: filed.Line) -> Field:
    label = _("%(field)sへの指摘") % {"field": line.label}
    return Field(f"{PREFIX}{line.path}", label, required=False)


def _line(line: filed.Line, form: Filled) -> Line:
    return Line(line.label, line.value, form[f"{PREFIX}{line.path}"])
