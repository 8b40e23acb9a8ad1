"""Opening a certificate (閲覧) by program: the same verb, refusals and record as on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from akashi.domain.violations import Sentence
from akashi.portals.api.body import read_object
from akashi.portals.api.calls import answer_json, call
from akashi.portals.api.shape import Shape
from akashi.portals.shared import outside, problems
from akashi.portals.shared.downloads import PDF, pdf_download
from akashi.portals.shared.guards import public_api
from akashi.portals.shared.metrics import REFUSALS
from akashi.portals.shared.source import client_address
from akashi.workflows.delivering.open_certificate import open_certificate, open_pdf
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts

LONGEST = 200
"""What is longer than any spelling of a number or key never reaches the reading of either."""

_COMPARE = Sentence(
    "保証契約番号と認証キーを、届いた「認証キー等のお知らせ」と見比べてください。",
    "Compare number and key with the key notice you were sent.",
)


@call("POST")
@public_api
def open_by_key(request: HttpRequest) -> HttpResponse:
    """Answer POST /api/v1/certificates/open; asks neither session nor user.

    出典: contract.md 第5節
    """
    shape = Shape(read_object(request))
    number = shape.text("guarantee_number", longest=LONGEST)
    key = shape.text("access_key", longest=LONGEST)
    shape.finish()
    try:
        return _opened(request, number, key)
    except DoesNotOpen:
        REFUSALS.labels("open").inc()
        # A request's own id would be the one thing that differs; it stands in a header only.
        return problems.problem(request, "does_not_open", _COMPARE, instance=request.path)
    except TooManyAttempts as wait:
        REFUSALS.labels("open").inc()
        return problems.too_many_attempts(request, wait.retry_after)


def _opened(request: HttpRequest, number: str, key: str) -> HttpResponse:
    tools = outside.toolbox()
    source, at = client_address(request), tools.clock.now()
    if _prefers_pdf(request):
        document = open_pdf(number, key, source=source, channel="api", at=at, toolbox=tools)
        return pdf_download(document.pdf, document.file_name)
    opened = open_certificate(number, key, source=source, channel="api", at=at, toolbox=tools)
    return answer_json(opened.as_json())


def _prefers_pdf(request: HttpRequest) -> bool:
    if PDF not in request.headers.get("Accept", ""):
        return False
    return request.get_preferred_type(["application/json", PDF]) == PDF
