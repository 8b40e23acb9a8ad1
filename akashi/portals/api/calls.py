"""What every call has in common (共通): its method, errors as problems, answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import singledispatch, wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError

from akashi.domain.identifiers.access_key import GroupViolation
from akashi.domain.violations import RuleViolation, Violation
from akashi.portals.api.body import UnreadableBody
from akashi.portals.shared import problems
from akashi.portals.shared.context import language
from akashi.workflows.errors import Conflict, NotFound, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Iterable

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

MISMATCH = "idempotency_mismatch"
REFUSALS = (UnreadableBody, UnreadablePostError, RuleViolation, NotFound, Conflict)


def answer_json(body: object, status: int = HTTPStatus.OK) -> HttpResponse:
    """Return a JSON answer in UTF-8, its members in the order they were put.

    出典: なし (本システムの決定)
    """
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return HttpResponse(text, status=status, content_type="application/json")


def call(*methods: str) -> Callable[[View[P]], View[P]]:
    """Let only `methods` through and turn the refusals of a verb into problems.

    Stands outside the guard: a wrong method is answered alike whoever asks. OPTIONS tells the
    methods and does nothing. What else is raised is a fault of ours and ends as a mute 500.
    出典: contract.md 第5節, RFC 9457
    """
    allowed = ", ".join([*methods, "OPTIONS"])

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def called(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return _methods_told(allowed)
            if request.method not in methods:
                answer = problems.problem(request, "method_not_allowed")
                answer["Allow"] = allowed
                return answer
            # PostgreSQL cannot even be asked for a text with a NUL in it.
            if any("\x00" in str(value) for value in kwargs.values()):
                return problems.not_found(request)
            try:
                return view(request, *args, **kwargs)
            except REFUSALS as error:
                return refusal(error, request)

        called.__dict__["methods"] = methods
        return called

    return wrap


def _methods_told(allowed: str) -> HttpResponse:
    answer = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": allowed})
    del answer["Content-Type"]
    return answer


@singledispatch
def refusal(error: Exception, request: HttpRequest) -> HttpResponse:
    """Return the problem that a refusal is answered with.

    出典: contract.md 第5節
    """
    raise NotImplementedError(type(error), request.path)


@refusal.register
def _(error: UnreadableBody, request: HttpRequest) -> HttpResponse:
    return problems.problem(request, error.kind, error.sentence)


@refusal.register
def _(error: UnreadablePostError, request: HttpRequest) -> HttpResponse:
    del error
    return problems.problem(request, "bad_request")


@refusal.register
def _(error: RuleViolation, request: HttpRequest) -> HttpResponse:
    mismatched = any(each.code == MISMATCH for each in error.violations)
    kind = MISMATCH if mismatched else "violations"
    return problems.problem(request, kind, errors=violations_json(error.violations))


@refusal.register
def _(error: NotPermitted, request: HttpRequest) -> HttpResponse:
    return problems.problem(request, "forbidden", error.violations[0].sentence)


@refusal.register
def _(error: NotFound, request: HttpRequest) -> HttpResponse:
    del error
    return problems.not_found(request)


@refusal.register
def _(error: Conflict, request: HttpRequest) -> HttpResponse:
    when = error.when.isoformat() if error.when else None
    first = {"who": error.who, "when": when} if error.who else {}
    return problems.problem(request, "conflict", error.sentence, **first)


def violations_json(violations: Iterable[Violation]) -> list[dict[str, Any]]:
    """Return violations as `errors`; one of a key's group says which group it is.

    出典: contract.md 第5節
    """
    return [_violation_json(each) for each in violations]


def _violation_json(violation: Violation) -> dict[str, Any]:
    group = {"group": violation.group} if isinstance(violation, GroupViolation) else {}
    return {**violation.as_json(language()), **group}
