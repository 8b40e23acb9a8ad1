"""`akashi demo-data`: people and guarantees to try (デモのデータ), and where to find them."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.conf import settings

from akashi.adapters.durable_files import write_durably
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.workflows.whole_path.demo import load_demo

FILE = "demo.json"


@click.command(epilog="Example: akashi demo-data")
def command() -> None:
    """Load the demo's people and guarantees, or continue where it was.

    Log-ins, and one number and key to try, stand in demo.json of the data directory.
    """
    ready_store()
    tools = toolbox()
    path = settings.DATA_DIR / FILE
    demo = load_demo(
        settings.SHIPPED_DATA_DIR, known=known_passwords(path), at=tools.clock.now(), toolbox=tools
    )
    write(path, json.dumps(demo.as_json(), ensure_ascii=False, indent=2))
    click.echo(str(path))


def known_passwords(path: Path) -> dict[str, str]:
    """Return the passwords of an earlier run by お客様ID; a damaged file counts as none."""
    try:
        logins = json.loads(path.read_text(encoding="utf-8"))["logins"]
        return {str(login["user_id"]): str(login["password"]) for login in logins}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(path: Path, text: str) -> None:
    """Replace the file at once; it holds passwords, so only its owner may read it."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    write_durably(draft, text.encode())
    draft.replace(path)
