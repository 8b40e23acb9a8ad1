"""Pages that say what went wrong (お知らせ画面), what to do next, and a reference number."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.utils.translation import gettext as _

from akashi.portals.shared import problems
from akashi.portals.shared.context import language
from akashi.portals.shared.metrics import REFUSALS
from akashi.portals.shared.templatetags.parts import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from akashi.workflows.errors import Conflict

RETRY_SECONDS = 5
"""How soon a program may ask again while the store restarts."""

HOUR = 3600


def notice(
    request: HttpRequest, kind: str, title: str, text: str, advice: tuple[str, ...] = ()
) -> HttpResponse:
    """Return a problem to programs and a page to people; `kind` is one of `problems.TITLES`.

    出典: なし (本システムの決定)
    """
    if request.path.startswith(problems.API):
        return problems.problem(request, kind)
    return render(
        request,
        "shared/notice.html",
        {"title": title, "text": text, "advice": advice},
        status=problems.TITLES[kind][0],
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read (400).

    出典: なし (本システムの決定)
    """
    del exception
    return notice(
        request,
        "bad_request",
        _("送られた内容を読み取れませんでした"),
        _("アドレス(URL)または送られた内容が壊れています。"),
        (_("前の画面に戻って、もう一度お試しください。"),),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer who may not pass (403).

    出典: なし (本システムの決定)
    """
    del exception
    return notice(
        request,
        "forbidden",
        _("この画面を見る権限がありません"),
        _("ログインしている方の役割では使えない画面です。"),
    )


def wrong_door(request: HttpRequest) -> HttpResponse:
    """Answer somebody signed in who stands before another's door (403).

    出典: なし (本システムの決定)
    """
    return notice(
        request,
        "forbidden",
        _("この画面を見る権限がありません"),
        _("ログインしている方の役割では使えない画面です。"),
        (_("別のお客様IDで使うときは、いったんログアウトしてください。"),),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what does not exist, or belongs to somebody else (404).

    出典: なし (本システムの決定)
    """
    del exception
    return notice(
        request,
        "not_found",
        _("ページが見つかりません"),
        _("お探しのページはないか、移動したか、ご覧になれないものです。"),
        (_("アドレス(URL)を入力したときは、誤りがないか確かめてください。"),),
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer a way of asking that this address does not know (405).

    出典: なし (本システムの決定)
    """
    return notice(
        request,
        "method_not_allowed",
        _("この方法では開けないページです"),
        _("画面の中のボタンから進む必要があります。"),
        (_("前の画面に戻って、ボタンを押してください。"),),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a body larger than we take (413).

    出典: なし (本システムの決定)
    """
    return notice(
        request,
        "too_large",
        _("ファイルが大きすぎます"),
        _("送れるファイルは20MBまでです。"),
        (_("本システムの電子証書は、ふつう1MBもありません。ファイルを確かめてください。"),),
    )


def conflict(request: HttpRequest, lost: Conflict) -> HttpResponse:
    """Answer what cannot be done any more, or not yet (409), and who was first and when.

    出典: acceptance.md A06
    """
    sentence = lost.sentence.text(language())
    again = _("画面を開き直して、いまの状態を確かめてください。")
    if not lost.who:
        return notice(request, "conflict", _("いまはこの手続ができません"), sentence, (again,))
    first = _("先に手続をした人: %(who)s(%(when)s)") % {"who": lost.who, "when": moment(lost.when)}
    return notice(request, "conflict", _("先に別の手続がされています"), sentence, (first, again))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer too many attempts (429); `seconds` until the next one is looked at.

    出典: contract.md 第5節
    """
    minutes = -(-seconds // 60)
    answer = notice(
        request,
        "too_many_attempts",
        _("しばらく待ってから、もう一度お試しください"),
        _("続けて何度も誤った入力があったため、%(minutes)d分間お待ちいただきます。")
        % {"minutes": minutes},
        (_("入力した番号と認証キーを、届いた書類と見比べてください。"),),
    )
    answer["Retry-After"] = str(seconds)
    return answer


def too_many_log_ins(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """Answer a log-in after too many failures of this person from this source (429).

    出典: なし (本システムの決定)
    """
    del response, credentials
    REFUSALS.labels("log_in").inc()
    seconds = int(settings.AXES_COOLOFF_TIME * HOUR)
    answer = notice(
        request,
        "too_many_attempts",
        _("しばらく待ってから、もう一度ログインしてください"),
        _("パスワードの誤りが続いたため、%(minutes)d分間ログインできません。")
        % {"minutes": seconds // 60},
        (
            _("パスワードが分からないときは、保証会社の担当窓口にお問い合わせください。"),
            _("ほかの場所からのログインは止めていません。"),
        ),
    )
    answer["Retry-After"] = str(seconds)
    return answer


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page, or whose page is too old (403).

    出典: なし (本システムの決定)
    """
    del reason
    return notice(
        request,
        "forbidden",
        _("画面を開き直してください"),
        _("画面を開いてから時間がたったか、ほかの画面から送られたため、受け付けませんでした。"),
        (
            _("前の画面に戻ると、入力した内容は残っています。開き直してから送ってください。"),
            _("ブラウザーでCookieを使えるようにしてください。"),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own fault: 503 while the store cannot be reached, 500 otherwise.

    出典: acceptance.md A15
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        answer = notice(
            request,
            "unavailable",
            _("ただいま混み合っているか、点検中です"),
            _("保存された内容は失われていません。"),
            (_("少し待ってから、もう一度お試しください。"),),
        )
        answer["Retry-After"] = str(RETRY_SECONDS)
        return answer
    return notice(
        request,
        "internal",
        _("こちらの不具合で表示できませんでした"),
        _("手続の途中だったときは、その手続は行われていません。"),
        (
            _("もう一度お試しください。"),
            _("続くときは、下の照会番号を添えてお問い合わせください。"),
        ),
    )


STATUS_PAGES: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    HTTPStatus.METHOD_NOT_ALLOWED: method_not_allowed
}
"""Answers the framework leaves empty, and the page that fills them."""
