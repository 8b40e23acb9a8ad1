"""Store, disk, queue and address (記録簿・容量・順番待ち・住所): can work be kept and found?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection

from akashi.cli.doctor.finding import Finding, fine, found
from akashi.cli.store import pending_migrations
from akashi.config.wiring import clock
from akashi.records.reading.for_operator import queue_state, sources_waiting

OLDEST_POSTGRESQL = 150_000
LITTLE, TOO_LITTLE = 1 << 30, 100 << 20
"""Bytes free: a warning below a gibibyte, wrong below a hundred mebibytes."""

PATIENCE = timedelta(minutes=10)
"""Work due for longer means that nobody does it."""

# What keeps an acknowledged guarantee through a power cut, as each database names it.
_SQLITE = {"journal_mode": ("wal",), "synchronous": (2, 3)}
_POSTGRESQL = ("fsync", "full_page_writes", "synchronous_commit")


def database() -> Iterator[Finding]:
    """Look whether the store answers, is of this version, and keeps what it acknowledges."""
    waiting = pending_migrations()
    if waiting:
        yield found(
            "migrations",
            "wrong",
            (
                f"記録簿に {len(waiting)} 件の更新が必要です。",
                f"{len(waiting)} changes are pending.",
            ),
            ("`akashi migrate` を実行してください。", "Run `akashi migrate`."),
        )
    else:
        yield fine("migrations", "記録簿はこの版のものです。", "The store is of this version.")
    unsafe = _unsafe_settings()
    if unsafe:
        names = ", ".join(unsafe)
        yield found(
            "database",
            "wrong",
            (f"停電で記録を失う設定です: {names}", f"Records could be lost: {names}"),
            ("データベースの設定を元に戻してください。", "Put these database settings back."),
        )
    else:
        yield fine("database", f"{connection.vendor} が答えます。", f"{connection.vendor} answers.")


def role() -> Iterator[Finding]:
    """Look whether the application could lift the triggers that guard evidence."""
    if connection.vendor != "postgresql" or pending_migrations():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(current_user, tableowner, 'MEMBER') "
            "FROM pg_tables, pg_roles WHERE tablename = 'records_certificate' "
            "AND rolname = current_user"
        )
        mighty = _one(cursor.fetchone())
    if mighty:
        yield found(
            "role",
            "warning",
            (
                "アプリケーションの利用者が証拠の表を所有しています。",
                "The application's role owns the tables of evidence.",
            ),
            (
                "AKASHI_MIGRATE_DATABASE_URL に、表を所有する別の利用者を設定してください。",
                "Give the tables another owner: set AKASHI_MIGRATE_DATABASE_URL.",
            ),
        )
    else:
        yield fine(
            "role",
            "アプリケーションは証拠の表を所有していません。",
            "The application does not own the tables of evidence.",
        )


def _unsafe_settings() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [
                f"{name}={value}"
                for name, good in _SQLITE.items()
                if (value := _one(cursor.execute(f"PRAGMA {name}").fetchone())) not in good
            ]
        values = {}
        for name in (*_POSTGRESQL, "server_version_num"):
            cursor.execute(f"SHOW {name}")
            values[name] = str(_one(cursor.fetchone()))
    unsafe = [f"{name}=off" for name in _POSTGRESQL if values[name] == "off"]
    if int(values["server_version_num"]) < OLDEST_POSTGRESQL:
        unsafe.append(f"server_version_num={values['server_version_num']} < {OLDEST_POSTGRESQL}")
    return unsafe


def _one(row: tuple[object, ...] | None) -> object:
    return row[0] if row else None


def disk() -> Iterator[Finding]:
    """Look whether the data directory can be written and has room."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    where = str(settings.DATA_DIR)
    if not os.access(settings.DATA_DIR, os.W_OK):
        yield found(
            "disk",
            "wrong",
            (f"{where} に書き込めません。", f"{where} cannot be written."),
            ("権限を直すか AKASHI_DATA_DIR を変えてください。", "Mend its permissions."),
        )
    elif free < LITTLE:
        yield found(
            "disk",
            "wrong" if free < TOO_LITTLE else "warning",
            (f"{where} の空きは {free >> 20} MiB です。", f"{where} has {free >> 20} MiB left."),
            ("空きを作ってください。", "Make room."),
        )
    else:
        yield fine("disk", f"{where} の空きは十分です。", f"{where} has room.")


def queue() -> Iterator[Finding]:
    """Look whether queued work is done."""
    if pending_migrations():
        return
    state = queue_state()
    if state.failed:
        yield found(
            "queue",
            "warning",
            (f"{state.failed} 件の処理が失敗しています。", f"{state.failed} tasks have failed."),
            (f"{state.failures[0].name}: {state.failures[0].last_error}",) * 2,
        )
    elif state.oldest_due and clock().now() - state.oldest_due > PATIENCE:
        yield found(
            "queue",
            "warning",
            (f"{state.ready} 件が待ち続けています。", f"{state.ready} tasks wait and wait."),
            ("`akashi work` を動かしてください。", "Start `akashi work`."),
        )
    else:
        yield fine(
            "queue", f"待っている処理は {state.ready} 件です。", f"{state.ready} tasks wait."
        )


def guesses() -> Iterator[Finding]:
    """Look whether somebody is trying numbers and keys."""
    if pending_migrations():
        return
    waiting = sources_waiting(clock().now())
    if waiting:
        yield found(
            "guesses",
            "warning",
            (
                f"番号と認証キーの誤入力が続き、{waiting} 件の接続元が待たされています。",
                f"Wrong numbers and keys keep coming; sources made to wait: {waiting}.",
            ),
            (
                "続くときは総当たりです。docs/operating.md のGuessing を見てください。",
                "If it lasts, somebody is guessing: see “Guessing” in docs/operating.md.",
            ),
        )
    else:
        yield fine("guesses", "待たされている接続元はありません。", "No source is made to wait.")


def contact() -> Iterator[Finding]:
    """Look whether pages and mails say whom to ask; where people reach us for real, they must."""
    if settings.CONTACT:
        yield fine("contact", f"問合せ先は{settings.CONTACT}です。", settings.CONTACT)
        return
    yield found(
        "contact",
        "warning" if settings.OVER_TLS else "demo",
        (
            "ページとメールに問合せ先がありません。",
            "Pages and mails do not say whom to ask.",
        ),
        (
            "AKASHI_CONTACT に担当部署・電話・受付時間を設定してください。",
            "Set AKASHI_CONTACT: desk, telephone, hours.",
        ),
    )


def address() -> Iterator[Finding]:
    """Look whether people reach us over TLS."""
    if settings.OVER_TLS:
        yield fine("address", f"公開の住所は {settings.PUBLIC_URL} です。", settings.PUBLIC_URL)
        return
    yield found(
        "address",
        "demo",
        (f"{settings.PUBLIC_URL} は暗号化されません。", f"{settings.PUBLIC_URL} is not encrypted."),
        (
            "TLSのプロキシを置き、AKASHI_PUBLIC_URL を https:// にしてください。",
            "Put a TLS proxy in front and set AKASHI_PUBLIC_URL to its https:// address.",
        ),
    )
