"""What is added behind a seal so that it stays checkable, and when the next addition is due."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from akashi.records.append_only import guard_all


def guard_and_store_outside(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_all(schema_editor)
    # As with the sealed PDFs: PostgreSQL would try to compress signatures, in vain.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE records_sealaddition ALTER COLUMN added SET STORAGE EXTERNAL"
        )


def note_what_is_sealed(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(
        "INSERT INTO records_preservation (certificate_id, sealed_at, level) "
        "SELECT certificate_id, sealed_at, level FROM records_sealeddocument"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0004_nothing_replaces_evidence")]

    operations = [
        migrations.CreateModel(
            name="Preservation",
            fields=[
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="records.certificate",
                    ),
                ),
                ("sealed_at", models.DateTimeField()),
                ("level", models.CharField(max_length=10)),
                ("archived_at", models.DateTimeField(null=True)),
                ("holds_until", models.DateTimeField(null=True)),
                ("not_before", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["archived_at", "sealed_at"], name="preservations_by_age"
                    ),
                    models.Index(fields=["holds_until"], name="preservations_by_authority"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealAddition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveIntegerField()),
                ("added", models.BinaryField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("level", models.CharField(max_length=10)),
                ("timestamp_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.certificate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "ordinal"),
                        name="one_addition_per_certificate_and_ordinal",
                    )
                ],
            },
        ),
        migrations.RunPython(guard_and_store_outside, migrations.RunPython.noop),
        migrations.RunPython(note_what_is_sealed, migrations.RunPython.noop),
    ]
