"""Issues guarantees one after the other (発行の測定) and notes what each part takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from akashi.adapters.seal import Sealed, Sealer, SuretySealer, load_pem
from akashi.adapters.timestamp import DemoAuthority, LocalSource, TimestampSource
from akashi.adapters.toolbox import Press, Toolbox
from akashi.cli.bench.child import hear, say
from akashi.cli.bench.measuring import WARM_UP, measured
from akashi.config import wiring
from akashi.domain.certificate.seal_levels import LEVELS
from akashi.workflows.whole_path.clerks import clerks_for
from akashi.workflows.whole_path.rehearsal import certify_waiting, conclude_waiting
from akashi.workflows.whole_path.rehearsal_rows import COMPANY


class Watch:
    """Adds up the time spent in each part; a part inside another counts for itself only.

    出典: なし (本システムの決定)
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = [0.0]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count the time until the `with` ends, less that of parts inside."""
        begun = time.perf_counter()
        self._inside.append(0.0)
        try:
            yield
        finally:
            whole = time.perf_counter() - begun
            self.seconds[name] += whole - self._inside.pop()
            self._inside[-1] += whole


class WatchedPress:
    """A press whose certificates are timed.

    出典: なし (本システムの決定)
    """

    def __init__(self, press: Press, watch: Watch) -> None:
        self._press, self._watch = press, watch
        self.key_notice, self.undrawable = press.key_notice, press.undrawable

    def certificate(self, content: Mapping[str, Any], **how: Any) -> bytes:
        """Return the certificate as PDF, not yet sealed."""
        with self._watch.part("typeset"):
            return self._press.certificate(content, **how)


class WatchedSealer:
    """A sealer that is timed, the time stamp apart.

    出典: なし (本システムの決定)
    """

    def __init__(self, watch: Watch) -> None:
        files = wiring.key_files()
        key = load_pem(files.authority, files.authority_key)
        authority = DemoAuthority(key.certificate, key.sign, key.chain)
        self._watch = watch
        self._source: TimestampSource = LocalSource(authority, wiring.clock())
        level = LEVELS[LEVELS.index(settings.SEAL_LEVEL)]
        self._sealer = SuretySealer(
            wiring.seal_box(), lambda seal: Sealer(seal, self, level=level, least=level)
        )

    def stamp(self, digest: bytes) -> bytes:
        """Return a time-stamp token."""
        with self._watch.part("time stamp"):
            return self._source.stamp(digest)

    def seal(self, pdf: bytes, *, surety: str, at: datetime) -> Sealed:
        """Return the sealed PDF."""
        with self._watch.part("seal"):
            return self._sealer.seal(pdf, surety=surety, at=at)


def conclude() -> None:
    """Warm up, wait for the start, and conclude the guarantees of the applications given."""
    watch, tools = Watch(), wiring.toolbox()
    clerk = clerks_for(COMPANY, at=tools.clock.now()).underwriter

    def do(application_id: str) -> None:
        with watch.part("conclude"):
            conclude_waiting(application_id, by=clerk, toolbox=tools)

    _play(do, watch)


def certify() -> None:
    """Warm up, wait for the start, and make the certificates that were promised."""
    watch = Watch()
    tools = watched(wiring.toolbox(), watch)
    _play(lambda each: certify_waiting(each, part=watch.part, toolbox=tools), watch)


def _play(do: Callable[[Any], None], watch: Watch) -> None:
    given = hear()
    for each in given[:WARM_UP]:
        do(each)
    watch.seconds.clear()
    say("ready")
    hear()
    say({**measured(do, given[WARM_UP:]), "parts": dict(watch.seconds)})


def watched(tools: Toolbox, watch: Watch) -> Toolbox:
    """Return the tools with a watch on the slow ones."""

    def read_back(pdf: bytes, content: bytes, evidence: bytes | None, **whose: Any) -> None:
        with watch.part("read back"):
            tools.read_back(pdf, content, evidence, **whose)

    return replace(
        tools,
        press=WatchedPress(tools.press, watch),
        sealer=WatchedSealer(watch),
        read_back=read_back,
    )
