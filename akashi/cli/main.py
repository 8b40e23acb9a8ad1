"""The `akashi` command (命令): finds a subcommand, runs it, and never shows a traceback."""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass

import click
from click.exceptions import Abort, ClickException, Exit

from akashi.cli.answers import CANNOT_BE_USED, DONE, complain
from akashi.cli.refusals import explain, keep, wake


@dataclass(frozen=True)
class Entry:
    """Where a subcommand lives and what it does; `framework` is False for what only starts others.

    出典: なし (本システムの決定)
    """

    module: str
    help: str
    framework: bool = True


COMMANDS = {
    "bench": Entry("bench.group", "Measure the hot jobs on a scratch store."),
    "demo": Entry("demo", "Run the whole product with demo people.", framework=False),
    "demo-data": Entry("demo_data", "Load demo people and guarantees."),
    "directory": Entry("directory.group", "Ask, load and write the obligee directory."),
    "doctor": Entry("doctor.command", "Say what is wrong with the set-up and how to mend it."),
    "evidence": Entry("evidence", "Say how seals are kept checkable, and renew them."),
    "issue": Entry(
        "issuing.command", "Issue the guarantee of an application file, the whole path."
    ),
    "log": Entry("log", "Check the transparency log."),
    "migrate": Entry("migrate", "Create or upgrade the store."),
    "quote": Entry("quote", "Say what the guarantee of an application file would cost."),
    "seal": Entry("seal.group", "List and exchange the seals of the sureties."),
    "serve": Entry("serve", "Serve pages and API."),
    "token": Entry("people.token", "Make tokens for the API."),
    "user": Entry("people.user", "Make people who sign in."),
    "verify": Entry("verify", "Say what a file is and whether it is authentic."),
    "work": Entry("work", "Do queued work: seals, time stamps, mail."),
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
            wake()
        module = importlib.import_module(f"akashi.cli.{entry.module}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing any, so that help works on any set-up."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


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
    """Run the command given on the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another character set shows a substitute instead of stopping.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError as error:
        code = answer_for(error)
        _give_up_on_output()
    sys.exit(code)


def run(words: list[str]) -> int:
    """Run one command and return its exit code, whatever happens inside."""
    try:
        with akashi.make_context("akashi", words) as context:
            akashi.invoke(context)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else CANNOT_BE_USED
    except Exit as stopped:
        return stopped.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort: nothing passes it
        return answer_for(error)
    return DONE


def answer_for(error: BaseException) -> int:
    """Say in one clear line what stopped the command; a fault of ours is kept for the operator."""
    if isinstance(error, ClickException):
        error.show()
    elif isinstance(error, Abort | KeyboardInterrupt):
        complain("中断しました / interrupted")
    elif isinstance(error, BrokenPipeError):
        _give_up_on_output()
    else:
        complain(explain(error) or keep(error))
    return CANNOT_BE_USED


def _give_up_on_output() -> None:
    """Let nothing more be written to a stdout that nobody reads, not even at the very end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
