"""Examines certificates one after the other (検証の測定), the two checkers apart."""

from __future__ import annotations

import itertools
import time

from akashi.adapters.examine.second_opinion import second_opinion
from akashi.cli.bench.child import hear, say
from akashi.cli.bench.documents import our_document
from akashi.cli.bench.issuing import WARM_UP, Watch
from akashi.config.wiring import clock, own_trust
from akashi_verifier.examine import examine


def play() -> None:
    """Seal what was given, wait for the start, examine it in turn, and tell how long it took."""
    given = hear()
    make, trust, watch = our_document(), own_trust(), Watch()
    files = [make(promise) for promise in given["promises"]]

    def second(pdf: bytes) -> bool:
        with watch.part("second checker"):
            return second_opinion(pdf)

    for pdf in files[:WARM_UP]:
        examine(pdf, trust, at=clock().now(), second_opinion=second)
    watch.seconds.clear()
    say("ready")
    hear()
    began, spent = time.time(), time.process_time()
    seconds, authentic = [], 0
    for pdf in itertools.islice(itertools.cycle(files), given["number"]):
        begun = time.perf_counter()
        with watch.part("verifier"):
            found = examine(pdf, trust, at=clock().now(), second_opinion=second)
        seconds.append(time.perf_counter() - begun)
        authentic += found.verdict == "authentic"
    say(
        {
            "began": began,
            "ended": time.time(),
            "seconds": seconds,
            "cpu": time.process_time() - spent,
            "parts": dict(watch.seconds),
            "authentic": authentic,
        }
    )
