"""Stamps on the audit trail: an authority states that acts and openings were recorded then."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_anchors_of_the_log")]

    operations = [
        migrations.CreateModel(
            name="TrailStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("acts_upto", models.BigIntegerField()),
                ("acts", models.BigIntegerField()),
                ("openings_upto", models.BigIntegerField()),
                ("openings", models.BigIntegerField()),
                ("salt", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("stamp", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
