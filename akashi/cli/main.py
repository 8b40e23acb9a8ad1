"""The `akashi` command (命令): finds a subcommand, runs it, and never shows a traceback."""

from __future__ import annotations

import importlib
import secrets
import sys
import traceback
from dataclasses import dataclass

import click

from akashi.cli.answers import CANNOT_BE_USED
from akashi.config.environment import data_directory, read_environment
from akashi.config.startup import prepare


@dataclass(frozen=True)
class Entry:
    """Where a subcommand lives; `framework` is False for those that only start others."""

    module: str
    framework: bool = True


COMMANDS = {
    "bench": Entry("bench"),
    "demo": Entry("demo", framework=False),
    "demo-data": Entry("demo_data"),
    "directory": Entry("directory"),
    "doctor": Entry("doctor"),
    "issue": Entry("issue"),
    "log": Entry("log"),
    "migrate": Entry("migrate"),
    "quote": Entry("quote"),
    "serve": Entry("serve", framework=False),
    "token": Entry("token"),
    "user": Entry("user"),
    "verify": Entry("verify"),
    "work": Entry("work"),
}
HIDDEN = {"demo-data"}


class Workbench(click.Group):
    """Imports a subcommand only when it is called, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names shown by --help."""
        del ctx
        return [name for name in sorted(COMMANDS) if name not in HIDDEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand, with the framework awake where it needs it."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.framework:
            prepare()
        module = importlib.import_module(f"akashi.cli.{entry.module}")
        command: click.Command = module.command
        return command


@click.group(
    cls=Workbench,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: akashi issue application.json --out ./issued --json",
)
@click.version_option(package_name="akashi", prog_name="akashi")
def akashi() -> None:
    """Akashi (証): electronic surety guarantees for Japanese public works.

    Exit code 0: done, or the answer is yes. 1: the answer is no. 2: the input or the
    set-up cannot be used; the message says what to do.
    """


def main() -> None:
    """Run the command; the last resort turns what nobody foresaw into one clear line."""
    try:
        akashi()
    except Exception as error:  # noqa: BLE001 - the last-resort handler; the whole error is kept
        reference = keep(error)
        click.echo(
            f"akashi: 予期しない誤りで中断しました / stopped by an unforeseen error: "
            f"{type(error).__name__}\n"
            f"詳しくは / details: {reference}\n"
            "`akashi doctor` で設定を確かめてください / run `akashi doctor` to check the set-up.",
            err=True,
        )
        sys.exit(CANNOT_BE_USED)


def keep(error: Exception) -> str:
    """Write the error where the operator finds it and return the place."""
    folder = data_directory(read_environment()) / "errors"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(6)}.txt"
    path.touch(mode=0o600)
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return str(path)
