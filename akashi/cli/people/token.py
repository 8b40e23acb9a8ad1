"""`akashi token`: bearer tokens (トークン) for people's own systems."""

from __future__ import annotations

import click

from akashi.cli.answers import json_option, say_json, stop_unusable
from akashi.cli.inputs import Words
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.domain.people import system_actor
from akashi.workflows.errors import NotFound
from akashi.workflows.keeping.people import TOKEN_BYTES, create_token


@click.group(name="token", epilog="Example: akashi token create --user C0000001")
def command() -> None:
    """Make tokens for the API."""


@command.command(epilog="Example: akashi token create --user C0000001")
@click.option(
    "--user", "user_id", required=True, type=Words(), help="お客様ID of whom it speaks for."
)
@json_option
def create(user_id: str, *, as_json: bool) -> None:
    """Make a token. It is shown once, here, and gives the person's own rights."""
    ready_store()
    tools = toolbox()
    try:
        token = create_token(
            user_id,
            by=system_actor("cli"),
            at=tools.clock.now(),
            entropy=tools.randomness(TOKEN_BYTES),
        )
    except NotFound:
        stop_unusable(
            f"{user_id}: このお客様IDの人はいません。akashi user create で作れます / "
            "nobody has this お客様ID; make one with `akashi user create`"
        )
    if as_json:
        say_json({"token": token})
        return
    click.echo(token)
