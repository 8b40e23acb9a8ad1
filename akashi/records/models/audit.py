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


class TrailHead(models.Model):
    """A stretch of the audit trail that the log's key has signed (append-only).

    Acts, openings and the times of the log's entries are chained: a head speaks for everything
    before it as well.
    """

    acts_upto = models.BigIntegerField()
    """The highest id among the acts so far."""
    acts = models.BigIntegerField()
    """So many acts so far."""
    openings_upto = models.BigIntegerField()
    openings = models.BigIntegerField()
    entries = models.BigIntegerField()
    """So many entries of the transparency log so far."""
    act_ids = models.TextField()
    """Which acts this head has added; one that came late may lie before the others."""
    opening_ids = models.TextField()
    salt = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    """Of acts and openings."""
    entries_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    note = models.TextField()
    """`domain.audit_trail.head`, signed; empty for what was only stamped, before heads were."""


class TrailStamp(models.Model):
    """A head of the audit trail that an authority has stamped (append-only)."""

    head = models.OneToOneField(TrailHead, on_delete=models.PROTECT, primary_key=True)
    stamp = models.BinaryField()
    """The authority's answer (RFC 3161, DER) over the head's note."""
    stamped_at = models.DateTimeField()
    """The authority's time."""
