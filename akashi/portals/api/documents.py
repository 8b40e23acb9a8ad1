"""Verifying a file (検証) by program: the same answer as `akashi verify --json`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from akashi.domain.violations import Sentence, refuse
from akashi.portals.api.body import UnreadableBody
from akashi.portals.api.calls import answer_json, call
from akashi.portals.shared import outside
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import public_api
from akashi.workflows.delivering.verify_document import LARGEST_FILE, verify_document


@call("POST")
@public_api
def verify(request: HttpRequest) -> HttpResponse:
    """Answer POST /api/v1/documents/verify. A file that cannot be read is an answer, no error.

    出典: contract.md 第5節
    """
    if request.content_type != "multipart/form-data":
        raise UnreadableBody(
            "unsupported_media_type",
            Sentence(
                "multipart/form-data の file にファイルを入れて送ってください。",
                "Send the file as `file` in multipart/form-data.",
            ),
        )
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise refuse(
            "required",
            "file",
            ja="file にファイルを入れてください。",
            en="Put the file into `file`.",
        )
    if (uploaded.size or 0) > LARGEST_FILE:
        limit = LARGEST_FILE // (1024 * 1024)
        raise UnreadableBody(
            "too_large",
            Sentence(f"ファイルは {limit} MB までです。", f"The file may be {limit} MB at most."),
        )
    tools = outside.toolbox()
    examination = verify_document(uploaded.read(), at=tools.clock.now(), toolbox=tools)
    return answer_json(examination.as_json(language()))
