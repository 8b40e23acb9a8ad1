"""What every call has in common (共通): its method, errors as problems, answers as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

from akashi.domain.violations import RuleViolation
from akashi.portals.api.body import UnreadableBody
from akashi.portals.shared import problems
from akashi.workflows.errors import Conflict, NotFound

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)


def answer_json(body: object, status: int = 200) -> HttpResponse:
    """Return a JSON answer in UTF-8, its members in the order they were put."""
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return HttpResponse(text, status=status, content_type="application/json")


def call(
    *methods: str,
) -> Callable[
    [Callable[Concatenate[R, P], HttpResponse]], Callable[Concatenate[R, P], HttpResponse]
]:
    """Let only `methods` through and turn the refusals of a verb into problems.

    Anything else that is raised is a fault of ours and ends as a mute 500.
    出典: contract.md 第5節, RFC 9457
    """

    def wrap(
        view: Callable[Concatenate[R, P], HttpResponse],
    ) -> Callable[Concatenate[R, P], HttpResponse]:
        @wraps(view)
        def called(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in methods:
                refused = problems.problem(request, "method_not_allowed")
                refused["Allow"] = ", ".join(methods)
                return refused
            try:
                return view(request, *args, **kwargs)
            except UnreadableBody as error:
                return problems.problem(request, error.kind, error.sentence)
            except RuleViolation as error:
                return problems.violations(request, error.violations)
            except NotFound:
                return problems.not_found(request)
            except Conflict as error:
                when = error.when.isoformat() if error.when else ""
                return problems.conflict(request, error.sentence, who=error.who, when=when)

        return called

    return wrap
