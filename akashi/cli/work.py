"""`akashi work`: does queued work (タスク) - sealing, time stamps, mail - until told to stop."""

from __future__ import annotations

import signal
import threading

import click

from akashi.cli.answers import json_option, say_json
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.workflows.keeping.tasks import work_forever, work_once


@click.command(epilog="Example: akashi work --once")
@click.option("--once", is_flag=True, help="Do what is due now, say how much, then stop.")
@json_option
def command(*, once: bool, as_json: bool) -> None:
    """Do queued work. Any number may run; each task is done by one of them."""
    ready_store()
    tools = toolbox()
    if once:
        done = work_once(toolbox=tools)
        if as_json:
            say_json({"done": done})
        else:
            click.echo(done)
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work_forever(stop, toolbox=tools)
