"""Where a process of a measuring begins (測定の子プロセスの入口): one role a process."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

ROLES = {
    "stage": "akashi.cli.bench.staging",
    "issue": "akashi.cli.bench.issuing",
    "open": "akashi.cli.bench.opening",
    "documents": "akashi.cli.bench.documents",
    "verify": "akashi.cli.bench.verifying",
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
    play: Callable[[], None] = importlib.import_module(ROLES[role]).play
    play()


if __name__ == "__main__":
    main()
