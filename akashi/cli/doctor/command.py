"""`akashi doctor` (点検): looks at everything a good day depends on, and says what to mend."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from akashi.cli.answers import ANSWER_IS_NO, DONE, json_option, lang_option, say_json
from akashi.cli.doctor import documents, housing, public_log
from akashi.cli.doctor.finding import Check, Finding, fine, found
from akashi.cli.refusals import explain

CHECKS: dict[str, Check] = {
    "database": housing.database,
    "role": housing.role,
    "disk": housing.disk,
    "keys": documents.keys,
    "time": documents.time,
    "fonts": documents.fonts,
    "mail": documents.mail,
    "queue": housing.queue,
    "log": public_log.log,
    "guesses": housing.guesses,
    "address": housing.address,
    "contact": housing.contact,
}
SIGNS = {"ok": "○", "demo": "△", "warning": "！", "wrong": "×"}


@click.command(epilog="Example: akashi doctor --json")
@click.option(
    "--migrations",
    is_flag=True,
    help="Only ask whether models and migrations agree (for those who change the models).",
)
@lang_option
@json_option
def command(lang: str, *, migrations: bool, as_json: bool) -> None:
    """Check keys, fonts, mail, time, database and disk, and say what to mend.

    Exit 1 when something is wrong. What is of demo grade is said and is not wrong.
    """
    findings = list(models_agree()) if migrations else [f for n in CHECKS for f in look(n)]
    if as_json:
        say_json({"findings": [each.as_json(lang) for each in findings]})
    else:
        show(findings, lang)
    sys.exit(ANSWER_IS_NO if any(each.state == "wrong" for each in findings) else DONE)


def look(name: str) -> list[Finding]:
    """Make one check; one that cannot even be made is a finding too."""
    try:
        return list(CHECKS[name]())
    except Exception as error:  # noqa: BLE001 - whatever is broken, the rest is looked at too
        said = explain(error) or f"{type(error).__name__}: {error}"
        return [
            found(
                name,
                "wrong",
                (f"確かめられません: {said}", f"It cannot be checked: {said}"),
                ("docs/operating.md を見てください。", "See docs/operating.md."),
            )
        ]


def models_agree() -> Iterator[Finding]:
    """Say whether every model stands in a migration; asks no database."""
    loader = MigrationLoader(None)
    # Names of fields are translated, and migrations know them untranslated.
    with translation.override(None):
        seen = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = seen.changes(graph=loader.graph)
    for app, waiting in sorted(changes.items()):
        told = ", ".join(each.describe() for one in waiting for each in one.operations)
        yield found(
            "models",
            "wrong",
            (f"{app}: 移行にない変更があります: {told}", f"{app}: not in a migration: {told}"),
            ("移行を作ってください。", "Make the migration (django-admin makemigrations records)."),
        )
    if not changes:
        yield fine("models", "記録の型と移行は一致しています。", "Models and migrations agree.")


def show(findings: list[Finding], lang: str) -> None:
    """Print the findings for people, each with what to do."""
    for each in findings:
        click.echo(f"{SIGNS[each.state]} {each.name}: {each.detail.text(lang)}")
        if each.mend:
            click.echo(f"    → {each.mend.text(lang)}")
    if any(each.state == "demo" for each in findings):
        click.echo(
            "△ はデモ用です。本番の前に整えてください。"
            if lang == "ja"
            else "△ is of demo grade: mend it before going live."
        )
