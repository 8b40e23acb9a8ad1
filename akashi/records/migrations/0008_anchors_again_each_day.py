"""Anchors get a place among those of their size: a log that does not grow is stamped again."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all


def take_over(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        "INSERT INTO records_anchoragain (size, ordinal, note, stamp, stamped_at) "
        "SELECT size, 1, note, stamp, stamped_at FROM records_loganchor ORDER BY size"
    )


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0007_stamps_on_the_audit_trail")]

    # A new table takes the old one's place: SQLite changes no primary key of a table that is there.
    operations = [
        migrations.CreateModel(
            name="AnchorAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField()),
                ("ordinal", models.PositiveIntegerField()),
                ("note", models.TextField()),
                ("stamp", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("size", "ordinal"), name="one_anchor_per_size_and_ordinal")
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="LogAnchor"),
        migrations.RenameModel(old_name="AnchorAgain", new_name="LogAnchor"),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
