"""The company's guarantees (保証契約の一覧): the certificate to look at, print and save."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.periods import japan_date
from akashi.portals.shared import downloads, outside
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.portals.shared.parts import Crumb
from akashi.records.reading import for_contractor


@contractor_only
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """List the company's guarantees, the newest first (電子証書の確認はこちら).

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    page = for_contractor.guarantees(
        request.actor, today=japan_date(outside.now()), after=request.GET.get("after") or None
    )
    context = {"area": "guarantees", "page": page, "is_first": "after" not in request.GET}
    return render(request, "contractor/guarantees.html", context)


@contractor_only
@require_safe
def one(request: SignedInRequest, number: str) -> HttpResponse:
    """Show one guarantee: state, certificate, access key, and who has looked at it when.

    出典: なし (本システムの決定)
    """
    found = for_contractor.guarantee(request.actor, number, today=japan_date(outside.now()))
    if found is None:
        raise Http404
    context = {"area": "guarantees", "found": found, "trail": _trail(number)}
    return render(request, "contractor/guarantee.html", context)


@contractor_only
@require_safe
def certificate(request: SignedInRequest, number: str) -> HttpResponse:
    """Show the certificate's rows (証書を見る), to print on A4.

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    found = for_contractor.guarantee(request.actor, number, today=japan_date(outside.now()))
    if found is None:
        raise Http404
    context = {
        "area": "guarantees",
        "found": found,
        "trail": _trail(number, _("証書")),
        "printed_at": outside.now(),
    }
    return render(request, "contractor/certificate.html", context)


@contractor_only
@require_safe
def certificate_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Hand out the sealed certificate to keep (電子証書_<番号>.pdf).

    出典: contract.md 第7節
    """
    pdf = for_contractor.certificate_pdf(request.actor, number)
    if pdf is None:
        raise Http404
    return downloads.pdf_download(pdf, downloads.certificate_name(number))


def _trail(number: str, page: str = "") -> tuple[Crumb, ...]:
    every = Crumb(_("保証契約一覧"), reverse("contractor:guarantees"))
    if not page:
        return (every, Crumb(number))
    return (every, Crumb(number, reverse("contractor:guarantee", args=[number])), Crumb(page))
