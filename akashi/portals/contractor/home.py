"""The contractor's first page (受注者の最初の画面): what waits for me, and the two main ways."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akashi.domain.lifecycle import WhoActs
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.records.reading import for_contractor

NEWEST = 50
"""Applications looked through; what is older than these is on the list."""

AT_THE_SURETY = frozenset({WhoActs.UNDERWRITER, WhoActs.APPROVER, WhoActs.CASHIER})


@contractor_only
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits for this company and what the surety has in hand.

    出典: なし (本システムの決定)
    """
    newest = for_contractor.applications(request.actor, limit=NEWEST).items
    context = {
        "area": "home",
        "mine": [row for row in newest if row.who_acts is WhoActs.CONTRACTOR],
        "theirs": [row for row in newest if row.who_acts in AT_THE_SURETY],
    }
    return render(request, "contractor/home.html", context)
