"""`akashi seal`: lists the seals of the sureties (印章一覧) and exchanges them (印章の更新)."""

from __future__ import annotations

import click

from akashi.cli.answers import json_option, lang_option, say_json
from akashi.cli.seal.listing import rows, show
from akashi.cli.seal.rotating import rotate
from akashi.config import wiring


@click.group(name="seal", epilog="Example: akashi seal rotate --surety MH")
def command() -> None:
    """List and exchange the seals of the sureties. Old certificates stay valid."""


@command.command(name="list", epilog="Example: akashi seal list --json")
@lang_option
@json_option
def list_seals(lang: str, *, as_json: bool) -> None:
    """List every seal: which seals now, which will, and which are retired and still trusted."""
    found = rows(wiring.seal_box().seals(), wiring.clock().now(), lang)
    if as_json:
        say_json({"seals": found})
    else:
        show(found, lang)


command.add_command(rotate)
