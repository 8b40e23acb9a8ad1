"""Fills the scratch store (測定の準備) and, afterwards, counts in it what came of the measuring."""

from __future__ import annotations

from dataclasses import asdict

from akashi.cli.bench.child import hear, say
from akashi.cli.store import make_store
from akashi.config.wiring import toolbox
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.whole_path.rehearsal import (
    certificates_of,
    openings,
    outcome,
    promises,
    set_up,
)

DOCUMENTS = 40
"""Different contents for measuring documents alone."""


def play() -> None:
    """Make store and stage; then answer what stands in the store, as often as asked."""
    asked = hear()
    make_store()
    tools = toolbox()
    stage = set_up(
        guarantees=asked["guarantees"],
        waiting=asked["waiting"],
        at=tools.clock.now(),
        toolbox=tools,
    )
    say({"pairs": stage.pairs, "waiting": stage.waiting})
    while True:
        asked = hear()
        if asked == "openings":
            say(openings())
        elif asked == "promises":
            say(promises(DOCUMENTS))
        elif "certificates_of" in asked:
            say(certificates_of(asked["certificates_of"]))
        else:
            say(
                {
                    **asdict(outcome(asked["outcome_of"])),
                    "log_ok": check_log(tools, with_promises=False).ok,
                }
            )
