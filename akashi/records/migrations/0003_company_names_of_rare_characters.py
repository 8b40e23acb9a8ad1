"""Names of companies as long as an application allows: 200 characters, each with its variant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_evidence_is_append_only")]

    operations = [
        migrations.AlterField("company", "name", models.CharField(max_length=1000)),
    ]
