"""The embedded store's file (記録簿のファイル): nobody but its owner reads it."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from akashi.records.sqlite3.base import DatabaseWrapper


@pytest.fixture
def store(tmp_path: Path) -> DatabaseWrapper:
    tmp_path.chmod(0o755)
    settings = {
        "NAME": str(tmp_path / "akashi.sqlite3"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL"},
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "TEST": {},
    }
    return DatabaseWrapper(settings, alias="another")


def test_all_files_of_a_new_store_are_the_owners_alone_in_an_open_folder(
    store: DatabaseWrapper, tmp_path: Path, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock():
        with store.cursor() as cursor:
            cursor.execute("CREATE TABLE kept (secret text)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    assert set(modes.values()) == {0o600}
    assert "akashi.sqlite3-wal" in modes


def test_the_permissions_an_operator_gave_a_store_are_kept(
    store: DatabaseWrapper, tmp_path: Path, django_db_blocker: Any
) -> None:
    file = tmp_path / "akashi.sqlite3"
    file.touch(mode=0o640)
    file.chmod(0o640)
    with django_db_blocker.unblock():
        store.ensure_connection()
        store.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
