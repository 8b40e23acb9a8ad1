"""The surety's calls on an application (審査): return, accept, approve, decline, payment."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse

from akashi.domain.people import Role
from akashi.domain.premium import PaymentMethod
from akashi.portals.api.applications import answer_application
from akashi.portals.api.body import read_nothing, read_object
from akashi.portals.api.calls import call
from akashi.portals.api.shape import Shape
from akashi.portals.shared import outside
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.tokens import by_token
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.decline import decline
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.return_application import return_application

UNDERWRITING = (Role.UNDERWRITER, Role.APPROVER)


@call("POST")
@by_token(*UNDERWRITING)
def return_with_remarks(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/return (差戻し).

    出典: contract.md 第5節
    """
    shape = Shape(read_object(request))
    remarks = cast("list[Any]", shape.items("remarks"))
    shape.finish()
    return_application(application_id, remarks=remarks, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(Role.UNDERWRITER)
def accept_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/accept (引受承認).

    出典: contract.md 第5節
    """
    read_nothing(request)
    accept(application_id, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(Role.APPROVER)
def approve_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/approve (承認): a second person.

    出典: contract.md 第5節
    """
    read_nothing(request)
    tools = outside.toolbox()
    approve(application_id, by=request.actor, at=tools.clock.now(), toolbox=tools)
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(*UNDERWRITING)
def decline_application(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/decline (引受拒否).

    出典: contract.md 第5節
    """
    shape = Shape(read_object(request))
    reasons = cast("list[Any]", shape.items("reasons"))
    shape.finish()
    decline(application_id, reasons=reasons, by=request.actor, at=outside.now())
    return answer_application(request.actor, application_id)


@call("POST")
@by_token(*UNDERWRITING)
def receive_payment(request: SignedInRequest, application_id: str) -> HttpResponse:
    """Answer POST …/payments (保証料領収).

    出典: contract.md 第5節
    """
    shape = Shape(read_object(request))
    amount_yen = shape.amount("amount_yen")
    paid_on = shape.day("paid_on")
    method = shape.choice("method", PaymentMethod)
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
