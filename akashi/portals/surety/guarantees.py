"""The guarantees of the surety (保証契約): list, search, and one with its certificate."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.periods import japan_date
from akashi.portals.shared import downloads, outside
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.portals.shared.parts import Crumb
from akashi.records.reading import for_surety


@surety_only()
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """List guarantees, the newest first; a word narrows the list.

    出典: なし (本システムの決定)
    """
    query = request.GET.get("q", "").strip()
    page = for_surety.guarantees(
        request.actor,
        today=japan_date(outside.now()),
        query=query,
        after=request.GET.get("after") or None,
    )
    given = {"q": query, "after": page.next or ""}
    context = {
        "area": "guarantees",
        "page": page,
        "query": query,
        "following": f"?{urlencode({name: value for name, value in given.items() if value})}",
    }
    return render(request, "surety/guarantees.html", context)


@surety_only()
@require_safe
def one(request: SignedInRequest, number: str) -> HttpResponse:
    """Show one guarantee: what is certified, and how far seal and log are.

    出典: なし (本システムの決定)
    """
    found = for_surety.guarantee(request.actor, number, today=japan_date(outside.now()))
    if found is None:
        raise Http404
    trail = (Crumb(_("保証契約"), reverse("surety:guarantees")), Crumb(found.number))
    context = {"area": "guarantees", "found": found, "trail": trail}
    return render(request, "surety/guarantee.html", context)


@surety_only()
@require_safe
def certificate_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Hand out the sealed certificate.

    出典: contract.md 第7節
    """
    pdf = for_surety.certificate_pdf(request.actor, number)
    if pdf is None:
        raise Http404
    return downloads.pdf_download(pdf, downloads.certificate_name(number))
