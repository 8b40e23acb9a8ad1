"""The store at one moment (一時点の記録): whatever is written meanwhile is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything read inside be as it stood at the first question; nothing is held up.

    For reading only. Inside a transaction of the caller's it is that transaction that counts.
    出典: SQLite "Isolation"、PostgreSQL 13.2.2 (Repeatable Read)
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # By hand: a transaction of the framework's would take the writers' turn.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
