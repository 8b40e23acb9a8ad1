"""The web server of a measuring (測定用のウェブ): on a free port, over the scratch store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection

from akashi.cli.answers import stop_unusable
from akashi.cli.bench.scratch import Scratch

PATIENCE = 60.0
"""Seconds until the server must be ready."""


@contextmanager
def serving(scratch: Scratch, processes: int) -> Iterator[int]:
    """Run `akashi serve` and yield its port once it can work; its log goes into a file."""
    port = free_port()
    words = ["serve", "--port", str(port), "--workers", str(processes)]
    log = scratch.folder / "serve.log"
    with (
        log.open("wb") as file,
        subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "akashi", *words],
            env=scratch.environment("B-T"),
            stdout=file,
            stderr=file,
        ) as server,
    ):
        try:
            wait_for(server, port)
            yield port
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server says that it can work."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:  # noqa: PLR2004 - HTTP OK
                    return
        except OSError:
            pass
        time.sleep(0.1)
    stop_unusable("測定用のウェブが始まりませんでした / the server of the measuring did not start")


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
