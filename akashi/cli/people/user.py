"""`akashi user`: people (利用者) who sign in, made by the operator."""

from __future__ import annotations

import click

from akashi.cli.answers import json_option, lang_option, say_json, stop_unreadable, stop_unusable
from akashi.cli.inputs import Words
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.domain.people import Role, system_actor
from akashi.domain.violations import RuleViolation
from akashi.workflows.keeping.people import PASSWORD_BYTES, create_person


@click.group(name="user", epilog="Example: akashi user create --role auditor --name 山田花子")
def command() -> None:
    """Make people who sign in."""


@command.command(
    epilog="Example: akashi user create --role contractor --name 山田花子 --company ㈱みほん建設"
)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", required=True, type=Words(), help="As it shall stand in the audit trail.")
@click.option(
    "--company", default="", type=Words(), help="A contractor's company, as on certificates."
)
@click.option("--email", default="", type=Words())
@lang_option
@json_option
def create(role: str, name: str, company: str, email: str, lang: str, *, as_json: bool) -> None:
    """Make a person. The password is shown once, here."""
    if company and role != Role.CONTRACTOR:
        stop_unusable(
            "--company は受注者（contractor）だけが持ちます / only a contractor has a --company"
        )
    ready_store()
    tools = toolbox()
    try:
        made = create_person(
            role=Role(role),
            name=name,
            company=company,
            email=email,
            by=system_actor("cli"),
            at=tools.clock.now(),
            entropy=tools.randomness(PASSWORD_BYTES),
        )
    except RuleViolation as refused:
        stop_unreadable(refused.violations, lang=lang)
    if as_json:
        say_json({"user_id": made.user_id, "password": made.password})
        return
    click.echo(f"お客様ID    {made.user_id}\nパスワード  {made.password}")
