"""Documents alone (書面だけの測定): typeset and sealed by us, and as others would, side by side."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from akashi.cli.bench.child import hear, say
from akashi.cli.bench.measuring import WARM_UP, measured
from akashi.config.wiring import toolbox

REPEATS = 5
"""Ours takes a fraction of the time, so it is measured on more documents."""

Promise = Mapping[str, Any]
"""`content` and `evidence` of one certificate."""


def play() -> None:
    """Print and seal what was given, one after the other, and tell how long each took."""
    given: list[Promise] = hear()["promises"]
    say("ready")
    hear()
    plain = None
    # Before it is loaded: it reads its own style sheets then, and tells of each.
    for told in ("weasyprint", "weasyprint.progress"):
        logging.getLogger(told).setLevel(logging.WARNING)
    try:
        from akashi.cli.bench.plain import plain_document  # noqa: PLC0415 - only where it is there
    except (ImportError, OSError):
        # OSError: the package is there, and Debian's libraries that it draws with are not.
        click.echo(
            "比較の相手（WeasyPrint）がないので、比較は測りません / not compared: WeasyPrint is "
            "not installed (it is among the development dependencies; `make test-tools`)",
            err=True,
        )
    else:
        plain = timed(plain_document(), given)
    say({"ours": timed(our_document(), given * REPEATS), "plain": plain})


def our_document() -> Callable[[Promise], bytes]:
    """Return what makes a sealed certificate of ours."""
    tools = toolbox()

    def make(promise: Promise) -> bytes:
        pdf = tools.press.certificate(
            promise["content"], evidence=promise["evidence"], demo=True, paper_delivery=False
        )
        surety, _, _ = promise["content"]["guarantee_number"].partition("-")
        return tools.sealer.seal(pdf, surety=surety, at=tools.clock.now()).pdf

    return make


def timed(make: Callable[[Promise], bytes], promises: Iterable[Promise]) -> dict[str, Any]:
    """Make a document of each, after a warm-up, and note the times."""
    all_of_them = list(promises)
    for promise in all_of_them[:WARM_UP]:
        make(promise)
    return measured(make, all_of_them)
