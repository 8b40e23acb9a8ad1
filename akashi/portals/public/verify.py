"""Drop a file (ファイルの検証): what it is, whether it is authentic, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akashi.domain.certificate import labelled_rows
from akashi.domain.violations import Sentence, Violation
from akashi.portals.public.verdicts import check_rows, verdict
from akashi.portals.shared import pages
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Field, fill
from akashi.portals.shared.guards import public
from akashi.portals.shared.outside import toolbox
from akashi.workflows.delivering.verify_document import LARGEST_FILE, verify_document

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_FILE = Violation(
    "required",
    "file",
    Sentence("調べるファイルを選んでください。", "Choose the file to be examined."),
)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Examine an uploaded file; any file gets an answer that helps, the wrong one too.

    出典: contract.md 第4節
    """
    if request.method != "POST":
        return _form_page(request)
    uploaded = request.FILES.get("file")
    if uploaded is None:
        return _form_page(request, (NO_FILE,))
    if (uploaded.size or 0) > LARGEST_FILE:
        return pages.too_large(request)
    box = toolbox()
    at = box.clock.now()
    found = verify_document(uploaded.read(), at=at, toolbox=box).as_json(language())
    shown = {
        "file_name": uploaded.name,
        "verdict": verdict(found["kind"], found["verdict"]),
        "lines": _lines(found),
        # Six times "no evidence" would only hide what the file is.
        "checks": check_rows(found["checks"]) if found["kind"] == "certificate" else [],
        "rows": _rows(found),
        "at": at,
    }
    return render(request, "public/examined.html", shown)


def _lines(found: Mapping[str, Any]) -> list[str]:
    """Let the verifier's own sentences speak, so that every surface says the same."""
    if found["verdict"] == "unreadable":
        return [found["summary"]]
    return list(found["lines"]) if found["kind"] == "certificate" else []


def _rows(found: Mapping[str, Any]) -> list[Any]:
    """Show what stands in a certificate only when its seal vouches for it."""
    if found["verdict"] != "authentic" or not found["content"]:
        return []
    return list(labelled_rows(found["content"], language()))


def _form_page(request: HttpRequest, wrong: tuple[Violation, ...] = ()) -> HttpResponse:
    field = Field(
        "file", _("調べるファイル"), kind="file", hint=_("20MBまで。ファイルは保存されません。")
    )
    form = fill((field,), {}, wrong, language())
    return render(request, "public/verify.html", {"form": form}, status=422 if wrong else 200)
