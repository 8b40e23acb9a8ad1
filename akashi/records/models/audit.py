"""The audit trail (監査証跡): who did what, when and from where; append-only."""

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One act. Written in the same transaction as the act itself."""

    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    """The workflow's name: `applying.submit`, `delivering.disclose_key` …"""
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    """As it was then; people's rows may change."""
    role = models.CharField(max_length=20)
    source = models.CharField(max_length=64)
    """Client address, `cli` or `system`."""
    channel = models.CharField(max_length=10)
    application_id = models.CharField(max_length=32, blank=True)
    guarantee_number = models.CharField(max_length=24, blank=True)
    details = models.JSONField(default=dict)
    """Never a key, a password or a token."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["application_id", "at"]),
            models.Index(fields=["guarantee_number", "at"]),
        ]
