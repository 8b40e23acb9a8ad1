"""The guard of other people's systems (API): a bearer token of a user, never a cookie."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.views.decorators.csrf import csrf_exempt

from akashi.portals.shared import problems
from akashi.portals.shared.guards import SignedInRequest
from akashi.portals.shared.metrics import REFUSALS
from akashi.portals.shared.source import client_address
from akashi.workflows.keeping.people import resolve_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from akashi.domain.people import Role

P = ParamSpec("P")
SCHEME = "bearer"


def by_token(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let the holder of a living token in, or only one of the roles named; 401 and 403 otherwise.

    出典: なし (本システムの決定)
    """

    def guard(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scheme, _, token = request.headers.get("Authorization", "").partition(" ")
            actor = resolve_token(token.strip()) if scheme.lower() == SCHEME else None
            if actor is None:
                REFUSALS.labels("token").inc()
                return problems.unauthorised(request)
            if roles and actor.role not in roles:
                return problems.forbidden(request)
            entered = cast("SignedInRequest", request)
            entered.actor = replace(actor, source=client_address(request), channel="api")
            return view(entered, *args, **kwargs)

        guarded.__dict__["guard"] = ":".join(["by_token", *sorted(roles)])
        return guarded

    return guard
