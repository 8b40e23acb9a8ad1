"""Triggers that keep evidence from being changed, and sealed PDFs stored without compression."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all, unguard_all


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)


def unguard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard_all(schema_editor)


def store_outside(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # PostgreSQL would try to compress every PDF, in vain and at four times the cost.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE records_sealeddocument ALTER COLUMN pdf SET STORAGE EXTERNAL"
        )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_the_first_records")]

    operations = [
        migrations.RunPython(guard, unguard),
        migrations.RunPython(store_outside, migrations.RunPython.noop),
    ]
