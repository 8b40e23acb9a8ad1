"""The owner of the file edits the store (記録簿の改ざん): `akashi log check` convicts him."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_process import run, todays_application


@pytest.fixture(autouse=True)
def _noon():
    """Processes have the machine's clock; so have these tests."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory in which two guarantees were issued, logged, published, anchored."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "data").mkdir()
    # A store of its own wherever the tests run: its file is what gets edited.
    own = {"AKASHI_DATABASE_URL": f"sqlite:///{folder / 'data' / 'akashi.sqlite3'}"}
    for _ in range(2):
        issued = run(folder, "issue", todays_application(folder), "--out", folder / "out", **own)
        assert issued.returncode == 0, issued.stderr.decode()
    for _ in range(3):
        assert run(folder, "work", "--once", **own).returncode == 0
    return folder


def edited(written: Path, folder: Path, edit: Callable[[sqlite3.Connection], object]) -> Path:
    """Copy the data directory and edit the copy's store as its owner can: triggers lifted."""
    shutil.copytree(written / "data", folder / "data")
    with sqlite3.connect(folder / "data" / "akashi.sqlite3") as store:
        for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            store.execute(f"DROP TRIGGER {name}")
        edit(store)
    store.close()
    return folder


def checked(folder: Path, *words: object) -> tuple[int, dict[str, object]]:
    own = {"AKASHI_DATABASE_URL": f"sqlite:///{folder / 'data' / 'akashi.sqlite3'}"}
    told = run(folder, "log", "check", "--json", *words, **own)
    assert told.stdout, told.stderr.decode()
    return told.returncode, json.loads(told.stdout)


def sql(*statements: str) -> Callable[[sqlite3.Connection], object]:
    return lambda store: [store.execute(statement) for statement in statements]


def test_what_nobody_edited_agrees(written, tmp_path):
    assert checked(edited(written, tmp_path, sql("SELECT 1")))[0] == 0


EDITS = {
    "the amount of a guarantee": (
        1,
        sql("UPDATE records_guarantee SET guaranteed_amount_yen = 1 WHERE id = 2"),
    ),
    "a byte of a sealed PDF": (
        1,
        sql(
            "UPDATE records_sealeddocument SET pdf = "
            "CAST(substr(pdf, 1, 5000) || x'00' || substr(pdf, 5002) AS BLOB) "
            "WHERE certificate_id = 2"
        ),
    ),
    "two sealed PDFs exchanged, fingerprints and all": (
        0,
        sql(
            "UPDATE records_sealeddocument SET certificate_id = 99 WHERE certificate_id = 1",
            "UPDATE records_sealeddocument SET certificate_id = 1 WHERE certificate_id = 2",
            "UPDATE records_sealeddocument SET certificate_id = 2 WHERE certificate_id = 99",
        ),
    ),
    "a time that is none": (
        1,
        sql("UPDATE records_guarantee SET concluded_at = 'rubbish' WHERE id = 2"),
    ),
    "an evidence that is none": (
        0,
        sql("UPDATE records_certificate SET evidence = '[]' WHERE id = 1"),
    ),
    "the time at which an entry was recorded, and its checkpoint's": (
        0,
        sql(
            "UPDATE records_logentry SET recorded_at = '2026-01-01 00:00:00'",
            "UPDATE records_checkpoint SET created_at = '2026-01-01 00:00:00'",
        ),
    ),
    "who did something a moment ago": (
        None,
        sql(
            "UPDATE records_auditentry SET person_name = '別人' WHERE id = "
            "(SELECT max(id) FROM records_auditentry)"
        ),
    ),
    "an entry removed": (1, sql('DELETE FROM records_logentry WHERE "index" = 1')),
    "two entries exchanged": (
        0,
        sql(
            'UPDATE records_logentry SET "index" = 9 WHERE "index" = 0',
            'UPDATE records_logentry SET "index" = 0 WHERE "index" = 1',
            'UPDATE records_logentry SET "index" = 1 WHERE "index" = 9',
        ),
    ),
    "the end cut off, cleanly": (
        1,
        sql(
            'DELETE FROM records_logentry WHERE "index" = 1',
            "DELETE FROM records_checkpoint WHERE size = 2",
            'DELETE FROM records_lognode WHERE NOT (level = 0 AND "index" = 0)',
            "UPDATE records_certificate SET log_index = NULL, evidence = NULL WHERE log_index = 1",
            "UPDATE records_counter SET value = 1 WHERE name = 'transparency_log'",
            "DELETE FROM records_loganchor WHERE size > 1",
        ),
    ),
    "the approver of an application": (
        0,
        sql(
            "UPDATE records_application SET approved_by_id = NULL WHERE id = "
            "(SELECT application_id FROM records_guarantee WHERE id = 1)"
        ),
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_the_owner_of_the_file_edited_is_named(written, tmp_path, what):
    first_wrong, edit = EDITS[what]
    code, found = checked(edited(written, tmp_path, edit))
    assert (code, found["ok"], found["first_wrong"]) == (1, False, first_wrong), found


def test_an_older_store_put_back_is_named(written, tmp_path):
    older = edited(written, tmp_path / "older", sql("SELECT 1"))
    store = {"AKASHI_DATABASE_URL": f"sqlite:///{older / 'data' / 'akashi.sqlite3'}"}
    shutil.copy(older / "data" / "akashi.sqlite3", tmp_path / "backup.sqlite3")
    issued = run(older, "issue", todays_application(older), "--out", older / "out", **store)
    assert issued.returncode == 0, issued.stderr.decode()
    assert run(older, "work", "--once", **store).returncode == 0
    for beside in older.glob("data/akashi.sqlite3-*"):
        beside.unlink()
    shutil.copy(tmp_path / "backup.sqlite3", older / "data" / "akashi.sqlite3")
    code, found = checked(older)
    assert (code, found["first_wrong"]) == (1, 2), found
    assert "an older store was restored" in checked(older, "--lang", "en")[1]["reason"]


def test_a_mail_kept_outside_is_heard_and_rubbish_is_refused(written, tmp_path):
    folder = edited(written, tmp_path, sql("SELECT 1"))
    kept = folder / "data" / "log" / "anchor" / "2"
    assert checked(folder, "--kept", kept)[0] == 0
    (tmp_path / "rubbish").write_text("rubbish")
    own = {"AKASHI_DATABASE_URL": f"sqlite:///{folder / 'data' / 'akashi.sqlite3'}"}
    told = run(folder, "log", "check", "--kept", tmp_path / "rubbish", **own)
    assert (told.returncode, b"rubbish" in told.stderr) == (2, True)
