"""The surety's calls on an application (審査): return, accept, approve, decline, payment."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse

from akashi.domain.people import Role
from akashi.domain.underwriting import PAYMENT_METHODS
from akashi.portals.api.applications import answer_application
from akashi.portals.api.body import Shape, read_nothing, read_object
from akashi.portals.api.calls import call
from akashi.portals.shared import outside
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.tokens import by_token
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.decline import decline
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.return_application import return_application

UNDERWRITING = (Role.UNDERWRITER, Role.APPROVER)


@by_token(*UNDERWRITING)
@call("POST")
def return_with_remarks(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/return (差戻し)."""
    shape = Shape(read_object(request))
    remarks = []
    for number, item in enumerate(shape.items("remarks")):
        inner = Shape(item if isinstance(item, Mapping) else {}, f"remarks.{number}.")
        remarks.append({"field": inner.text("field", required=False), "text": inner.text("text")})
        shape.include(inner)
    shape.finish()
    return_application(application_id, remarks=remarks, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@by_token(*UNDERWRITING)
@call("POST")
def accept_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/accept (引受承認)."""
    read_nothing(request)
    accept(application_id, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@by_token(Role.APPROVER)
@call("POST")
def approve_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/approve (承認): a second person."""
    read_nothing(request)
    tools = outside.toolbox()
    approve(application_id, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return answer_application(request.actor, application_id)


@by_token(*UNDERWRITING)
@call("POST")
def decline_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/decline (引受拒否)."""
    shape = Shape(read_object(request))
    reasons = []
    for number, item in enumerate(shape.items("reasons")):
        inner = Shape({"text": item}, f"reasons.{number}.")
        reasons.append(inner.text("text"))
        shape.include(inner)
    shape.finish()
    decline(application_id, reasons=reasons, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@by_token(*UNDERWRITING)
@call("POST")
def receive_payment(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/payments (保証料領収)."""
    shape = Shape(read_object(request))
    amount_yen = shape.amount("amount_yen")
    paid_on = shape.day("paid_on")
    method = shape.choice("method", PAYMENT_METHODS)
    shape.finish()
    tools = outside.toolbox()
    record_payment(
        application_id,
        amount_yen=amount_yen,
        paid_on=paid_on,
        method=method,
        by=request.actor,
        at=tools.clock.now(),
        toolbox=tools,
    )
    return answer_application(request.actor, application_id)
