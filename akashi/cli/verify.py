"""`akashi verify`: says offline what a file is and whether it is authentic (検証)."""

from __future__ import annotations

import sys
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akashi.cli.answers import (
    ANSWER_IS_NO,
    CANNOT_BE_USED,
    DONE,
    json_option,
    lang_option,
    say_json,
)
from akashi.cli.inputs import Day, read_bytes
from akashi.config.wiring import clock, own_trust
from akashi.domain.periods import JST

if TYPE_CHECKING:
    from datetime import date

EXIT_CODES = {"authentic": DONE, "unreadable": CANNOT_BE_USED}
SIGNS = {True: "○", False: "×", None: "―"}
