"""What the application's role may do (データベース上の権限): of evidence only what verbs need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from akashi.records.append_only import GUARDS

_KEPT_BY_THE_OWNER = "django_migrations"


def grant_to(role: str, connection: BaseDatabaseWrapper) -> None:
    """Let `role` work with the store without owning it; what was granted before is taken back.

    For PostgreSQL, as the tables' owner, after each migration. The role can neither empty,
    alter nor drop a table, nor lift a trigger; of evidence it changes only what may change.
    出典: acceptance.md A20, ASVS 13.2.2
    """
    with connection.cursor() as cursor:
        look = connection.introspection
        columns = {
            table: [each.name for each in look.get_table_description(cursor, table)]
            for table in look.table_names(cursor)
        }
        for statement in statements(connection.ops.quote_name(role), columns):
            cursor.execute(statement)


def statements(role: str, columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Return the statements that grant `role` (quoted) its rights on tables with these columns.

    出典: なし (本システムの決定, docs/decisions/0022)
    """
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"REVOKE CREATE ON SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    guards = {guard.table: guard for guard in GUARDS}
    for table in sorted(columns):
        if table == _KEPT_BY_THE_OWNER:
            yield f'GRANT SELECT ON "{table}" TO {role}'
        elif table not in guards:
            yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {role}'
        else:
            yield f'GRANT SELECT, INSERT ON "{table}" TO {role}'
            frozen = guards[table].frozen
            free = [f'"{c}"' for c in columns[table] if frozen is not None and c not in frozen]
            if free:
                yield f'GRANT UPDATE ({", ".join(free)}) ON "{table}" TO {role}'
