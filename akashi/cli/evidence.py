"""`akashi evidence`: how seals are kept checkable (長期保存), and the renewal of time stamps."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime

import click

from akashi.adapters.toolbox import Toolbox
from akashi.cli.answers import ANSWER_IS_NO, DONE, json_option, say_json
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.domain.certificate.seal_levels import levels_below
from akashi.records.reading.evidence_state import evidence_state, ids_after
from akashi.workflows.guaranteeing.renew_evidence import BATCH, Renewal, due, renew


@click.group(name="evidence", epilog="Example: akashi evidence status --json")
def command() -> None:
    """Say how seals are kept checkable for years, and renew their archive time stamps."""


@command.command(epilog="Example: akashi evidence status --json")
@json_option
def status(*, as_json: bool) -> None:
    """Count the files by level, and say what waits, what is due and what ends soonest.

    Exit 1 while a certificate waits for its level (時刻認証待ち), or one could not be renewed.
    """
    ready_store()
    tools = toolbox()
    now = tools.clock.now()
    state = evidence_state(now)
    waiting = sum(state.levels.get(each, 0) for each in levels_below(tools.preserver.level))
    answer = {
        "level": tools.preserver.level,
        "levels": state.levels,
        "waiting": waiting,
        "due": due(now, tools).count(),
        "set_aside": state.set_aside,
        "oldest_archived_at": _text(state.oldest_archived_at),
        "holds_until": _text(state.holds_until),
    }
    if as_json:
        say_json(answer)
    else:
        counted = " / ".join(f"{level} {count}" for level, count in state.levels.items())
        click.echo(f"水準別 / levels: {counted or '-'}")
        click.echo(f"時刻認証・検証情報待ち / waiting for {tools.preserver.level}: {waiting}")
        click.echo(f"更新の時期 / due for renewal: {answer['due']}")
        click.echo(f"更新できず / set aside: {state.set_aside}")
        click.echo(f"最も古い長期保存の時刻認証 / oldest: {answer['oldest_archived_at'] or '-'}")
        click.echo(f"最も早い認証局の期限 / first end: {answer['holds_until'] or '-'}")
    sys.exit(ANSWER_IS_NO if waiting or state.set_aside else DONE)


@command.command(name="renew", epilog="Example: akashi evidence renew --json")
@click.option("--all", "every", is_flag=True, help="Renew every file now, due or not.")
@json_option
def renew_now(*, every: bool, as_json: bool) -> None:
    """Add archive time stamps to all files that are due; `akashi work` does it by itself.

    Exit 1 when an authority or a list was missing, or a file could not be renewed.
    """
    ready_store()
    tools = toolbox()
    renewed = refused = 0
    missing = ""
    for ids in _all(tools) if every else _due(tools):
        done: Renewal = renew(ids, at=tools.clock.now(), toolbox=tools)
        renewed, refused = renewed + done.renewed, refused + done.refused
        missing = done.missing or missing
        if done.stuck:
            break
    left = due(tools.clock.now(), tools).count()
    if as_json:
        say_json({"renewed": renewed, "set_aside": refused, "missing": missing, "due": left})
    else:
        click.echo(f"更新 / renewed: {renewed}")
        click.echo(f"更新できず / set aside: {refused}")
        click.echo(f"残り / still due: {left}")
        if missing:
            click.echo(f"足りないもの / missing: {missing}", err=True)
    sys.exit(ANSWER_IS_NO if missing or refused else DONE)


def _due(tools: Toolbox) -> Iterator[list[int]]:
    """Yield what is due, a few at a time: what was renewed or set aside is due no more."""
    while ids := list(due(tools.clock.now(), tools).values_list("pk", flat=True)[:BATCH]):
        yield ids


def _all(tools: Toolbox) -> Iterator[list[int]]:
    del tools
    last = 0
    while ids := ids_after(last, BATCH):
        last = ids[-1]
        yield ids


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
