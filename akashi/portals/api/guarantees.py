"""Guarantees (保証契約) by program: lists, certificates, and the key, each by right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse

from akashi.domain.identifiers import guarantee_number
from akashi.domain.people import Role
from akashi.domain.periods import japan_date
from akashi.domain.violations import RuleViolation, Sentence
from akashi.portals.api.body import read_nothing
from akashi.portals.api.calls import answer_json, call
from akashi.portals.api.paging import answer_page, window
from akashi.portals.shared import outside
from akashi.portals.shared.downloads import certificate_name, key_notice_name, pdf_download
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.tokens import by_token
from akashi.records.reading import for_contractor, for_surety
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.make_key_notice import make_key_notice
from akashi.workflows.errors import Conflict, NotFound

NOT_SEALED_YET = Sentence(
    "電子証書を準備しています。しばらくしてからもう一度お試しください。",
    "The certificate is being prepared. Try again in a while.",
)


@call("GET", "HEAD")
@by_token()
def guarantees(request: SignedInRequest) -> HttpResponse:
    """Answer GET /api/v1/guarantees.

    出典: contract.md 第5節
    """
    asked = window(request)
    listed = for_contractor.guarantees if _is_contractor(request) else for_surety.guarantees
    today = _today()
    page = listed(request.actor, today=today, after=asked.after, limit=asked.limit)
    return answer_page(page, lambda row: _row_json(row, today))


@call("GET", "HEAD")
@by_token()
def guarantee(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET /api/v1/guarantees/{number}.

    出典: contract.md 第5節
    """
    today = _today()
    found = _found(request, number, today)
    last = found.last_opened_at
    return answer_json(
        {
            **_row_json(found, today),
            "application": found.application_id,
            "version": found.version,
            "content": found.content,
            "content_sha256": found.content_sha256,
            "evidence": found.evidence_json(),
            "openings": {
                "count": found.openings_count,
                "last": last.isoformat() if last else None,
            },
        }
    )


@call("GET", "HEAD")
@by_token()
def certificate_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET …/certificate.pdf (電子証書).

    出典: contract.md 第7節
    """
    found = _found(request, number, _today())
    stored = (
        for_contractor.certificate_pdf if _is_contractor(request) else for_surety.certificate_pdf
    )
    pdf = stored(request.actor, found.number)
    if pdf is None:
        raise Conflict(NOT_SEALED_YET, "", None)
    return pdf_download(pdf, certificate_name(found.number))


@call("GET")
@by_token(Role.CONTRACTOR)
def key_notice_pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer GET …/key-notice.pdf (認証キー等のお知らせ); recorded like each display of the key.

    出典: contract.md 第5節
    """
    tools = outside.toolbox()
    wanted = _normal(number)
    pdf = make_key_notice(wanted, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return pdf_download(pdf, key_notice_name(wanted))


@call("POST")
@by_token(Role.CONTRACTOR)
def access_key(request: SignedInRequest, number: str) -> HttpResponse:
    """Answer POST …/access-key (認証キーの「表示」); recorded each time.

    出典: contract.md 第5節
    """
    read_nothing(request)
    tools = outside.toolbox()
    wanted = _normal(number)
    key = disclose_key(wanted, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return answer_json({"guarantee_number": wanted, "access_key": key})


def _found(request: SignedInRequest, number: str, today: date) -> for_contractor.GuaranteeView:
    reading = for_contractor.guarantee if _is_contractor(request) else for_surety.guarantee
    found = reading(request.actor, _normal(number), today=today)
    if found is None:
        raise NotFound(number)
    return found


def _normal(number: str) -> str:
    """Return the number in normal form; what is no number at all is not there either."""
    try:
        return guarantee_number.parse(number)
    except RuleViolation as refused:
        raise NotFound(number) from refused


def _row_json(row: for_contractor.GuaranteeRow, today: date) -> dict[str, Any]:
    return {
        "guarantee_number": row.number,
        "product": row.product,
        "status": row.status,
        "in_force": row.in_force,
        "as_of": today.isoformat(),
        "obligee": row.obligee_id,
        "works_name": row.works_name,
        "guaranteed_amount_yen": row.guaranteed_amount_yen,
        "concluded_on": row.concluded_on.isoformat(),
        "guarantee_period": {
            "from": row.period_from.isoformat(),
            "to": row.period_to.isoformat(),
        },
        "delivery": row.delivery,
        "sealed": row.ready,
    }


def _is_contractor(request: SignedInRequest) -> bool:
    return request.actor.role == Role.CONTRACTOR


def _today() -> date:
    return japan_date(outside.now())
