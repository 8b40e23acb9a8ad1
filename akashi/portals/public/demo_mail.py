"""What was mailed (デモのメール): the demo keeps every mail here instead of sending it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.portals.shared.guards import demo_only
from akashi.portals.shared.parts import Cell, Crumb, Table
from akashi.portals.shared.templatetags.parts import moment
from akashi.records.reading import for_operator

SHOWN = 200


@demo_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails.

    出典: contract.md 第4節
    """
    table = Table(
        caption="",
        headings=(_("件名"), _("あて先"), _("日時"), _("状態")),
        rows=tuple(
            (
                Cell(mail.subject, href=f"/demo/mail/{mail.id}/"),
                Cell(mail.recipient),
                Cell(moment(mail.created_at), short=True),
                Cell(_("送信済"), tone="success")
                if mail.sent_at
                else Cell(_("送信待ち"), tone="info"),
            )
            for mail in for_operator.mails(SHOWN)
        ),
    )
    return render(request, "public/mails.html", {"table": table, "crumbs": _crumbs()})


@demo_only
@require_safe
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Show one mail as its reader sees it.

    出典: contract.md 第4節
    """
    found = next((each for each in for_operator.mails(SHOWN) if each.id == mail_id), None)
    if found is None:
        raise Http404
    shown = {"mail": found, "crumbs": _crumbs(found.subject)}
    return render(request, "public/mail.html", shown)


def _crumbs(subject: str = "") -> tuple[Crumb, ...]:
    first = (Crumb(_("電子保証"), "/"),)
    if not subject:
        return (*first, Crumb(_("デモのメール")))
    return (*first, Crumb(_("デモのメール"), "/demo/mail/"), Crumb(subject))
