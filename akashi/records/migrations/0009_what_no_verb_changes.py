"""Of guarantee and key nothing may change but what a verb changes: amount, period and key stay."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all, unguard_all


def guard_anew(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # SQLite keeps a trigger that is there.
    unguard_all(schema_editor)
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0008_anchors_again_each_day")]

    operations = [migrations.RunPython(guard_anew, migrations.RunPython.noop)]
