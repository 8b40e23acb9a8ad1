"""Opening a certificate (閲覧) by program: the same verb, refusals and record as on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from akashi.portals.api.body import Shape, read_object
from akashi.portals.api.calls import answer_json, call
from akashi.portals.shared import outside, problems
from akashi.portals.shared.downloads import pdf_download
from akashi.portals.shared.guards import public_api
from akashi.portals.shared.source import client_address
from akashi.workflows.delivering.open_certificate import open_certificate, open_pdf
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts


@public_api
@call("POST")
def open_by_key(request: HttpRequest) -> HttpResponse:
    """Answer POST /api/v1/certificates/open.

    出典: contract.md 第5節
    """
    shape = Shape(read_object(request))
    # What is longer than any spelling of a number or key never reaches the reading of either.
    number = shape.text("guarantee_number", longest=200)
    key = shape.text("access_key", longest=200)
    shape.finish()
    tools = outside.toolbox()
    asked = {
        "source": client_address(request),
        "channel": "api",
        "at": tools.clock.now(),
        "toolbox": tools,
    }
    try:
        if request.headers.get("Accept", "").startswith("application/pdf"):
            document = open_pdf(number, key, **asked)
            return pdf_download(document.pdf, document.file_name)
        return answer_json(open_certificate(number, key, **asked).as_json())
    except DoesNotOpen:
        return problems.problem(request, "does_not_open")
    except TooManyAttempts as error:
        return problems.too_many_attempts(request, error.retry_after)
