"""`akashi log`: the transparency log (透明性ログ), checked against the records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from akashi.cli.answers import (
    ANSWER_IS_NO,
    DONE,
    json_option,
    lang_option,
    say_json,
    stop_unusable,
)
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.workflows.checking.check_log import check_log
from akashi_verifier.given import Unusable
from akashi_verifier.log_kept import KeptCopy, read_kept


def _copy(path: Path) -> KeptCopy:
    try:
        return read_kept(path)
    except Unusable as error:
        stop_unusable(f"{error.sentence.ja} / {error.sentence.en}")


@click.group(name="log", epilog="Example: akashi log check --json")
def command() -> None:
    """Check the transparency log."""


@command.command(epilog="Example: akashi log check --json")
@click.option(
    "--kept",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Kept elsewhere: an anchor's mail, a checkpoint, trail/head, evidence.json; repeatable.",
)
@lang_option
@json_option
def check(lang: str, kept: tuple[Path, ...], *, as_json: bool) -> None:
    """Verify every leaf, node and checkpoint against the certificates again.

    And what stands behind and beside them: guarantees, approvals, sealed PDFs, anchors, the
    published log, the audit trail. Exit 1 and the first wrong index if anything was changed,
    removed or added outside.
    """
    ready_store()
    found = check_log(toolbox(), kept=[_copy(path) for path in kept])
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
