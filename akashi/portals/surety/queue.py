"""The queue (案件の一覧): what waits for the surety, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from akashi.domain.lifecycle import ApplicationState
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import SignedInRequest, surety_only
from akashi.records.reading import for_surety

TABS = (
    ApplicationState.SUBMITTED,
    ApplicationState.ACCEPTED,
    ApplicationState.APPROVED,
    ApplicationState.RETURNED,
    ApplicationState.CONCLUDED,
    ApplicationState.DECLINED,
    ApplicationState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One state of the queue and how many cases are in it.

    出典: なし (本システムの決定)
    """

    label: str
    href: str
    count: int
    now: bool


@surety_only()
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    """List the cases of one state, or of all, those that have waited longest first.

    出典: なし (本システムの決定)
    """
    state, query = _state(request.GET.get("state", "")), request.GET.get("q", "").strip()
    found = for_surety.queue(
        request.actor, state=state, query=query, after=request.GET.get("after") or None
    )
    context = {
        "area": "queue",
        "page": found,
        "tabs": _tabs(for_surety.counts(request.actor), state),
        "state": state or "",
        "query": query,
        "following": _address(state, query, found.next or ""),
    }
    return render(request, "surety/queue.html", context)


def _tabs(counts: dict[str, int], now: str | None) -> list[Tab]:
    every = Tab(_("すべて"), _address(None, "", ""), sum(counts.values()), now is None)
    return [every, *(_tab(state, counts, now) for state in TABS)]


def _tab(state: ApplicationState, counts: dict[str, int], now: str | None) -> Tab:
    address = _address(state.value, "", "")
    return Tab(state.label(language()), address, counts.get(state.value, 0), now == state)


def _address(state: str | None, query: str, after: str) -> str:
    given = {"state": state, "q": query, "after": after}
    return f"?{urlencode({name: value for name, value in given.items() if value})}"


def _state(asked: str) -> str | None:
    return asked if asked in {state.value for state in TABS} else None
