"""`akashi directory`: asks the obligee directory (発注者名簿), loads it, and writes it out."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn

import click
from django.conf import settings

from akashi.adapters import obligee_files
from akashi.cli.answers import (
    ANSWER_IS_NO,
    DONE,
    json_option,
    lang_option,
    say_json,
    stop_unreadable,
    stop_unusable,
)
from akashi.cli.directory.options import check_options, numbers_from
from akashi.cli.directory.showing import show
from akashi.cli.inputs import Place
from akashi.cli.store import ready_store
from akashi.config.wiring import clock
from akashi.domain.directory import (
    Facts,
    Obligee,
    Question,
    check,
    instructions,
)
from akashi.domain.people import system_actor
from akashi.domain.violations import RuleViolation
from akashi.records.reading import for_public
from akashi.workflows.keeping.load_directory import load_obligees


@click.group(
    name="directory",
    epilog="Example: akashi directory check --obligee okinawa-yomitan --product performance",
)
def command() -> None:
    """Ask, load and write the obligee directory."""


@command.command(
    name="check",
    epilog="Example: akashi directory check --obligee okinawa-yomitan --product advance_payment "
    "--works-kind construction --contract-date 2026-05-11 --notice-date 2026-04-06",
)
@check_options
@lang_option
@json_option
def check_command(lang: str, *, as_json: bool, **given: Any) -> None:
    """Say whether an obligee takes a guarantee electronically for a contract, and how.

    Exit 0: yes. 1: no, or ask the obligee. 2: unknown obligee.
    """
    named = {name: value for name, value in given.items() if value not in (None, "")}
    numbers = numbers_from(named.pop("number", ()), named.pop("works_number", None))
    ready_store()
    obligee = known_obligee(str(given["obligee"]))
    asked = Question(**_for(Question, named))
    facts = Facts(**_for(Facts, named), numbers=numbers)
    aliases = obligee_files.read_aliases(settings.SHIPPED_DATA_DIR / "placeholder_aliases.yaml")
    found = check(obligee, asked)
    delivery = instructions(obligee, facts, aliases)
    if as_json:
        say_json(
            {
                "electronic": found.electronic,
                "reasons": [reason.as_json(lang) for reason in found.reasons],
                "delivery": delivery.as_json(lang),
            }
        )
    else:
        show(obligee, found, delivery, lang)
    sys.exit(DONE if found.electronic == "yes" else ANSWER_IS_NO)


@command.command(name="import", epilog="Example: akashi directory import obligees.yaml")
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILE…")
@lang_option
@json_option
def import_command(files: tuple[Path, ...], lang: str, *, as_json: bool) -> None:
    """Load bodies into the directory, all of them or none.

    FILE is in the collection format (many bodies), in the product's own (one body), or a
    folder of such files. Bodies already known are replaced; others stay.
    """
    try:
        bodies = obligee_files.read_paths(files)
    except RuleViolation as refused:
        stop_unreadable(refused.violations, lang=lang, as_json=as_json)
    ready_store()
    load_obligees(bodies, by=system_actor("cli"), at=clock().now())
    if as_json:
        say_json({"imported": len(bodies), "obligees": [body.id for body in bodies]})
        return
    named = sum(body.name_only for body in bodies)
    click.echo(
        f"{len(bodies)} 団体を登録しました（うち名称のみ {named}） / "
        f"{len(bodies)} bodies loaded ({named} by name only)"
    )


@command.command(name="export", epilog="Example: akashi directory export ./directory")
@click.argument("folder", type=Place(), metavar="DIR")
@json_option
def export_command(folder: Path, *, as_json: bool) -> None:
    """Write the directory in the product's own format: one file a body.

    Bodies of which only the name is known share one file. Other files in DIR stay.
    """
    ready_store()
    try:
        written = obligee_files.export(folder, for_public.all_obligees())
    except OSError as error:
        stop_unusable(
            f"{folder}: ここには書けません（{error.strerror}） / "
            f"cannot be written ({error.strerror})"
        )
    if as_json:
        say_json({"files": [str(path) for path in written]})
        return
    click.echo(f"{folder}: {len(written)} 件を書き出しました / {len(written)} files written")


def known_obligee(obligee_id: str) -> Obligee:
    """Return the body, or stop because there is none of this id."""
    found = for_public.obligee(obligee_id)
    if found is None:
        stop_unknown(obligee_id)
    return found


def stop_unknown(obligee_id: str) -> NoReturn:
    """Stop because the directory has no such body; name those that may be meant."""
    near = [row.id for row in for_public.obligees(obligee_id, limit=5).items] if obligee_id else []
    hint = f" （もしかして / did you mean: {', '.join(near)}）" if near else ""
    stop_unusable(
        f"{obligee_id}: この発注者は名簿にありません。"
        "`akashi directory export DIR` で一覧できます / "
        f"no such obligee; `akashi directory export DIR` lists them{hint}"
    )


def _for(kind: type[Question | Facts], named: dict[str, Any]) -> dict[str, Any]:
    wanted = {field.name for field in fields(kind)}
    return {name: value for name, value in named.items() if name in wanted}
