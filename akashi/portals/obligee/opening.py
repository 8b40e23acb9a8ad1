"""Number and key in, the certificate out (証書を見る): two fields, one button, no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akashi.domain.identifiers import guarantee_number
from akashi.domain.identifiers.pasted import take_apart
from akashi.domain.violations import RuleViolation
from akashi.portals.obligee.answer import answer_page
from akashi.portals.obligee.grants import Pair, grant
from akashi.portals.shared import pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Field, Filled, fill
from akashi.portals.shared.guards import public
from akashi.portals.shared.metrics import REFUSALS
from akashi.portals.shared.outside import toolbox
from akashi.portals.shared.source import client_address
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.violations import Violation


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Ask for number and key, and answer with the certificate on the same address.

    出典: vision.md ⑥
    """
    if request.method != "POST":
        return _form_page(request, _form({}))
    typed = {name: request.POST.get(name, "") for name in ("guarantee_number", "access_key")}
    number, key = take_apart(typed["guarantee_number"], typed["access_key"])
    box = toolbox()
    at = box.clock.now()
    try:
        opened = open_certificate(
            number, key, source=client_address(request), channel="web", at=at, toolbox=box
        )
    except RuleViolation as refused:
        return _form_page(request, _form(typed, refused.violations), status=422)
    except DoesNotOpen:
        REFUSALS.labels("open").inc()
        return does_not_open(request)
    except TooManyAttempts as wait:
        REFUSALS.labels("open").inc()
        return pages.too_many(request, wait.retry_after)
    return answer_page(
        request, opened, at=at, grant=grant(request, Pair(number, key), at=at, vault=box.vault)
    )


def does_not_open(request: HttpRequest) -> HttpResponse:
    """Answer every well-formed pair that opens nothing, always alike (404): it repeats nothing.

    出典: contract.md 第5節
    """
    return render(request, "obligee/does_not_open.html", status=404)


def _form(typed: Mapping[str, str], violations: tuple[Violation, ...] = ()) -> Filled:
    fields = (
        Field(
            "guarantee_number",
            _("保証契約番号"),
            kind="code",
            hint=_("例：%(number)s") % {"number": guarantee_number.EXAMPLE},
            enhance="guarantee-number",
        ),
        Field(
            "access_key",
            _("認証キー"),
            kind="code",
            hint=_(
                "5文字ずつ5組の英数字です。全角でも小文字でも、ハイフンや空白があってもかまいません。"
            ),
            enhance="access-key",
        ),
    )
    return fill(fields, typed, violations, language())


def _form_page(request: HttpRequest, form: Filled, status: int = 200) -> HttpResponse:
    return render(request, "obligee/door.html", {"form": form}, status=status)
