"""Applications (保証申込) by program: the contractor's calls, and what the surety's may read."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from akashi.domain.people import Actor, Role
from akashi.portals.api.body import read_nothing, read_object
from akashi.portals.api.calls import answer_json, call, violations_json
from akashi.portals.api.paging import answer_page, window
from akashi.portals.shared import outside, problems
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.tokens import by_token
from akashi.records.reading import for_contractor, for_surety
from akashi.workflows.applying.correct_application import correct_application
from akashi.workflows.applying.create_application import create_application
from akashi.workflows.applying.obstacles import obstacles
from akashi.workflows.applying.submit import submit
from akashi.workflows.applying.withdraw import withdraw
from akashi.workflows.errors import NotFound


@call("GET", "HEAD", "POST")
@by_token()
def applications(request: SignedInRequest) -> HttpResponse:
    """Answer /api/v1/applications: the list, or a new application.

    出典: contract.md 第5節
    """
    if request.method == "POST":
        return _create(request)
    asked = window(request)
    if request.actor.role == Role.CONTRACTOR:
        page = for_contractor.applications(request.actor, after=asked.after, limit=asked.limit)
    else:
        page = for_surety.queue(request.actor, after=asked.after, limit=asked.limit)
    return answer_page(page, _row_json)


def _row_json(row: for_contractor.ApplicationRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "receipt_number": row.receipt_number,
        "state": row.state,
        "who_acts": row.who_acts,
        "product": row.product,
        "obligee": row.obligee_id,
        "works_name": row.works_name,
    }


def _create(request: SignedInRequest) -> HttpResponse:
    if request.actor.role != Role.CONTRACTOR:
        return problems.forbidden(request)
    application_id = create_application(
        read_object(request),
        idempotency_key=request.headers.get("Idempotency-Key"),
        by=request.actor,
        at=outside.now(),
    )
    answer = answer_application(request.actor, application_id, status=HTTPStatus.CREATED)
    answer["Location"] = f"/api/v1/applications/{application_id}"
    return answer


@call("GET", "HEAD")
@by_token()
def application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer GET /api/v1/applications/{id}.

    出典: contract.md 第5節
    """
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(Role.CONTRACTOR)
def correct(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/correct (訂正): another file for a draft, or for what was returned.

    出典: contract.md 第5節
    """
    correct_application(
        application_id, document=read_object(request), by=request.actor, at=outside.now()
    )
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(Role.CONTRACTOR)
def submit_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/submit (申し込む): all rules, all violations at once.

    出典: contract.md 第5節
    """
    read_nothing(request)
    tools = outside.toolbox()
    submit(application_id, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(Role.CONTRACTOR)
def withdraw_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/withdraw (取下げ).

    出典: contract.md 第5節
    """
    read_nothing(request)
    withdraw(application_id, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


def answer_application(
    actor: Actor, application_id: str, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Answer with one application as the contract shapes it.

    Raises:
        NotFound: it is missing or belongs to others.
    出典: contract.md 第5節
    """
    found: for_contractor.ApplicationView | None
    if actor.role == Role.CONTRACTOR:
        found = for_contractor.application(actor, application_id)
    else:
        found = for_surety.case(actor, application_id)
    if found is None:
        raise NotFound(application_id)
    tools = outside.toolbox()
    standing = obstacles(application_id, by=actor, at=tools.clock.now(), toolbox=tools)
    return answer_json(
        {
            "id": found.id,
            "receipt_number": found.receipt_number,
            "state": found.state,
            "who_acts": found.who_acts,
            "premium": found.quote,
            "violations": violations_json(standing),
            "remarks": found.remarks,
            "guarantee_number": found.guarantee_number,
        },
        status,
    )
