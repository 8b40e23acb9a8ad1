"""Where a process of a measuring begins (測定の子プロセスの入口): one role a process."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

ROLES = {
    "stage": "akashi.cli.bench.staging:play",
    "conclude": "akashi.cli.bench.issuing:conclude",
    "certify": "akashi.cli.bench.issuing:certify",
    "open": "akashi.cli.bench.opening:play",
    "documents": "akashi.cli.bench.documents:play",
    "verify": "akashi.cli.bench.verifying:play",
}


def say(message: object) -> None:
    """Send one message to the parent."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def hear() -> Any:
    """Wait for the parent's next message; end quietly when it has gone."""
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)


def main() -> None:
    """Play the role named on the command line."""
    role = sys.argv[1]
    if role != "open":
        importlib.import_module("akashi.config.startup").prepare()
    room, _, name = ROLES[role].partition(":")
    play: Callable[[], None] = getattr(importlib.import_module(room), name)
    play()


if __name__ == "__main__":
    main()
