"""Writers of the embedded store wait in turn (順番待ち): nobody is lost, nobody waits for ever."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from akashi.records.sqlite3 import base


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker):
    """Return what opens one more connection to the same small store."""
    store = {
        "ENGINE": "akashi.records.sqlite3",
        "NAME": str(tmp_path / "store.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"},
    }
    opened = []

    def connection():
        made = ConnectionHandler({"default": store})["default"]
        made.inc_thread_sharing()
        opened.append(made)
        return made

    with django_db_blocker.unblock():
        connection().cursor().execute("CREATE TABLE counted (value integer UNIQUE)")
        yield connection
        for each in opened:
            each.close()


def begin(connection) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection) -> None:
    connection.commit()
    connection.set_autocommit(True)


def count_on(connection) -> None:
    begin(connection)
    cursor = connection.cursor()
    highest = cursor.execute("SELECT count(*) FROM counted").fetchone()[0]
    cursor.execute("INSERT INTO counted VALUES (%s)", [highest])
    end(connection)


def test_many_writers_at_once_all_get_their_turn(connect):
    def work() -> None:
        connection = connect()
        for _ in range(25):
            count_on(connection)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connect().cursor().execute("SELECT count(*) FROM counted").fetchone()[0] == 200


def test_a_writer_waits_for_another_process(connect, tmp_path):
    other = sqlite3.connect(
        tmp_path / "store.sqlite3", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.rollback)
    release.start()
    count_on(connect())
    release.join()
    other.close()


@pytest.mark.parametrize("outside", [False, True])
def test_a_writer_that_never_gets_its_turn_is_refused_and_may_try_again(connect, tmp_path, outside):
    holder = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    first = connect()
    if outside:
        holder.execute("BEGIN IMMEDIATE")
    else:
        begin(first)
    second = connect()
    with (
        patch.object(base, "PATIENCE", 0.05),
        pytest.raises(OperationalError, match="database is locked"),
    ):
        count_on(second)
    holder.rollback()
    holder.close()
    if not outside:
        end(first)
    second.set_autocommit(True)
    count_on(second)


def test_a_writer_that_gives_up_lets_the_next_one_in(connect):
    first, second = connect(), connect()
    begin(first)
    first.rollback()
    first.set_autocommit(True)
    count_on(second)
    begin(first)
    first.close()
    count_on(second)
