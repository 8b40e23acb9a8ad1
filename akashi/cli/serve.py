"""`akashi serve`: the web pages and the API (ウェブ)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.server import Server

from akashi.cli.inputs import check_address
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox


@click.command(epilog="Example: akashi serve --host 127.0.0.1 --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="one per core",
    type=click.IntRange(1, 64),
    help="Processes; each keeps its own database connections.",
)
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until Ctrl-C. Queued work is done by `akashi work`."""
    check_address(host, port)
    # What cannot work is said here, once, and not by every worker again and again.
    ready_store()
    toolbox()
    connections.close_all()
    figures = share_figures(Path(settings.DATA_DIR) / "metrics")
    server = Server(
        "akashi.config.rsgi:door",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    )
    try:
        server.serve()
    finally:
        shutil.rmtree(figures, ignore_errors=True)


def share_figures(folder: Path) -> Path:
    """Let all workers keep their figures in one folder, so that /metrics adds them up.

    Empty at each start: figures of processes that are gone would be counted again. Each
    server has its own folder by its process id; several may run beside each other.
    """
    own = folder / str(os.getpid())
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)
    return own
