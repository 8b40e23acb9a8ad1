"""Triggers once more: also against REPLACE of SQLite, and for the rows' own ids."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all, unguard_all


def guard_anew(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard_all(schema_editor)
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_company_names_of_rare_characters")]

    operations = [migrations.RunPython(guard_anew, migrations.RunPython.noop)]
