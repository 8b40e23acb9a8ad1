"""The public folder as it was when a check began (公開フォルダーの一時点): before the records."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from akashi.adapters.toolbox import LogStore, Toolbox
from akashi.workflows.keeping.stamp_trail import TRAIL_INDEX
from akashi_verifier.log_kept import ANCHOR_INDEX
from akashi_verifier.log_trail import TRAIL_HEAD
from akashi_verifier.transparency_log.tiles import CHECKPOINT


class _AsItWas:
    """What grows was read at the beginning; all other files never change once they are there."""

    def __init__(self, store: LogStore) -> None:
        self._store = store
        growing = (TRAIL_HEAD, TRAIL_INDEX, CHECKPOINT, ANCHOR_INDEX)
        self._read = {path: store.read(path) for path in growing}

    def read(self, path: str) -> bytes | None:
        """Return a published file as it was, None where there was none."""
        return self._read[path] if path in self._read else self._store.read(path)


def looked_at_first(toolbox: Toolbox) -> Toolbox:
    """Return the toolbox with the public folder as it is now, so that a worker may go on.

    What is public was in the records before: looked at first, it can only be less than they hold.

    Raises:
        OSError: the published folder cannot be read.
    出典: なし (本システムの決定)
    """
    # A check reads only.
    return replace(toolbox, log_store=cast("LogStore", _AsItWas(toolbox.log_store)))
