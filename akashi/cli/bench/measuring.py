"""One measuring (測定の一巡り): do a job for each thing given, and note what every one takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

WARM_UP = 2
"""Jobs before the measuring begins: fonts and templates are read once a process."""


def measured(do: Callable[[Any], object], things: Iterable[Any]) -> dict[str, Any]:
    """Do the job for each thing; return when it began and ended, and the time of every one.

    Seconds by the clock on the wall; `cpu` is the processor's time for all of them.
    """
    began, spent = time.time(), time.process_time()
    seconds = []
    for thing in things:
        begun = time.perf_counter()
        do(thing)
        seconds.append(time.perf_counter() - begun)
    cpu = time.process_time() - spent
    return {"began": began, "ended": time.time(), "seconds": seconds, "cpu": cpu}
