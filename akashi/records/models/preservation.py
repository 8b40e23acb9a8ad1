"""What keeps a seal checkable for years (長期保存): bytes added behind it, and when more is due."""

from typing import ClassVar

from django.db import models

from akashi.records.models.certificates import Certificate


class SealAddition(models.Model):
    """Bytes added behind a sealed PDF; the current file is the sealed one and all of these."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, db_index=False)
    ordinal = models.PositiveIntegerField()
    """1 for the first."""
    added = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    """Of the whole file as it is with these bytes at its end."""
    level = models.CharField(max_length=10)
    """B-T, B-LT or B-LTA: what the whole file reaches."""
    timestamp_at = models.DateTimeField(null=True)
    """The earliest time an authority states in the file: it was sealed before."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["certificate", "ordinal"], name="one_addition_per_certificate_and_ordinal"
            ),
        ]


class Preservation(models.Model):
    """When a sealed file was last strengthened: what the renewing job asks, by index.

    A notebook, no evidence: it is written with the file, and could be made again from it.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, primary_key=True)
    sealed_at = models.DateTimeField()
    level = models.CharField(max_length=10)
    archived_at = models.DateTimeField(null=True)
    """The newest archive time stamp; null before the first."""
    holds_until = models.DateTimeField(null=True)
    """When the certificate of that stamp's authority ends."""
    not_before = models.DateTimeField(null=True)
    """Set when a renewal went wrong: left in peace until then."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["archived_at", "sealed_at"], name="preservations_by_age"),
            models.Index(fields=["holds_until"], name="preservations_by_authority"),
        ]
