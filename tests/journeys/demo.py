"""The demo as anybody starts it (デモ): one process for all journeys, in a folder thrown away."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

AKASHI = Path(sys.executable).with_name("akashi")
PATIENCE = 120
"""Seconds a slow machine may need to load directory, people and guarantees."""


@dataclass(frozen=True)
class Login:
    """Who signs in, and with what.

    出典: contract.md 第1節
    """

    role: str
    user_id: str
    password: str

    @property
    def door(self) -> str:
        """Return the address behind which this person works."""
        return "/contractor/" if self.role == "contractor" else "/surety/"


@dataclass(frozen=True)
class Demo:
    """A running demo: where it answers and what it printed.

    出典: contract.md 第1節
    """

    address: str
    folder: Path
    logins: tuple[Login, ...]
    number: str
    key: str

    def login(self, role: str, *, other: bool = False) -> Login:
        """Return the first person of a role, or one of another company."""
        return [each for each in self.logins if each.role == role][int(other)]

    def log(self) -> str:
        """Return everything the demo has printed and logged so far."""
        return (self.folder / "out.txt").read_text(encoding="utf-8")


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Yield the demo once it can work; leave nothing running behind."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(
            [AKASHI, "demo", "--port", str(port)],
            env=_environment(folder),
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(address, process, folder)
            known = json.loads((folder / "data" / "demo.json").read_text(encoding="utf-8"))
            logins = tuple(
                Login(each["role"], each["user_id"], each["password"]) for each in known["logins"]
            )
            pair = known["try"]
            yield Demo(address, folder, logins, pair["guarantee_number"], pair["access_key"])
        finally:
            _stop(process)


def _environment(folder: Path) -> dict[str, str]:
    """Return this process's environment without the settings of the test run."""
    ours = re.compile(r"AKASHI_|DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not ours.match(name)}
    return {**kept, "AKASHI_DATA_DIR": str(folder / "data")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the demo did not start: {(folder / 'out.txt').read_text()[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
