"""Tables that change without the rules (元号表・異体字表), one JSON file each, newest on top."""

from __future__ import annotations

import json
from importlib.resources import files


def read(name: str) -> object:
    """Return the parsed table `name`.json of this room.

    出典: なし (本システムの決定)
    """
    text = files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    table: object = json.loads(text)
    return table
