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


class TrailStamp(models.Model):
    """A stretch of the audit trail that an authority has stamped (append-only).

    Acts and openings are chained: a stamp speaks for everything before it as well.
    """

    acts_upto = models.BigIntegerField()
    """Id of the last act covered."""
    acts = models.BigIntegerField()
    """So many acts there are up to it."""
    openings_upto = models.BigIntegerField()
    openings = models.BigIntegerField()
    salt = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    stamp = models.BinaryField()
    """The authority's answer (RFC 3161, DER) over `domain.audit_trail.statement`."""
    stamped_at = models.DateTimeField()
    """The authority's time."""
    made_at = models.DateTimeField()
