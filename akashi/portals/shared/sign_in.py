"""Log-in, log-out, password (ログイン): the same pages for all doors whose people sign in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from akashi.domain.people import Role
from akashi.domain.violations import RuleViolation, Violation
from akashi.portals.shared import outside
from akashi.portals.shared.context import CONTRACTOR, SURETY, Door, language
from akashi.portals.shared.forms import Field, Filled, Problem, fill
from akashi.portals.shared.guards import SignedInRequest, public
from akashi.workflows.keeping.change_password import change_password as keep_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    View = Callable[[HttpRequest], HttpResponseBase]

USER_ID = re.compile(r"[CS][0-9]{7,19}", re.ASCII)
"""お客様ID, in normal form."""


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
        password = request.POST.get("password", "")
        # What is no お客様ID at all is not looked up: some stores cannot be asked for any text.
        known = USER_ID.fullmatch(user_id)
        person = authenticate(request, username=user_id, password=password) if known else None
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


def change_password(request: SignedInRequest, base: str) -> HttpResponse:
    """Answer the page on which people change their own password; `base` is the door's layout.

    出典: acceptance.md 1.1 (6.2.3)
    """
    wrong: tuple[Violation, ...] = ()
    if request.method == "POST":
        typed = [request.POST.get(name, "") for name in ("old", "new", "again")]
        try:
            keep_password(
                old=typed[0], new=typed[1], again=typed[2], by=request.actor, at=outside.now()
            )
        except RuleViolation as refusal:
            wrong = refusal.violations
        else:
            if request.user.is_authenticated:
                request.user.refresh_from_db()
                update_session_auth_hash(request, request.user)
            return redirect(f"{request.path}?done")
    fields = (
        Field("old", _("いまのパスワード"), "password", autocomplete="current-password"),
        Field(
            "new",
            _("新しいパスワード"),
            "password",
            hint=_("15文字以上。長い文や空白も使えます。"),
            autocomplete="new-password",
        ),
        Field("again", _("新しいパスワード(もう一度)"), "password", autocomplete="new-password"),
    )
    context = {
        "area": "password",
        "base": base,
        "form": fill(fields, {}, wrong, language()),
        "done": "done" in request.GET and not wrong,
    }
    return render(request, "shared/password.html", context, status=422 if wrong else 200)


def _page(request: HttpRequest, door: Door, typed: str, *, failed: bool = False) -> HttpResponse:
    errors = (_("お客様IDまたはパスワードが違います。"),) if failed else ()
    fields = (
        Field("user_id", _("お客様ID"), value=typed, autocomplete="username"),
        Field("password", _("パスワード"), kind="password", autocomplete="current-password"),
    )
    form = Filled(fields, tuple(Problem("#f-user_id", text) for text in errors))
    context = {
        "form": form,
        "sign_in_door": door,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "shared/sign_in.html", context, status=422 if failed else 200)
