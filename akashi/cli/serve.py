"""`akashi serve`: the web pages and the API (ウェブ)."""

from __future__ import annotations

import os

import click
from granian.constants import Interfaces
from granian.server import Server


@click.command(epilog="Example: akashi serve --host 127.0.0.1 --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="one per core",
    type=click.IntRange(1, 64),
    help="Processes; each keeps its own database connection.",
)
def command(host: str, port: int, workers: int) -> None:
    """Serve pages and API until Ctrl-C. Queued work is done by `akashi work`."""
    Server(
        "akashi.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()
