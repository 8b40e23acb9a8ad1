"""Log-in and log-out (ログイン): one page for the doors that have people with an お客様ID."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from akashi.domain.people import Role
from akashi.portals.shared.context import CONTRACTOR, SURETY, Door
from akashi.portals.shared.forms import Field, Filled, Problem
from akashi.portals.shared.guards import public

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    View = Callable[[HttpRequest], HttpResponseBase]


def door_for(role: str) -> Door:
    """Return the door people of a role work behind.

    出典: なし (本システムの決定)
    """
    return CONTRACTOR if role == Role.CONTRACTOR else SURETY


def sign_in(door: Door) -> View:
    """Return the log-in page of a door, for its `urls.py`.

    People of the other door are let in and led to their own: who they are is no secret to
    themselves. A wrong お客様ID and a wrong パスワード get the same answer.
    出典: なし (本システムの決定)
    """

    @public
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return _page(request, door, "")
        typed = request.POST.get("user_id", "")
        # The log-in name is folded as typed on any keyboard; the password is taken as it is.
        user_id = unicodedata.normalize("NFKC", typed).strip().upper()
        person = authenticate(request, username=user_id, password=request.POST.get("password", ""))
        if person is None:
            return _page(request, door, typed, failed=True)
        login(request, person)
        home = door_for(person.role)
        target = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
        return redirect(target if safe and target.startswith(home.home) else home.home)

    return view


def sign_out(door: Door) -> View:
    """Return the log-out of a door: the session ends on the server, and nothing stays behind.

    出典: acceptance.md A36
    """

    @public
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        logout(request)
        answer = redirect(door.sign_in)
        answer["Clear-Site-Data"] = '"cache"'
        return answer

    return view


def _page(request: HttpRequest, door: Door, typed: str, *, failed: bool = False) -> HttpResponse:
    errors = (_("お客様IDまたはパスワードが違います。"),) if failed else ()
    fields = (
        Field("user_id", _("お客様ID"), value=typed, autocomplete="username", width="medium"),
        Field("password", _("パスワード"), kind="password", autocomplete="current-password"),
    )
    form = Filled(fields, tuple(Problem("#f-user_id", text) for text in errors))
    context = {
        "form": form,
        "sign_in_door": door,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "shared/sign_in.html", context, status=422 if failed else 200)
