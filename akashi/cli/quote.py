"""`akashi quote`: the premium (保証料) of an application with its breakdown; nothing is stored."""

from __future__ import annotations

from pathlib import Path

import click

from akashi.cli.answers import json_option, lang_option, say_json, stop_refused
from akashi.cli.inputs import Place, read_application
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.domain.people import system_actor
from akashi.domain.premium import Quote
from akashi.domain.violations import RuleViolation
from akashi.workflows.applying.quote import quote


@click.command(epilog="Example: akashi quote application.json --json")
@click.argument("application", type=Place())
@lang_option
@json_option
def command(application: Path, lang: str, *, as_json: bool) -> None:
    """Say what the guarantee of an application file would cost today."""
    document = read_application(application, lang=lang)
    ready_store()
    try:
        found = quote(document, by=system_actor("cli"), at=toolbox().clock.now())
    except RuleViolation as refused:
        stop_refused(refused.violations, as_json=as_json, lang=lang)
    if as_json:
        say_json(found.as_json(lang))
        return
    show(found, lang)


def show(found: Quote, lang: str) -> None:
    """Print the breakdown line by line, the premium last."""
    for line in found.lines:
        sum_of = "" if line.base_yen is None else f"{line.base_yen:,} × {line.percent} % = "
        click.echo(f"{line.label.text(lang)}  {sum_of}{line.amount_text}")
    click.echo(f"{'保証料' if lang == 'ja' else 'Premium'}  {found.premium_yen:,}円")
    if found.illustrative:
        click.echo(found.table.note.text(lang))
