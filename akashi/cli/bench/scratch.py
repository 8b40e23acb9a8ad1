"""The scratch store (測定用の記録簿): made beside the configured one, removed afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from akashi.cli.answers import stop_unusable


@dataclass(frozen=True)
class Scratch:
    """Where the measuring happens.

    出典: なし (本システムの決定)
    """

    folder: Path
    database_url: str
    kind: str
    """sqlite or postgresql."""

    def environment(self, level: str) -> dict[str, str]:
        """Return the environment of every process of the measuring.

        Keys are made anew and thrown away: the installation's own seal never stands under a
        guarantee that nobody concluded. Nothing is mailed and no authority outside is asked.
        """
        kept = {name: value for name, value in os.environ.items() if name[:7] != "AKASHI_"}
        return {
            **kept,
            "AKASHI_DATA_DIR": str(self.folder),
            "AKASHI_DATABASE_URL": self.database_url,
            "AKASHI_SEAL_LEVEL": level,
            "AKASHI_SEAL_MINIMUM_LEVEL": level,
            "AKASHI_EMAIL_URL": "",
            "AKASHI_TSA_URLS": "",
            "AKASHI_SEAL_DIR": "",
            "AKASHI_DEMO": "false",
        }


@contextmanager
def scratch_store() -> Iterator[Scratch]:
    """Yield an empty scratch store on the configured kind of database; remove it whatever happens.

    Stops with a sentence where the configured server lets us make no database.
    """
    signal.signal(signal.SIGTERM, _leave)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=settings.DATA_DIR))
    try:
        if connection.vendor == "postgresql":
            with _database() as url:
                yield Scratch(folder, url, "postgresql")
        else:
            yield Scratch(folder, f"sqlite:///{folder / 'akashi.sqlite3'}", "sqlite")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database() -> Iterator[str]:
    name = f"akashi_bench_{secrets.token_hex(4)}"
    quoted = connection.ops.quote_name(name)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted}")
    except DatabaseError as error:
        stop_unusable(
            "測定用のデータベースを作れません。CREATEDB の権限のある利用者を設定してください / "
            "no scratch database can be made; use a role that may CREATEDB "
            f"({str(error).strip().splitlines()[0]})"
        )
    try:
        yield urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _leave(_number: int, _frame: FrameType | None) -> None:
    # Raised where the measuring stands, so that everything made is removed on the way out.
    raise KeyboardInterrupt
