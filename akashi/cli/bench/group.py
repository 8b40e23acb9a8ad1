"""`akashi bench` (測定): rate, percentiles and parts of the hot jobs; nothing lost, or exit 1."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from akashi.cli.answers import ANSWER_IS_NO, DONE, json_option, say_json
from akashi.cli.bench import figures
from akashi.cli.bench.children import Child
from akashi.cli.bench.measuring import WARM_UP
from akashi.cli.bench.scratch import Scratch, scratch_store
from akashi.cli.bench.server import serving

CONNECTIONS = 16

_ALONE = ("rate_per_second", "milliseconds", "cpu_milliseconds", "with_conclusion")

CERTIFICATES = 40
"""Different ones to be examined."""

guarantees_option = click.option(
    "--guarantees",
    default=10_000,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Already there when the measuring begins.",
)
level_option = click.option(
    "--level",
    type=click.Choice(["B-T", "B-LT"]),
    default="B-LT",
    show_default=True,
    help="Of the seal.",
)
processes_option = click.option(
    "--processes",
    default=os.cpu_count() or 1,
    show_default="one per core",
    type=click.IntRange(1, 64),
)


@click.group(name="bench", epilog="Example: akashi bench issue -n 400")
def command() -> None:
    """Measure the hot jobs on a scratch store, made beside the configured one and removed after."""


@command.command(name="issue", epilog="Example: akashi bench issue -n 400 --level B-T --json")
@click.option("-n", "number", default=400, show_default=True, type=click.IntRange(1, 100_000))
@level_option
@processes_option
@guarantees_option
@json_option
def issue_command(
    number: int, level: str, processes: int, guarantees: int, *, as_json: bool
) -> None:
    """Issue N guarantees: logged, typeset, sealed, stamped, read back, stored, mail queued.

    First in one process, then again on all; first all are concluded, as the surety's desk does,
    then all certificates are made, as the worker does: these are the rate. Both together are said
    beside it. Afterwards the store is asked whether any was lost, and the documents alone are
    measured beside those of WeasyPrint and pyHanko as they come, on the same contents at B-T.
    """
    alone = number + WARM_UP
    waiting = alone + (number + WARM_UP * processes if processes > 1 else 0)
    with staged(level, guarantees, waiting) as (scratch, stage, staging):
        environment = scratch.environment(level)
        ids = stage["waiting"]
        first = issued([ids[:alone]], environment, staging)
        hands = [ids[alone + start :: processes] for start in range(processes)]
        found = issued(hands, environment, staging) if processes > 1 else first
        staging.tell({"outcome_of": ids})
        outcome = staging.hear()
        staging.tell("promises")
        asked = [{"promises": staging.hear()}]
        [papers] = together("documents", scratch.environment("B-T"), asked)
    log_ok = outcome.pop("log_ok")
    lost = waiting - min(outcome.values())
    result = {
        "benchmark": "issue",
        **found,
        "store": scratch.kind,
        "level": level,
        "processes": processes,
        "guarantees": guarantees,
        "issued": number,
        "one_process": {name: first[name] for name in _ALONE},
        "documents": compared(papers),
        "lost": lost,
        "log_ok": log_ok,
    }
    finish(result, "certificates", as_json=as_json, good=lost == 0 and log_ok)


def issued(
    hands: Sequence[Sequence[str]], environment: dict[str, str], staging: Child
) -> dict[str, Any]:
    """Conclude and certify what each process has in hand; return the figures of the certifying."""
    concluded = together("conclude", environment, hands)
    promised = []
    for hand in hands:
        staging.tell({"certificates_of": hand})
        promised.append(staging.hear())
    certified = together("certify", environment, promised)
    both = [figures.joined(*each) for each in zip(concluded, certified, strict=True)]
    jobs = sum(len(run["seconds"]) for run in both)
    seconds = figures.span(concluded) + figures.span(certified)
    return {
        **figures.speed(certified),
        "parts": figures.shares(certified),
        "whole_over_parts": figures.over_parts(certified),
        "with_conclusion": {**figures.speed(both), "rate_per_second": round(jobs / seconds, 1)},
    }


def compared(papers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the speed of our documents beside the plain ones', and the ratio of the rates."""
    ours = figures.speed([papers["ours"]])
    if papers["plain"] is None:
        return {"ours": ours, "plain": None, "times_as_fast": None}
    plain = figures.speed([papers["plain"]])
    times = round(ours["rate_per_second"] / plain["rate_per_second"], 1)
    return {"ours": ours, "plain": plain, "times_as_fast": times}


