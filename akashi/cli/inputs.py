"""What a subcommand is given (入力): files and dates, refused with a sentence when unusable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from akashi.cli.answers import stop_unusable
from akashi.domain.application import parse
from akashi.domain.violations import RuleViolation

LARGEST_APPLICATION = 1024 * 1024
"""Bytes; a hundred times what any application needs."""


class Day(click.ParamType[date]):
    """An ISO date on the command line."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date or say which form is asked for."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value}: 2026-04-01 の形の日付にしてください / use a date like 2026-04-01",
                param,
                ctx,
            )


def read_bytes(path: Path, *, largest: int) -> bytes:
    """Return the file's bytes, or stop because it cannot be read."""
    try:
        if path.stat().st_size > largest:
            stop_unusable(
                f"{path}: 大きすぎます（{largest // 1024 // 1024} MB まで） / "
                f"too large ({largest // 1024 // 1024} MB at most)"
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        stop_unusable(f"{path}: 読めません（{reason}） / cannot be read ({reason})")


def read_application(path: Path, *, lang: str) -> Mapping[str, object]:
    """Return the JSON object in an application file, or stop because it is none."""
    try:
        return parse(read_bytes(path, largest=LARGEST_APPLICATION))
    except RuleViolation as refused:
        stop_unusable(f"{path}: {refused.violations[0].message(lang)}")
