"""The language switch (言語の切替): a choice kept in a cookie, made by a button."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from akashi.portals.shared.guards import public

YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language and return to the page it was chosen on.

    出典: なし (本システムの決定)
    """
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None) or target[0] != "/":
        target = "/"
    answer = redirect(target)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer
