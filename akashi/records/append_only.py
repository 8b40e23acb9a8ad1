"""Evidence is append-only (追記のみ): triggers that refuse to change what was once recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "append-only: this record may never be changed or removed"


@dataclass(frozen=True, slots=True)
class Guard:
    """What one table refuses: changing any or some columns, and removing rows.

    出典: なし (本システムの決定)
    """

    table: str
    frozen: tuple[str, ...] | None = None
    """Columns that never change; None for all of them."""
    once: tuple[str, ...] = ()
    """Columns that may be filled in once and then never change."""
    closed_when: str = ""
    """SQL over OLD: rows for which nothing at all may change any more."""
    keys: tuple[tuple[str, ...], ...] = (("id",),)
    """Columns by which no two rows are alike: nothing is put in the place of a row."""


GUARDS = (
    Guard("records_auditentry"),
    Guard("records_trailhead"),
    Guard("records_trailstamp", keys=(("head_id",),)),
    Guard("records_logentry", keys=(("index",),)),
    Guard("records_lognode", keys=(("id",), ("level", "index"))),
    Guard("records_checkpoint", keys=(("size",),)),
    Guard("records_loganchor", keys=(("id",), ("size", "ordinal"))),
    Guard("records_opening"),
    Guard("records_sealeddocument", keys=(("id",), ("certificate_id",))),
    Guard("records_sealaddition", keys=(("id",), ("certificate_id", "ordinal"))),
    Guard(
        "records_certificate",
        frozen=("id", "guarantee_id", "version", "content", "content_sha256", "salt", "created_at"),
        once=("log_index", "evidence"),
        keys=(("id",), ("log_index",), ("guarantee_id", "version")),
    ),
    Guard(
        "records_guarantee",
        frozen=(
            "id",
            "number",
            "application_id",
            "company_id",
            "surety_id",
            "obligee_slug",
            "product",
            "delivery",
            "concluded_at",
            "concluded_on",
            "period_from",
            "period_to",
            "works_name",
            "guaranteed_amount_yen",
            "same_works",
        ),
        keys=(("id",), ("number",), ("application_id",)),
    ),
    Guard(
        "records_accesskey",
        frozen=("id", "guarantee_id", "ciphertext", "digest", "created_at"),
        once=("withdrawn_at",),
        keys=(("id",), ("digest",)),
    ),
    Guard(
        "records_payment",
        frozen=("id", "application_id", "amount_yen", "paid_on", "method", "recorded_by_id"),
        once=("voided_at",),
    ),
    # Approvals stand in the application: once concluded it is closed.
    Guard(
        "records_application",
        frozen=("id", "created_by_id"),
        closed_when="OLD.state = 'concluded'",
        keys=(("id",), ("receipt_number",)),
    ),
)


def guard_all(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install every trigger; run it again after a migration that made or rebuilt a guarded table.

    出典: なし (本システムの決定)
    """
    for statement in statements(schema_editor.connection.vendor, _there(schema_editor)):
        schema_editor.execute(statement, params=None)


def unguard_all(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove every trigger: for going back in migrations, and between tests.

    出典: なし (本システムの決定)
    """
    for statement in lifting(schema_editor.connection.vendor, _there(schema_editor)):
        schema_editor.execute(statement, params=None)


def lifting(vendor: str, guards: Iterable[Guard] = GUARDS) -> Iterator[str]:
    """Return the statements that remove the triggers on `vendor`, as only an owner may.

    出典: なし (本システムの決定)
    """
    for guard in guards:
        for kind in ("change", "remove", "truncate", "replace"):
            on = f" ON {guard.table}" if vendor == "postgresql" else ""
            yield f"DROP TRIGGER IF EXISTS {guard.table}_{kind}{on}"


def _there(schema_editor: BaseDatabaseSchemaEditor) -> list[Guard]:
    """Return the guards of what exists: later migrations make more tables, and more columns."""
    look = schema_editor.connection.introspection
    with schema_editor.connection.cursor() as cursor:
        columns = {
            table: {each.name for each in look.get_table_description(cursor, table)}
            for table in look.table_names(cursor)
        }
    return [guard for guard in GUARDS if _names(guard) <= columns.get(guard.table, set())]


def _names(guard: Guard) -> set[str]:
    named = {column for key in guard.keys for column in key}
    return named | set(guard.frozen or ()) | set(guard.once)


def statements(vendor: str, guards: Iterable[Guard] = GUARDS) -> Iterator[str]:
    """Return the statements that install the triggers on `vendor`: sqlite or postgresql.

    出典: なし (本システムの決定)
    """
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
        )
    for guard in guards:
        yield from (_postgresql if vendor == "postgresql" else _sqlite)(guard)


def _postgresql(guard: Guard) -> Iterator[str]:
    condition = _changed(guard, "IS DISTINCT FROM")
    when = f"WHEN ({condition}) " if condition else ""
    for kind, event in (
        ("change", f"UPDATE ON {guard.table} FOR EACH ROW {when}"),
        ("remove", f"DELETE ON {guard.table} FOR EACH ROW "),
        ("truncate", f"TRUNCATE ON {guard.table} FOR EACH STATEMENT "),
    ):
        yield (
            f"CREATE OR REPLACE TRIGGER {guard.table}_{kind} "
            f"BEFORE {event}EXECUTE FUNCTION records_refuse()"
        )


def _sqlite(guard: Guard) -> Iterator[str]:
    condition = _changed(guard, "IS NOT")
    when = f"WHEN {condition} " if condition else ""
    for kind, event in (
        ("change", f"UPDATE ON {guard.table} {when}"),
        ("remove", f"DELETE ON {guard.table} "),
        # REPLACE removes the rows in its way without asking the trigger above.
        ("replace", f"INSERT ON {guard.table} WHEN {_there_already(guard)} "),
    ):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {guard.table}_{kind} "
            f"BEFORE {event}BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def _there_already(guard: Guard) -> str:
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {guard.table} WHERE "  # noqa: S608 - our own names, above
        + " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
        + ")"
        for key in guard.keys
    )


def _changed(guard: Guard, differs: str) -> str:
    if guard.frozen is None:
        return ""
    parts = [f"NEW.{column} {differs} OLD.{column}" for column in guard.frozen]
    parts += [
        f"(OLD.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})"
        for column in guard.once
    ]
    if guard.closed_when:
        parts.append(f"({guard.closed_when})")
    return " OR ".join(parts)
