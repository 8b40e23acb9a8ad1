"""Examines certificates one after the other (検証の測定), the two checkers apart."""

from __future__ import annotations

import itertools
from collections import Counter

from akashi.adapters.examine.second_opinion import second_opinion
from akashi.cli.bench.child import hear, say
from akashi.cli.bench.documents import our_document
from akashi.cli.bench.issuing import Watch
from akashi.cli.bench.measuring import WARM_UP, measured
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
    verdicts: Counter[str] = Counter()

    def verify(pdf: bytes) -> None:
        with watch.part("verifier"):
            found = examine(pdf, trust, at=clock().now(), second_opinion=second)
        verdicts[found.verdict] += 1

    times = measured(verify, itertools.islice(itertools.cycle(files), given["number"]))
    say({**times, "parts": dict(watch.seconds), "authentic": verdicts["authentic"]})
