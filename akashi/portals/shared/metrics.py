"""Figures about the service (計測): counted per request, read by Prometheus at /metrics."""

from __future__ import annotations

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

REQUESTS = Counter(
    "akashi_requests",
    "Requests answered, by door, method and status.",
    ["door", "method", "status"],
)
SECONDS = Histogram("akashi_request_seconds", "Time taken to answer, by door.", ["door"])
REFUSALS = Counter(
    "akashi_refusals", "Attempts refused: wrong number and key, log-ins, tokens.", ["kind"]
)


def page() -> bytes:
    """Return all figures in the text format of Prometheus.

    With several web processes each keeps its figures in PROMETHEUS_MULTIPROC_DIR, and
    whichever process is asked adds them up.
    出典: なし (本システムの決定)
    """
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
