"""Who may pass (入室): exactly one guard stands before every view; a test looks for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt

from akashi.domain.people import Actor, Role
from akashi.portals.shared import pages
from akashi.portals.shared.context import CONTRACTOR, SURETY, Door
from akashi.portals.shared.source import client_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

P = ParamSpec("P")
SURETY_ROLES = frozenset({Role.UNDERWRITER, Role.APPROVER, Role.OPERATOR, Role.AUDITOR})


class SignedInRequest(HttpRequest):
    """A request that has passed a guard: somebody is known to ask.

    出典: なし (本システムの決定)
    """

    actor: Actor


def public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let everybody in.

    出典: なし (本システムの決定)
    """
    return _marked(view, "public")


def public_api(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let every program in. It carries no cookie, so there is nothing for a forged form to use.

    出典: なし (本システムの決定)
    """
    return _marked(csrf_exempt(view), "public_api")


def demo_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let everybody in on a demo; elsewhere the address does not exist.

    出典: なし (本システムの決定)
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(guarded, "demo_only")


def contractor_only(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let signed-in people of a contractor's company (受注者) in; `request.actor` says who.

    出典: なし (本システムの決定)
    """
    return _signed_in(view, CONTRACTOR, frozenset({Role.CONTRACTOR}), "contractor_only")


def surety_only(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Let the surety's staff (保証会社) in, or only those of the roles named.

    出典: なし (本システムの決定)
    """
    allowed = frozenset(roles) or SURETY_ROLES
    name = ":".join(["surety_only", *sorted(roles)])

    def guard(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        return _signed_in(view, SURETY, allowed, name)

    return guard


def operator_only(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only the operator (運用担当) in.

    出典: なし (本システムの決定)
    """
    return _signed_in(view, SURETY, frozenset({Role.OPERATOR}), "operator_only")


def signed_in_actor(request: HttpRequest) -> Actor | None:
    """Return who is signed in in this browser, or None. The role is read anew each time.

    出典: なし (本システムの決定)
    """
    person = request.user
    if not person.is_authenticated:
        return None
    return Actor(
        person_id=person.pk,
        user_id=person.user_id,
        name=person.name,
        role=person.role,
        company_id=person.company_id,
        surety_id=person.surety_id,
        source=client_address(request),
        channel="web",
    )


def _signed_in(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
    door: Door,
    roles: frozenset[Role],
    name: str,
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = signed_in_actor(request)
        if actor is None:
            # What was typed into a form is lost by a redirect, so only a page read is resumed.
            resume = request.get_full_path() if request.method == "GET" else door.home
            return redirect(f"{door.sign_in}?{urlencode({'next': resume})}")
        entered = cast("SignedInRequest", request)
        entered.actor = actor
        if actor.role not in roles:
            return pages.wrong_door(entered)
        return view(entered, *args, **kwargs)

    return _marked(guarded, name)


def _marked(view: Callable[P, Any], name: str) -> Callable[P, Any]:
    """Write on the view which guard it has, for the test that looks at every address."""
    view.__dict__["guard"] = name
    return view
