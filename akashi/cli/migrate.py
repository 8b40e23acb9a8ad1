"""`akashi migrate`: creates or upgrades the store (記録簿) and fills an empty one."""

from __future__ import annotations

import click

from akashi.cli.answers import json_option, say_json
from akashi.cli.store import make_store


@click.command(epilog="Example: akashi migrate")
@json_option
def command(*, as_json: bool) -> None:
    """Create or upgrade the store.

    An empty one gets the shipped directory, rate tables, terms and the demo surety.
    """
    changed, loaded = make_store()
    if as_json:
        say_json({"changes": changed, "loaded": loaded})
        return
    click.echo(
        f"記録簿を更新しました（{changed} 件の変更） / store upgraded ({changed} changes)"
        if changed
        else "記録簿は最新です / the store is up to date"
    )
    if loaded:
        click.echo(
            "発注者名簿・保証料率・約款を登録しました / directory, rates and terms were loaded"
        )
