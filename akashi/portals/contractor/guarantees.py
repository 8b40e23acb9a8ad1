"""The company's guarantees (保証契約の一覧): the certificate to look at, print and save."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akashi.portals.shared import downloads
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.records.reading import for_contractor


@contractor_only
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """List the company's guarantees, the newest first (電子証書の確認はこちら).

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    page = for_contractor.guarantees(request.actor, after=request.GET.get("after") or None)
    context = {"area": "guarantees", "page": page, "is_first": "after" not in request.GET}
    return render(request, "contractor/guarantees.html", context)


@contractor_only
@require_safe
def one(request: SignedInRequest, number: str) -> HttpResponse:
    """Show one guarantee: state, certificate, access key, and who has looked at it when.

    出典: なし (本システムの決定)
    """
    found = for_contractor.guarantee(request.actor, number)
    if found is None:
        raise Http404
    return render(request, "contractor/guarantee.html", {"area": "guarantees", "found": found})


@contractor_only
@require_safe
def certificate(request: SignedInRequest, number: str) -> HttpResponse:
    """Show the certificate's rows (証書を見る), to print on A4.

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    found = for_contractor.guarantee(request.actor, number)
    if found is None:
        raise Http404
    return render(request, "contractor/certificate.html", {"area": "guarantees", "found": found})


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
