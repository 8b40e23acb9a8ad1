"""What operators ask (稼働確認): alive, able to work, and the figures."""

from __future__ import annotations

import hmac
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from akashi.portals.shared import metrics, outside
from akashi.portals.shared.guards import public
from akashi.portals.shared.source import client_address, is_loopback
from akashi.records.reading.for_operator import sources_waiting
from akashi.workflows.keeping.log_standing import anchoring, publication
from akashi.workflows.keeping.trail_standing import unsigned_since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client import Metric


@public
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing else.

    出典: contract.md 第4節
    """
    del request
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether work can be done: the store answers and is of this version. 503 when not.

    出典: contract.md 第4節
    """
    del request
    checks = {name: check() for name, check in CHECKS.items()}
    able = all(checks.values())
    return JsonResponse({"ready": able, "checks": checks}, status=200 if able else 503)


@public
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Give the figures to this machine, or to the holder of AKASHI_METRICS_TOKEN; 404 otherwise.

    出典: contract.md 第4節
    """
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    allowed = (
        hmac.compare_digest(given.encode(), token.encode())
        if token
        else is_loopback(client_address(request))
    )
    if not allowed:
        raise Http404
    page = metrics.page() + _stored_page()
    return HttpResponse(page, content_type="text/plain; version=0.0.4; charset=utf-8")


def _store_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM django_migrations WHERE app = 'records' AND name = %s",
                [_newest_change()],
            )
            return cursor.fetchone() is not None
    except DatabaseError:
        return False


@cache
def _newest_change() -> str:
    """Return the name of the last migration this version knows: an older store lacks it."""
    name: str = MigrationLoader(None).graph.leaf_nodes("records")[0][1]
    return name


CHECKS: dict[str, Callable[[], bool]] = {"store": _store_answers}


def _stored_page() -> bytes:
    """Return the figures that stand in the store; the same whichever process is asked."""
    registry = CollectorRegistry()
    registry.register(_LogFigures())
    registry.register(_Guessing())
    return generate_latest(registry)


class _LogFigures(Collector):
    """The public log, read from records and folder at each question."""

    def collect(self) -> Iterator[Metric]:
        try:
            figures = _log_figures()
        except DatabaseError:
            # /readyz says that the store is gone; nothing is known of the log meanwhile.
            return
        for name, (told, value) in figures.items():
            yield GaugeMetricFamily(f"akashi_log_{name}", told, value=value)

    def describe(self) -> list[Metric]:
        """Name nothing in advance, so that registering asks neither records nor folder."""
        return []


class _Guessing(Collector):
    """Who must wait for having tried wrong numbers and keys (総当たり), as of now."""

    def collect(self) -> Iterator[Metric]:
        try:
            waiting = sources_waiting(outside.now())
        except DatabaseError:
            return
        told = "Sources that must wait after wrong numbers and keys."
        yield GaugeMetricFamily("akashi_sources_waiting", told, value=waiting)

    def describe(self) -> list[Metric]:
        """Name nothing in advance, so that registering does not ask the store."""
        return []


def _log_figures() -> dict[str, tuple[str, float]]:
    tools = outside.toolbox()
    now = tools.clock.now()
    stamped, unsigned = anchoring(at=now), unsigned_since(at=now) is not None
    try:
        shown = publication(tools)
        published, trouble = shown.published, shown.trouble is not None
        size = float(shown.size)
    except OSError:
        size, published, trouble = float("nan"), -1, True
    return {
        "leaves": ("Leaves in the records.", size),
        "published_leaves": ("Leaves behind the published checkpoint, -1 without one.", published),
        "trouble": ("1: records and published log contradict each other.", float(trouble)),
        "anchored_leaves": ("Leaves behind the newest anchor.", stamped.anchored),
        "trail_unsigned": ("1: acts are not signed for ten minutes.", float(unsigned)),
        "anchor_overdue": ("1: an anchor is due for more than a day.", float(stamped.overdue)),
    }
