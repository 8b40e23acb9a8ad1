"""`akashi verify`: says offline what a file is and whether it is authentic (検証)."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path

import click

from akashi.adapters.examine import examine
from akashi.cli.answers import (
    ANSWER_IS_NO,
    CANNOT_BE_USED,
    DONE,
    complain,
    json_option,
    lang_option,
    say_json,
    stop_unusable,
)
from akashi.cli.inputs import Day
from akashi.config.wiring import clock, own_trust
from akashi.domain.periods import JST
from akashi_verifier.examine import Examination, Trust
from akashi_verifier.given import Given, Unusable, read_to_examine, unopened
from akashi_verifier.report import report

EXIT_CODES = {"authentic": DONE, "unreadable": CANNOT_BE_USED}


@click.command(epilog="Example: akashi verify certificate.pdf --trust root.pem --json")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PEM",
    help="Certificates to believe beside the installation's own seal; may be repeated.",
)
@click.option(
    "--timestamp-trust",
    "authorities",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PEM",
    help="Roots of time-stamp authorities to believe besides; may be repeated.",
)
@click.option(
    "--log-key",
    "log_keys",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Key lines of transparency logs to believe beside the own log; may be repeated.",
)
@click.option("--at", "on", type=Day(), metavar="DATE", help="As of the end of that day in Japan.")
@lang_option
@json_option
def command(
    file: Path, on: date | None, lang: str, *, as_json: bool, **given: tuple[Path, ...]
) -> None:
    """Say what FILE is and whether it is authentic. Asks nobody over the network.

    Exit 0: authentic. 1: altered, of an unknown issuer, or not ours. 2: unreadable.
    """
    try:
        trust = Given(**given).added_to(own_trust())
    except Unusable as error:
        stop_unusable(str(error))
    at = datetime.combine(on, time.max, JST) if on else clock().now()
    found = look_at(file, trust, at)
    if as_json:
        say_json(found.as_json(lang))
    else:
        click.echo("\n".join(report(found, lang)))
    sys.exit(EXIT_CODES.get(found.verdict, ANSWER_IS_NO))


def look_at(file: Path, trust: Trust, at: datetime) -> Examination:
    """Examine a file; one that cannot even be opened is unreadable like any other."""
    try:
        return examine(read_to_examine(file), trust, at=at)
    except Unusable as error:
        complain(str(error))
        return unopened(error)
