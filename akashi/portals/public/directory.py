"""The directory (発注者名簿): who takes what electronically, since when, and handed in how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.directory import Result, check
from akashi.portals.public import preview, rules
from akashi.portals.public.asking import fields, read_question
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import fill
from akashi.portals.shared.guards import public
from akashi.portals.shared.parts import Cell, Crumb, Table
from akashi.records.reading import for_public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akashi.domain.directory import Eligibility
    from akashi.records.reading.for_public import ObligeeRow

PER_PAGE = 50


@public
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Search bodies by name or prefecture, however it is spelled.

    出典: なし (本システムの決定)
    """
    query = request.GET.get("q", "").strip()[:100]
    page = for_public.obligees(query, after=request.GET.get("after") or None, limit=PER_PAGE)
    following = urlencode({"q": query, "after": page.next}) if page.next else ""
    shown = {
        "query": query,
        "table": _table(page.items),
        "count": len(page.items),
        "crumbs": _crumbs(),
        "first": f"?{urlencode({'q': query})}" if request.GET.get("after") else "",
        "following": f"?{following}" if following else "",
    }
    return render(request, "public/bodies.html", shown)


@public
@require_safe
def body(request: HttpRequest, obligee_id: str) -> HttpResponse:
    """Show all rules of one body, and answer whether one contract is covered.

    A question stands in the address: it changes nothing, holds nothing secret, and can be
    sent to a colleague.
    出典: なし (本システムの決定)
    """
    obligee = for_public.obligee(obligee_id)
    if obligee is None:
        raise Http404
    typed = {name: str(value) for name, value in request.GET.items()}
    question, wrong = read_question(typed)
    answer = check(obligee, question) if question else None
    shown = {
        "obligee": obligee,
        "crumbs": _crumbs(obligee.name),
        "taken": rules.what_is_taken(obligee),
        "hand_in": rules.how_to_hand_in(obligee),
        "limits": rules.limits(obligee),
        "form": fill((*fields(obligee), *preview.fields(obligee)), typed, wrong, language()),
        "answer": answer,
        "reasons": _reasons(answer),
        "how": preview.how(obligee, question, typed) if question else (),
    }
    return render(request, "public/body.html", shown, status=422 if wrong else 200)


def _reasons(answer: Eligibility | None) -> list[tuple[str, str, str]]:
    words = {
        Result.MET: ("success", _("満たす")),
        Result.FAILED: ("error", _("満たさない")),
        Result.UNKNOWN: ("warning", _("要確認")),
    }
    lang = language()
    reasons = answer.reasons if answer else ()
    return [(*words[reason.result], reason.sentence.text(lang)) for reason in reasons]


def _table(rows: Sequence[ObligeeRow]) -> Table:
    return Table(
        caption="",
        headings=(_("団体名"), _("都道府県"), _("電子で受け入れる保証")),
        rows=tuple(
            (
                Cell(row.name, href=f"/directory/{row.id}/"),
                Cell(row.pref or "―"),
                Cell(_("名称のみ判明"), tone="") if row.name_only else Cell(row.summary),
            )
            for row in rows
        ),
    )


def _crumbs(name: str = "") -> tuple[Crumb, ...]:
    first = Crumb(_("電子保証"), "/")
    if not name:
        return (first, Crumb(_("発注者名簿")))
    return (first, Crumb(_("発注者名簿"), "/directory/"), Crumb(name))
