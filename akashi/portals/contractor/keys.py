"""The access key (認証キー): shown when asked for, each time recorded; and its notice."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akashi.portals.shared import downloads, outside, pages
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.portals.shared.parts import Crumb
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.make_key_notice import make_key_notice
from akashi.workflows.errors import Conflict, NotFound


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: SignedInRequest, number: str) -> HttpResponse:
    """Show the access key (表示). Only a press of the button does; the address alone shows nothing.

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)、acceptance.md A36
    """
    if request.method != "POST":
        return redirect("contractor:guarantee", number)
    try:
        key = disclose_key(number, by=request.actor, at=outside.now(), toolbox=outside.toolbox())
    except NotFound:
        raise Http404 from None
    except Conflict as not_yet:
        return pages.conflict(request, not_yet)
    context = {
        "area": "guarantees",
        "number": number,
        "groups": key.split("-"),
        "trail": (
            Crumb(_("保証契約一覧"), reverse("contractor:guarantees")),
            Crumb(number, reverse("contractor:guarantee", args=[number])),
            Crumb(_("認証キー")),
        ),
    }
    return render(request, "contractor/key.html", context)


@contractor_only
@require_POST
def notice(request: SignedInRequest, number: str) -> HttpResponse:
    """Hand out the notice that goes to the obligee (認証キー等のお知らせ); recorded each time.

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    try:
        pdf = make_key_notice(number, by=request.actor, at=outside.now(), toolbox=outside.toolbox())
    except NotFound:
        raise Http404 from None
    except Conflict as not_yet:
        return pages.conflict(request, not_yet)
    return downloads.pdf_download(pdf, downloads.key_notice_name(number))
