"""The demo's applications (デモの申込): each is walked to its state, step by step, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.application import SCHEMA
from akashi.domain.lifecycle import ApplicationState
from akashi.domain.people import Actor
from akashi.domain.periods import japan_date
from akashi.domain.premium import PaymentMethod
from akashi.domain.products import Product
from akashi.records.models import Application, Company
from akashi.records.reading.reference import terms_in_force
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.applying.save_draft import open_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.idempotency import once

_DAY = re.compile(r"@([+-][0-9]+)")
_S = ApplicationState
_WAYS: Mapping[ApplicationState, tuple[ApplicationState, ...]] = {
    _S.DRAFT: (),
    _S.SUBMITTED: (_S.SUBMITTED,),
    _S.RETURNED: (_S.SUBMITTED, _S.RETURNED),
    _S.ACCEPTED: (_S.SUBMITTED, _S.ACCEPTED),
    _S.APPROVED: (_S.SUBMITTED, _S.ACCEPTED, _S.APPROVED),
    _S.CONCLUDED: (_S.SUBMITTED, _S.ACCEPTED, _S.APPROVED, _S.CONCLUDED),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part.

    出典: なし (本システムの決定)
    """

    actors: Mapping[str, Actor]
    profiles: Mapping[str, Mapping[str, Any]]
    """The contractor's part of an application file, by company."""
    underwriter: Actor
    approver: Actor


def play(
    scenes: Sequence[Mapping[str, Any]], cast: Cast, *, at: datetime, toolbox: Toolbox
) -> None:
    """Walk every application to its state; those that exist are left to the visitors.

    Each is one transaction: a demo that is interrupted goes on with the next one. They come a
    second apart, the last one at `at`, so that lists show them in their order.
    出典: contract.md 第1節
    """
    for ago, scene in zip(reversed(range(len(scenes))), scenes, strict=True):
        with transaction.atomic():
            _play(scene, cast, at - timedelta(seconds=ago), toolbox)


def _play(scene: Mapping[str, Any], cast: Cast, at: datetime, toolbox: Toolbox) -> None:
    by = cast.actors[scene["by"]]
    company = Company.objects.get(pk=by.company_id or 0)
    state, today = ApplicationState(scene["state"]), japan_date(at)
    document = {
        "schema": SCHEMA,
        "contractor": dict(cast.profiles[company.name]),
        **_dated(scene["document"], today),
    }
    if state is not ApplicationState.DRAFT:
        # Whoever applied on the pages has ticked the terms; one returned opens with the tick.
        terms = terms_in_force(Product(document["product"]), today)
        document["terms_version"] = terms.version if terms else None

    def walk(application_id: str) -> None:
        open_draft(application_id, document=document, by=by, at=at)
        steps = _steps(application_id, scene, by, cast, at, toolbox)
        for reached in _WAYS[state]:
            steps[reached]()

    once("demo", scene["key"], {"demo": scene["key"]}, at=at, make=walk)


def _steps(
    application_id: str,
    scene: Mapping[str, Any],
    by: Actor,
    cast: Cast,
    at: datetime,
    toolbox: Toolbox,
) -> Mapping[ApplicationState, Callable[[], object]]:
    return {
        _S.SUBMITTED: lambda: submit(application_id, by=by, at=at, toolbox=toolbox),
        _S.RETURNED: lambda: return_application(
            application_id, remarks=scene["remarks"], by=cast.underwriter, at=at
        ),
        _S.ACCEPTED: lambda: accept(application_id, by=cast.underwriter, at=at),
        _S.APPROVED: lambda: approve(application_id, by=cast.approver, at=at, toolbox=toolbox),
        _S.CONCLUDED: lambda: _pay(application_id, cast, at, toolbox),
    }


def _pay(application_id: str, cast: Cast, at: datetime, toolbox: Toolbox) -> None:
    premium = Application.objects.values_list("premium_yen", flat=True).get(pk=application_id)
    record_payment(
        application_id,
        amount_yen=premium or 0,
        paid_on=japan_date(at),
        method=PaymentMethod.TRANSFER.value,
        by=cast.underwriter,
        at=at,
        toolbox=toolbox,
    )


def _dated(value: Any, today: date) -> Any:
    """Return the scene with `@-30` read as thirty days ago: the demo never grows old."""
    if isinstance(value, Mapping):
        return {name: _dated(inner, today) for name, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner, today) for inner in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    return (today + timedelta(days=int(found[1]))).isoformat() if found else value
