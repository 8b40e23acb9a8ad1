"""Runs a command against a PostgreSQL cluster of its own, made before and thrown away after."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tools.missing_tools import may_be_missing, need

BINARIES = Path("/usr/lib/postgresql/15/bin")


def as_owner(*command: str) -> list[str]:
    """Return the command as run by a user who may own a cluster (`initdb` refuses root)."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else [*command]


def run_quietly(command: list[str]) -> None:
    """Run a command that must succeed; what it prints is of no interest."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of a fresh database on a fresh cluster, durable as in production."""
    need(BINARIES)
    folder = Path(tempfile.mkdtemp(prefix="akashi-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", free_port()
    start = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = as_owner(str(BINARIES / "pg_ctl"), "-D", str(data), "-w", "-s")
    run_quietly(
        as_owner(
            str(BINARIES / "initdb"),
            "-D",
            str(data),
            "-U",
            "akashi",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ),
    )
    run_quietly([*control, "-o", start, "-l", str(folder / "log"), "start"])
    try:
        run_quietly(
            as_owner(
                str(BINARIES / "createdb"),
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-U",
                "akashi",
                "akashi",
            ),
        )
        yield f"postgresql://akashi@127.0.0.1:{port}/akashi"
    finally:
        run_quietly([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder)


def main() -> int:
    """Run the command after this module's name with AKASHI_DATABASE_URL set."""
    if not BINARIES.is_dir() and may_be_missing():
        sys.stdout.write(f"skipped: {BINARIES} is missing: run `make test-tools`\n")
        return 0
    with cluster() as address:
        environment = {**os.environ, "AKASHI_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
