"""Two roles on PostgreSQL: the application works, and evidence is out of its reach."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from akashi.records.append_only import GUARDS
from tests.cli.test_process import run, todays_application
from tests.tools.on_postgresql import cluster


@pytest.fixture(autouse=True)
def _noon():
    """Processes have the machine's clock; so have these tests."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    """Yield how the two roles reach a store in which a guarantee was issued by the application."""
    folder: Path = tmp_path_factory.mktemp("roles")
    (folder / "data").mkdir()
    with cluster() as superuser:
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("CREATE ROLE owner LOGIN")
            connection.execute("CREATE ROLE application LOGIN")
            connection.execute("CREATE DATABASE two OWNER owner")
        owner = superuser.replace("//akashi@", "//owner@").removesuffix("/akashi") + "/two"
        application = owner.replace("//owner@", "//application@")
        own = {"AKASHI_DATABASE_URL": application}
        made = run(folder, "migrate", AKASHI_MIGRATE_DATABASE_URL=owner, **own)
        assert made.returncode == 0, made.stderr.decode()
        file = todays_application(folder)
        issued = run(folder, "issue", file, "--out", folder / "out", "--json", **own)
        assert issued.returncode == 0, issued.stderr.decode()
        yield folder, application, owner


def refused(address: str, statement: str) -> bool:
    """Tell whether the server itself denies the right to do it."""
    with psycopg.connect(address) as connection:
        try:
            connection.execute(statement)  # type: ignore[call-overload]
        except psycopg.errors.InsufficientPrivilege:
            return True
        finally:
            connection.rollback()
    return False


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.table)
def test_the_application_has_no_right_to_undo_evidence(store, guard):
    _folder, application, _owner = store
    table = guard.table
    column = f'"{guard.frozen[-1] if guard.frozen else guard.keys[0][0]}"'
    assert refused(application, f"UPDATE {table} SET {column} = {column}")
    assert refused(application, f"DELETE FROM {table}")
    assert refused(application, f"TRUNCATE {table} CASCADE")
    assert refused(application, f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    assert refused(application, f"DROP TRIGGER {table}_change ON {table}")
    assert refused(application, f"DROP TABLE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "DROP FUNCTION records_refuse() CASCADE",
        "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger AS 'x' LANGUAGE plpgsql",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_change_the_store_itself(store, statement):
    _folder, application, _owner = store
    assert refused(application, statement)


def test_the_doctor_warns_only_while_the_application_owns_the_tables(store):
    folder, application, owner = store
    states = {}
    for address in (application, owner):
        told = run(folder, "doctor", "--json", AKASHI_DATABASE_URL=address)
        findings = json.loads(told.stdout)["findings"]
        states[address] = [each["state"] for each in findings if each["name"] == "role"]
    assert states == {application: ["ok"], owner: ["warning"]}


def test_a_second_migration_changes_nothing(store):
    folder, application, owner = store
    again = run(
        folder, "migrate", AKASHI_DATABASE_URL=application, AKASHI_MIGRATE_DATABASE_URL=owner
    )
    assert (again.returncode, "0 changes" in again.stdout.decode()) == (0, False)
    checked = run(folder, "log", "check", AKASHI_DATABASE_URL=application)
    assert checked.returncode == 0


def test_without_the_owner_an_empty_store_is_refused_with_a_sentence(store):
    folder, application, _owner = store
    with psycopg.connect(application.replace("//application@", "//akashi@"), autocommit=True) as c:
        c.execute("CREATE DATABASE empty OWNER owner")
    told = run(folder, "migrate", AKASHI_DATABASE_URL=application.replace("/two", "/empty"))
    assert told.returncode == 2
    assert "AKASHI_MIGRATE_DATABASE_URL" in told.stderr.decode()
