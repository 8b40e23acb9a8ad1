"""Anchors of the transparency log: checkpoints that a time-stamp authority has stamped."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0005_additions_behind_the_seal")]

    operations = [
        migrations.CreateModel(
            name="LogAnchor",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField()),
                ("stamp", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
