"""Verify a file somebody holds (検証): what it is, and whether it is authentic."""

from __future__ import annotations

from datetime import datetime

from akashi.adapters.toolbox import Examination, Toolbox

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a certificate of ours is about 160 KiB."""


def verify_document(data: bytes, *, at: datetime, toolbox: Toolbox) -> Examination:
    """Return what is true of a file; nothing of it is kept.

    出典: contract.md 第2節 verify
    """
    return toolbox.examine(data, at)
