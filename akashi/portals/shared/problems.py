"""Answers to programs when something is wrong (RFC 9457, application/problem+json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse

from akashi.domain.violations import Sentence
from akashi.portals.shared.context import language, reference

if TYPE_CHECKING:
    from django.http import HttpRequest

API = "/api/"

TITLES: dict[str, tuple[int, Sentence]] = {
    "bad_request": (400, Sentence("要求を読み取れません", "The request cannot be read")),
    "unauthorised": (401, Sentence("トークンが必要です", "A token is needed")),
    "forbidden": (403, Sentence("権限がありません", "Not allowed")),
    "not_found": (404, Sentence("見つかりません", "Not found")),
    "does_not_open": (
        404,
        Sentence(
            "この番号と認証キーでは開けません", "This number and key do not open a certificate"
        ),
    ),
    "method_not_allowed": (405, Sentence("この方法では使えません", "Method not allowed")),
    "conflict": (409, Sentence("いまの状態ではできません", "Not possible as things stand")),
    "too_large": (413, Sentence("大きすぎます", "Too large")),
    "unsupported_media_type": (415, Sentence("この形式は扱えません", "Unsupported media type")),
    "violations": (422, Sentence("入力に誤りがあります", "The input breaks rules")),
    "idempotency_mismatch": (
        422,
        Sentence(
            "同じ Idempotency-Key で別の内容が送られました",
            "The same Idempotency-Key came with another body",
        ),
    ),
    "too_many_attempts": (429, Sentence("試行が多すぎます", "Too many attempts")),
    "internal": (500, Sentence("内部の誤りです", "Internal error")),
    "unavailable": (503, Sentence("一時的に使えません", "Temporarily unavailable")),
}
"""Every kind of problem: its status and its title, which never changes within a kind."""


def problem(
    request: HttpRequest, kind: str, detail: Sentence | None = None, **members: object
) -> HttpResponse:
    """Return the answer of one kind; `members` are extension members of the object.

    出典: RFC 9457
    """
    status, title = TITLES[kind]
    lang = language()
    body: dict[str, object] = {
        "type": f"/api/v1/docs#problem-{kind}",
        "title": title.text(lang),
        "status": status,
        **({"detail": detail.text(lang)} if detail else {}),
        "instance": f"urn:akashi:request:{reference(request)}",
        **members,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False) + "\n",
        status=status,
        content_type="application/problem+json",
    )


def unauthorised(request: HttpRequest) -> HttpResponse:
    """Return 401: no token, an unknown one or a revoked one, all alike.

    出典: なし (本システムの決定)
    """
    answer = problem(request, "unauthorised")
    answer["WWW-Authenticate"] = 'Bearer realm="akashi"'
    return answer


def forbidden(request: HttpRequest) -> HttpResponse:
    """Return 403: the token is good, its owner's role is another.

    出典: なし (本システムの決定)
    """
    return problem(request, "forbidden")


def not_found(request: HttpRequest) -> HttpResponse:
    """Return 404, the same for what does not exist and for what belongs to others.

    出典: なし (本システムの決定)
    """
    return problem(request, "not_found")


def too_many_attempts(request: HttpRequest, retry_after: int) -> HttpResponse:
    """Return 429; `retry_after` in seconds.

    出典: contract.md 第5節
    """
    answer = problem(request, "too_many_attempts", retry_after=retry_after)
    answer["Retry-After"] = str(retry_after)
    return answer
