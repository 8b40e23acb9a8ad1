"""Certificates (保証証書): the promise first, the paper later."""

from typing import ClassVar

from django.db import models

from akashi.records.models.guarantees import Guarantee


class Certificate(models.Model):
    """One version of a certificate: content and digest, stored before any PDF exists."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    content = models.BinaryField()
    """Canonical bytes (RFC 8785). They may never change."""
    content_sha256 = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=32)
    """Keeps the public leaf from being guessed back to a content."""
    created_at = models.DateTimeField()
    log_index = models.BigIntegerField(null=True, unique=True)
    """Set once, when the salted digest stands in the transparency log."""
    evidence = models.JSONField(null=True)
    """Salt, index, tree size, inclusion proof and checkpoint, as attached to the PDF."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["guarantee", "version"], name="one_certificate_per_guarantee_and_version"
            ),
        ]


class SealedDocument(models.Model):
    """The sealed PDF; in a table of its own so that lists never read it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    level = models.CharField(max_length=10)
    """B-B, B-T, B-LT or B-LTA: what the seal reached."""
    sealed_at = models.DateTimeField()
    timestamp_at = models.DateTimeField(null=True)
    """The time-stamp authority's time; null while 時刻認証待ち."""
