"""Issues guarantees (発行役) with known idempotency keys until it is killed or done."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from akashi.config.startup import prepare

prepare()

from akashi.workflows.keeping.tasks import run_ready  # noqa: E402 - records need the framework
from akashi.workflows.whole_path.issue_whole import issue_whole  # noqa: E402
from tests.factories.guarantees import document  # noqa: E402
from tests.fakes import fake_toolbox  # noqa: E402


def main(first: int, last: int, progress: Path) -> None:
    """Issue the applications `first` to `last`, writing down when each begins and ends."""
    tools = fake_toolbox()
    object.__setattr__(tools, "randomness", os.urandom)
    with progress.open("a", encoding="utf-8") as written:

        def say(event: str, number: int, **more: str) -> None:
            written.write(json.dumps({"event": event, "number": number, **more}) + "\n")
            written.flush()
            os.fsync(written.fileno())

        for number in range(first, last):
            say("begin", number)
            made = issue_whole(
                document(works__name=f"第{number}工区"),
                idempotency_key=f"K{number}",
                at=tools.clock.now(),
                toolbox=tools,
            )
            say("acknowledged", number, guarantee_number=made.guarantee_number)
            run_ready(toolbox=tools)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
