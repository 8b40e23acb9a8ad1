"""`akashi log`: the transparency log (透明性ログ), checked against the records."""

from __future__ import annotations

import sys

import click

from akashi.cli.answers import ANSWER_IS_NO, DONE, json_option, lang_option, say_json
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.workflows.checking.check_log import check_log


@click.group(name="log", epilog="Example: akashi log check --json")
def command() -> None:
    """Check the transparency log."""


@command.command(epilog="Example: akashi log check --json")
@lang_option
@json_option
def check(lang: str, *, as_json: bool) -> None:
    """Verify every leaf, node and checkpoint against the certificates again.

    Exit 1 and the first wrong index if anything was changed, removed or added outside.
    """
    ready_store()
    found = check_log(toolbox())
    if as_json:
        say_json(
            {
                "ok": found.ok,
                "size": found.size,
                "first_wrong": found.first_wrong,
                "reason": found.reason.text(lang),
                "root": found.root,
            }
        )
    else:
        click.echo(f"{'○' if found.ok else '×'} {found.size}: {found.reason.text(lang)}")
        if found.first_wrong is not None:
            click.echo(f"first_wrong: {found.first_wrong}")
    sys.exit(DONE if found.ok else ANSWER_IS_NO)
