"""Heads of the audit trail, signed by the log's key; an authority stamps heads from now on."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all

# What was stamped before becomes heads of the same numbers, that are not signed but stamped.
HEADS = """
INSERT INTO records_trailhead (id, acts_upto, acts, openings_upto, openings, entries,
    act_ids, opening_ids, salt, digest, entries_digest, made_at, note)
SELECT id, acts_upto, acts, openings_upto, openings, 0,
    (LAG(acts_upto, 1, 0) OVER (ORDER BY id) + 1) || '-' || acts_upto,
    (LAG(openings_upto, 1, 0) OVER (ORDER BY id) + 1) || '-' || openings_upto,
    salt, digest, {beginning}, made_at, ''
FROM records_trailstamp ORDER BY id
"""
STAMPS = """
INSERT INTO records_stampofhead (head_id, stamp, stamped_at)
SELECT id, stamp, stamped_at FROM records_trailstamp ORDER BY id
"""


def take_over(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # The defaults of LAG are of its column's type there, and of no other.
        heads = HEADS.replace(", 1, 0)", ", 1, 0::bigint)")
        beginning = "decode(repeat('00', 32), 'hex')"
    else:
        heads, beginning = HEADS, "zeroblob(32)"
    schema_editor.execute(heads.format(beginning=beginning))
    schema_editor.execute(STAMPS)


def guard(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("records", "0009_what_no_verb_changes")]

    operations = [
        migrations.CreateModel(
            name="TrailHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("acts_upto", models.BigIntegerField()),
                ("acts", models.BigIntegerField()),
                ("openings_upto", models.BigIntegerField()),
                ("openings", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("act_ids", models.TextField()),
                ("opening_ids", models.TextField()),
                ("salt", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
                ("entries_digest", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="StampOfHead",
            fields=[
                (
                    "head",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="records.trailhead",
                    ),
                ),
                ("stamp", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="TrailStamp"),
        migrations.RenameModel(old_name="StampOfHead", new_name="TrailStamp"),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
