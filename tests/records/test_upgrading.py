"""Upgrading (更新): what an older version has written is still there, and still guarded."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

MIGRATE_TO = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "records", {target!r}, skip_checks=True, verbosity=0)
"""
OLD_ANCHOR = (
    "INSERT INTO records_loganchor (size, note, stamp, stamped_at, made_at) "
    "VALUES (?, 'note', x'01', '2026-11-22 03:00:00', '2026-11-22 03:00:01')"
)


def migrate(folder: Path, target: str) -> Path:
    """Bring a store of its own to a migration, in a process of its own; return its file."""
    store = folder / "store.sqlite3"
    own = {
        "DJANGO_SETTINGS_MODULE": "akashi.config.settings",
        "AKASHI_DATA_DIR": str(folder),
        "AKASHI_DATABASE_URL": f"sqlite:///{store}",
    }
    subprocess.run(
        [sys.executable, "-c", MIGRATE_TO.format(target=target)],
        check=True, capture_output=True, env={**os.environ, **own},
    )  # fmt: skip
    return store


def test_anchors_from_before_keep_their_size_and_are_the_first_of_it(tmp_path: Path):
    store = migrate(tmp_path, "0007")
    with sqlite3.connect(store) as older:
        older.executemany(OLD_ANCHOR, [(7,), (3,)])
    older.close()
    migrate(tmp_path, "0008")
    with sqlite3.connect(store) as newer:
        found = newer.execute("SELECT size, ordinal, note, stamped_at FROM records_loganchor")
        assert found.fetchall() == [
            (3, 1, "note", "2026-11-22 03:00:00"),
            (7, 1, "note", "2026-11-22 03:00:00"),
        ]
        guards = newer.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
            "AND tbl_name = 'records_loganchor'"
        )
        assert guards.fetchone() == (3,)
    newer.close()


def test_weaker_guards_from_before_are_replaced(tmp_path: Path):
    store = migrate(tmp_path, "0008")
    with sqlite3.connect(store) as older:
        older.execute("DROP TRIGGER records_guarantee_change")
        older.execute(
            "CREATE TRIGGER records_guarantee_change BEFORE UPDATE ON records_guarantee "
            "WHEN NEW.number IS NOT OLD.number BEGIN SELECT RAISE(ABORT, 'old'); END"
        )
    older.close()
    migrate(tmp_path, "0009")
    with sqlite3.connect(store) as newer:
        found = newer.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'records_guarantee_change'"
        )
        assert "guaranteed_amount_yen" in found.fetchone()[0]
    newer.close()


OLD_STAMP = (
    "INSERT INTO records_trailstamp (id, acts_upto, acts, openings_upto, openings, salt, digest, "
    "stamp, stamped_at, made_at) VALUES (?, ?, ?, ?, 1, ?, ?, x'01', "
    "'2026-11-22 03:00:00', '2026-11-22 03:00:01')"
)


def test_stamps_from_before_become_heads_of_the_same_number(tmp_path: Path):
    store = migrate(tmp_path, "0009")
    with sqlite3.connect(store) as older:
        older.execute(OLD_STAMP, (1, 7, 6, 2, b"s" * 32, b"d" * 32))
        older.execute(OLD_STAMP, (2, 9, 8, 2, b"t" * 32, b"e" * 32))
    older.close()
    migrate(tmp_path, "0010")
    with sqlite3.connect(store) as newer:
        heads = newer.execute(
            "SELECT id, acts_upto, act_ids, opening_ids, entries, digest, entries_digest, note "
            "FROM records_trailhead ORDER BY id"
        )
        assert heads.fetchall() == [
            (1, 7, "1-7", "1-2", 0, b"d" * 32, bytes(32), ""),
            (2, 9, "8-9", "3-2", 0, b"e" * 32, bytes(32), ""),
        ]
        stamps = newer.execute("SELECT head_id, stamp, stamped_at FROM records_trailstamp")
        assert stamps.fetchall() == [
            (1, b"\x01", "2026-11-22 03:00:00"),
            (2, b"\x01", "2026-11-22 03:00:00"),
        ]
    newer.close()
