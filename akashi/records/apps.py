"""The app that Django knows the records (記録) by."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """One app for all tables: docs/decisions/0003."""

    name = "akashi.records"
    label = "records"
    verbose_name = "記録"
    default_auto_field = "django.db.models.BigAutoField"
