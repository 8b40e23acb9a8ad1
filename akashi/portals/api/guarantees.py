"""Guarantees (保証契約) by program: lists, certificates, and the key, each by right."""

from __future__ import annotations

from django.http import HttpResponse

from akashi.domain.people import Actor, Role
from akashi.domain.violations import Sentence
from akashi.portals.api.body import read_nothing
from akashi.portals.api.calls import answer_json, call
from akashi.portals.api.paging import window
from akashi.portals.shared import outside
from akashi.portals.shared.downloads import certificate_name, key_notice_name, pdf_download
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.tokens import by_token
from akashi.records.reading import for_contractor, for_surety
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.make_key_notice import make_key_notice
from akashi.workflows.errors import Conflict, NotFound


@by_token()
@call("GET", "HEAD")
def guarantees(request: SignedInRequest) -> HttpResponse:
    """Answer GET /api/v1/guarantees."""
    asked = window(request)
    listed = for_contractor.guarantees if _is_contractor(request.actor) else for_surety.guarantees
    page = listed(request.actor, after=asked.after, limit=asked.limit, today=_today())
    return answer_json({"items": [row_json(row) for row in page.items], "next": page.next})


@by_token()
@call("GET", "HEAD")
def guarantee(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET /api/v1/guarantees/{number}."""
    found = _guarantee(request.actor, number)
    return answer_json(
        {
            **row_json(found),
            "content": found.content,
            "evidence": found.evidence_json(),
            "openings": {"count": found.openings, "last": found.last_opened_at},
        }
    )


@by_token()
@call("GET", "HEAD")
def certificate_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET …/certificate.pdf."""
    found = _guarantee(request.actor, number)
    reading = (
        for_contractor.certificate_pdf
        if _is_contractor(request.actor)
        else for_surety.certificate_pdf
    )
    pdf = reading(request.actor, found.number)
    if pdf is None:
        raise Conflict(NOT_SEALED_YET, "", None)
    return pdf_download(pdf, certificate_name(found.number))


@by_token(Role.CONTRACTOR)
@call("GET")
def key_notice_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET …/key-notice.pdf; recorded each time, as showing the key is."""
    tools = outside.toolbox()
    pdf = make_key_notice(number, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return pdf_download(pdf, key_notice_name(number))


@by_token(Role.CONTRACTOR)
@call("POST")
def access_key(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer POST …/access-key (認証キーの表示); recorded each time."""
    read_nothing(request)
    tools = outside.toolbox()
    key = disclose_key(number, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return answer_json({"guarantee_number": number, "access_key": key})