@command.command(name="open", epilog="Example: akashi bench open -n 6000 --json")
@click.option("-n", "number", default=6000, show_default=True, type=click.IntRange(1, 1_000_000))
@processes_option
@guarantees_option
@json_option
def open_command(number: int, processes: int, guarantees: int, *, as_json: bool) -> None:
    """Open N certificates with number and key by the JSON API over HTTP, each one recorded.

    A web server is started on a free port; a lean client on the same machine keeps 16
    connections busy. Afterwards the store is asked whether every access is on record.
    """
    with staged("B-T", guarantees, 0) as (scratch, stage, staging):
        pairs = random.choices(stage["pairs"], k=number)  # noqa: S311 - which ones is no secret
        with serving(scratch, processes) as port:
            warm = [{"port": port, "pairs": pairs[:200], "connections": CONNECTIONS}]
            together("open", scratch.environment("B-T"), warm)
            staging.tell("openings")
            before = staging.hear()
            asked = [{"port": port, "pairs": pairs, "connections": CONNECTIONS}]
            runs = together("open", scratch.environment("B-T"), asked)
        staging.tell("openings")
        recorded = staging.hear() - before
    errors = {status: n for status, n in runs[0]["statuses"].items() if status != "200"}
    found = {
        "benchmark": "open",
        "rate_per_second": figures.rate(runs),
        "store": scratch.kind,
        "processes": processes,
        "guarantees": guarantees,
        "opened": number,
        "milliseconds": figures.percentiles(runs[0]["seconds"]),
        "errors": errors,
        "recorded": recorded,
        "lost": number - recorded,
    }
    finish(found, "opens", as_json=as_json, good=not errors and recorded == number)


@command.command(name="verify", epilog="Example: akashi bench verify -n 1000 --json")
@click.option("-n", "number", default=1000, show_default=True, type=click.IntRange(1, 1_000_000))
@level_option
@processes_option
@json_option
def verify_command(number: int, level: str, processes: int, *, as_json: bool) -> None:
    """Examine N certificates whole, as `akashi verify` does: our verifier, then pyHanko.

    A few dozen different ones are made and sealed first, then examined in turn.
    """
    with staged(level, CERTIFICATES, 0) as (scratch, _stage, staging):
        staging.tell("promises")
        promises = staging.hear()
        shares = [number // processes + (each < number % processes) for each in range(processes)]
        asked = [{"promises": promises, "number": share} for share in shares if share]
        runs = together("verify", scratch.environment(level), asked)
    authentic = sum(run["authentic"] for run in runs)
    found = {
        "benchmark": "verify",
        **figures.speed(runs),
        "level": level,
        "processes": processes,
        "verified": number,
        "parts": figures.shares(runs),
        "lost": number - authentic,
    }
    finish(found, "verifications", as_json=as_json, good=authentic == number)


@contextmanager
def staged(
    level: str, guarantees: int, waiting: int
) -> Iterator[tuple[Scratch, Mapping[str, Any], Child]]:
    """Yield a filled scratch store, what stands in it, and who may be asked about it."""
    with scratch_store() as scratch, Child("stage", scratch.environment(level)) as staging:
        click.echo(f"{guarantees} 件を準備しています / preparing {guarantees} guarantees", err=True)
        staging.tell({"guarantees": guarantees, "waiting": waiting})
        yield scratch, staging.hear(), staging


def together(
    role: str, environment: dict[str, str], hands: Sequence[object]
) -> list[Mapping[str, Any]]:
    """Let one process a hand begin at the same moment, and return what each has to tell."""
    with ExitStack() as stack:
        children = [stack.enter_context(Child(role, environment)) for _ in hands]
        for child, hand in zip(children, hands, strict=True):
            child.tell(hand)
        for child in children:
            child.hear()
        for child in children:
            child.tell("go")
        return [child.hear() for child in children]


def finish(found: Mapping[str, Any], unit: str, *, as_json: bool, good: bool) -> None:
    """Print the result and end: exit 1 when anything was lost."""
    if as_json:
        say_json(found)
    else:
        figures.show(found, unit)
    sys.exit(DONE if good else ANSWER_IS_NO)
