"""How a subcommand answers (応答): results on stdout, diagnostics on stderr, exit 0, 1 or 2."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from akashi.domain.violations import Violation

DONE, ANSWER_IS_NO, CANNOT_BE_USED = 0, 1, 2

lang_option = click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default="ja",
    show_default=True,
    help="Language of sentences.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for programs.")


def say_json(answer: object) -> None:
    """Print one JSON document on stdout, in UTF-8 whatever the terminal is."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace"))


def complain(message: str) -> None:
    """Print a diagnostic on stderr; nobody may be listening there any more."""
    try:
        click.echo(f"akashi: {message}", err=True)
    except OSError:
        return


def stop_unusable(message: str) -> NoReturn:
    """Stop because input or set-up cannot be used; the message says what to do."""
    complain(message)
    sys.exit(CANNOT_BE_USED)


def stop_refused(violations: Iterable[Violation], *, as_json: bool, lang: str) -> NoReturn:
    """Stop because rules are broken: all of them, each with its field."""
    found = list(violations)
    if as_json:
        say_json({"violations": [violation.as_json(lang) for violation in found]})
    for violation in found:
        click.echo(line_of(violation, lang), err=True)
    sys.exit(ANSWER_IS_NO)


def stop_unreadable(
    violations: Iterable[Violation], *, lang: str, as_json: bool = False
) -> NoReturn:
    """Stop because what was given has no usable form: all that is wrong, a line each."""
    found = list(violations)
    if as_json:
        say_json({"violations": [violation.as_json(lang) for violation in found]})
    for violation in found:
        click.echo(line_of(violation, lang), err=True)
    sys.exit(CANNOT_BE_USED)


def line_of(violation: Violation, lang: str) -> str:
    """Return a violation as one line: where, what, and its code for searching."""
    where = f"{violation.field}: " if violation.field else ""
    return f"{where}{violation.message(lang)} [{violation.code}]"
