"""The processes of a measuring (測定の子プロセス): JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Self

from akashi.cli.answers import stop_unusable


class Child:
    """One process in a role; it is gone when the `with` ends.

    出典: なし (本システムの決定)
    """

    def __init__(self, role: str, environment: dict[str, str]) -> None:
        self._role = role
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "akashi.cli.bench.child", role],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        """Let it be used in a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()

    def tell(self, message: object) -> None:
        """Send one message."""
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe above
        try:
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            self._stop()

    def hear(self) -> Any:
        """Wait for the next message and return it; stop when the process has died."""
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        line = self._process.stdout.readline()
        if not line:
            self._stop()
        return json.loads(line)

    def _stop(self) -> None:
        stop_unusable(
            f"測定のプロセス（{self._role}）が途中で終わりました。上の説明を見てください / "
            f"the measuring process ({self._role}) ended early; see the explanation above"
        )
