"""What a subcommand is given (入力): files, dates, words; refused with a sentence."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

import click

from akashi.cli.answers import stop_unusable
from akashi.domain.application import parse
from akashi.domain.text import unprintable
from akashi.domain.violations import RuleViolation

LARGEST_APPLICATION = 1024 * 1024
"""Bytes; a hundred times what any application needs."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Day(click.ParamType[date]):
    """An ISO date on the command line.

    出典: contract.md 第3節
    """

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date or say which form is asked for."""
        if isinstance(value, date):
            return value
        found = _day(str(value))
        if found is None:
            self.fail(
                f"{value}: 2026-04-01 の形の日付にしてください / use a date like 2026-04-01",
                param,
                ctx,
            )
        return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


class Words(click.ParamType[str]):
    """A name or number on the command line: one line of characters that print.

    出典: contract.md 第3節
    """

    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the words or name what does not print."""
        text = str(value)
        found = unprintable(text)
        if found:
            self.fail(
                f"使えない文字があります: {'、'.join(found)} / "
                f"characters that do not print: {', '.join(unprintable(text, 'en'))}",
                param,
                ctx,
            )
        return text


class Place(click.Path):
    """A file or folder; nothing at all (an unset variable, often) is not the current folder.

    出典: なし (本システムの決定)
    """

    def __init__(self) -> None:
        """Hand the command a `Path`."""
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, or say that none was given."""
        if not os.fspath(value):
            self.fail("空です。場所を指定してください / it is empty; name a place", param, ctx)
        return super().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """One of the words the rules speak in.

    出典: contract.md 第3節
    """

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__([each.value for each in kind])
        self._kind = kind

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the member, or say which words there are."""
        return self._kind(super().convert(value, param, ctx))


def read_bytes(path: Path, *, largest: int) -> bytes:
    """Return the file's bytes, or stop because it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        reason = error.strerror or "?"
        stop_unusable(f"{path}: 読めません（{reason}） / cannot be read ({reason})")
    if len(data) > largest:
        limit = largest // 1024 // 1024
        stop_unusable(f"{path}: 大きすぎます（{limit} MB まで） / too large ({limit} MB at most)")
    return data


def read_application(path: Path, *, lang: str) -> Mapping[str, object]:
    """Return the JSON object in an application file, or stop because it is none."""
    try:
        return parse(read_bytes(path, largest=LARGEST_APPLICATION))
    except RuleViolation as refused:
        stop_unusable(f"{path}: {refused.violations[0].message(lang)}")


def check_address(host: str, port: int) -> None:
    """Stop unless this address can be listened on."""
    try:
        family, kind, number, _name, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen()
    except OSError as error:
        stop_unusable(
            f"{host}:{port} で待ち受けられません（{error.strerror}）。--port を変えてください / "
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
        )
