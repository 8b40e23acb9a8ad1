"""The sealed PDF and the content as files (保存): buttons of the page that was just opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from akashi.adapters.toolbox import Toolbox
from akashi.domain.certificate import canonical_bytes
from akashi.portals.obligee.grants import Pair, granted
from akashi.portals.obligee.opening import does_not_open
from akashi.portals.shared import downloads, pages
from akashi.portals.shared.guards import public
from akashi.portals.shared.outside import toolbox
from akashi.portals.shared.source import client_address
from akashi.workflows.delivering.open_certificate import open_certificate, open_pdf
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a file, for which certificate, and when.

    出典: なし (本システムの決定)
    """

    pair: Pair
    source: str
    at: datetime
    box: Toolbox

    def by(self, verb: Callable[..., T]) -> T:
        """Open the certificate by one of the verbs that ask for number and key.

        出典: contract.md 第5節
        """
        return verb(
            self.pair.number,
            self.pair.key,
            source=self.source,
            channel="web",
            at=self.at,
            toolbox=self.box,
        )


def _for_the_opened(
    produce: Callable[[Asking], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Ask for the certificate anew with the pair that the page was opened with."""

    @wraps(produce)
    def view(request: HttpRequest) -> HttpResponse:
        box = toolbox()
        at = box.clock.now()
        pair = granted(request, request.POST.get("grant", ""), at=at, vault=box.vault)
        if pair is None:
            return render(request, "obligee/grant_is_over.html", status=403)
        try:
            return produce(Asking(pair, client_address(request), at, box))
        except DoesNotOpen:
            return does_not_open(request)
        except TooManyAttempts as wait:
            return pages.too_many(request, wait.retry_after)

    return view


@public
@require_POST
@_for_the_opened
def sealed_pdf(asked: Asking) -> HttpResponse:
    """Send the sealed certificate.

    出典: contract.md 第5節
    """
    document = asked.by(open_pdf)
    return downloads.pdf_download(document.pdf, document.file_name)


@public
@require_POST
@_for_the_opened
def content_json(asked: Asking) -> HttpResponse:
    """Send the content, byte for byte what the seal and the log vouch for.

    出典: contract.md 第7節
    """
    opened = asked.by(open_certificate)
    name = downloads.certificate_name(opened.guarantee_number, "json")
    return downloads.download(canonical_bytes(opened.content), name, downloads.JSON)
