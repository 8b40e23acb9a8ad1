"""The store before a command uses it (記録簿の準備): a fresh one is made, an old one is named."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from akashi.cli.answers import stop_unusable
from akashi.config.wiring import clock
from akashi.domain.people import system_actor
from akashi.records.rights import grant_to
from akashi.workflows.keeping.first_start import load_shipped

_LOCK = 0x414B_0001
"""Advisory lock of PostgreSQL: one set-up at a time, whichever machine it runs on."""


def ready_store() -> None:
    """Make a fresh store; stop where one of an older version waits for the operator.

    An upgrade is the operator's to start, because it wants a backup first.
    """
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _load()
    elif any(app == "records" for app, _name in executor.loader.applied_migrations):
        stop_unusable(
            "記録簿が古い版です。控えをとってから `akashi migrate` を実行してください / "
            "the store is of an older version; back it up, then run `akashi migrate`"
        )
    else:
        make_store()


def make_store() -> tuple[int, bool]:
    """Create or upgrade the store and fill an empty one; return what was done of both.

    Raises: OSError; django's DatabaseError; RuleViolation when a shipped file cannot be used.
    """
    with _alone():
        with _as_owner() as application:
            waiting = len(pending_migrations())
            call_command("migrate", verbosity=0, interactive=False)
            if application:
                grant_to(application, connection)
        return waiting, _load()


def pending_migrations() -> list[str]:
    """Return the names of the changes that this version needs and the store lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _load() -> bool:
    return load_shipped(settings.SHIPPED_DATA_DIR, by=system_actor("cli"), at=clock().now())


@contextmanager
def _as_owner() -> Iterator[str]:
    """Work as the role that owns the tables, where one is set; yield the application's name.

    Between the two connections nothing is held: what was migrated is committed, and a crash
    here is mended by running `akashi migrate` again.
    """
    own = connection.settings_dict
    if not settings.MIGRATE_DATABASE or connection.vendor != "postgresql":
        yield ""
        return
    connection.close()
    connection.settings_dict = {**own, **settings.MIGRATE_DATABASE, "OPTIONS": own["OPTIONS"]}
    try:
        yield str(own["USER"]) if own["USER"] != settings.MIGRATE_DATABASE["USER"] else ""
    finally:
        connection.close()
        connection.settings_dict = own


@contextmanager
def _alone() -> Iterator[None]:
    """Keep two first starts at the same moment from tripping over each other."""
    with (settings.DATA_DIR / "migrate.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        # On a connection of its own: the work inside changes from one role to the other.
        guard = connection.copy()
        try:
            with guard.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            yield
        finally:
            # Closing it gives the lock back.
            guard.close()
