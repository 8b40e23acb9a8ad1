"""`akashi demo`: the whole product on one machine (デモ), with people and guarantees to try."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from akashi.cli.answers import CANNOT_BE_USED, DONE, stop_unusable
from akashi.cli.inputs import check_address
from akashi.config.environment import data_directory, read_environment

AKASHI = (sys.executable, "-m", "akashi")
CONTACT = (
    "みほん建設保証株式会社 業務部 電話 00-0000-0000(平日9時から17時。デモのためつながりません)"
)


@click.command(epilog="Example: akashi demo --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(host: str, port: int) -> None:
    """Prepare the store, load demo people and guarantees, start web and worker.

    Running it again continues where it was. Ctrl-C, or closing the window, stops everything it
    started.
    """
    check_address(host, port)
    address = f"http://{host}:{port}"
    given = {"AKASHI_PUBLIC_URL": address, "AKASHI_CONTACT": CONTACT}
    environment = {**given, **os.environ, "AKASHI_DEMO": "1"}
    folder = data_directory(read_environment())
    for step in ("migrate", "demo-data"):
        if subprocess.run([*AKASHI, step], env=environment, check=False).returncode:  # noqa: S603
            stop_unusable(
                f"`akashi {step}` が終わりませんでした。上の説明に従ってください / "
                "did not finish; follow the explanation above."
            )
    introduce(address, json.loads((folder / "demo.json").read_text(encoding="utf-8")))
    sys.exit(run_together(environment, host, port))


def introduce(address: str, demo: dict[str, object]) -> None:
    """Print where to go and with which log-ins, number and key."""
    click.echo(f"\n  証 Akashi  {address}/\n")
    logins = demo["logins"]
    assert isinstance(logins, list)  # noqa: S101 - our own file, written a moment ago
    for login in logins:
        click.echo(
            f"  {login['role']:<12} お客様ID {login['user_id']}  パスワード {login['password']}"
        )
    pair = demo["try"]
    assert isinstance(pair, dict)  # noqa: S101 - as above
    click.echo(f"\n  {address}/obligee/  で確認してみる / try:")
    click.echo(
        f"  保証契約番号  {pair['guarantee_number']}\n  認証キー      {pair['access_key']}\n"
    )
    click.echo("  Ctrl-C で終了 / stops everything.\n")


def run_together(environment: dict[str, str], host: str, port: int) -> int:
    """Run web and worker until one ends or somebody says stop; leave none behind."""
    children = [
        subprocess.Popen([*AKASHI, *words], env=environment, start_new_session=True)  # noqa: S603
        for words in (("serve", "--host", host, "--port", str(port)), ("work",))
    ]
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    # SIGHUP: the window was closed. The children stand in sessions of their own and hear nothing.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    return DONE if stopping else CANNOT_BE_USED
