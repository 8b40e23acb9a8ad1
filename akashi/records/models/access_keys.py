"""Access keys (認証キー), the attempts to use them, and the openings (閲覧) that succeeded."""

from typing import ClassVar

from django.db import models

from akashi.records.models.guarantees import Guarantee


class AccessKey(models.Model):
    """A key of one guarantee: encrypted, because the contractor may display it again."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT)
    ciphertext = models.BinaryField()
    """The encrypting key is never in this database."""
    digest = models.BinaryField(max_length=32, unique=True)
    """Keyed digest of number and key. Openings look it up, so that an unknown number and a
    wrong key are the same miss in the same index; then it is compared in constant time."""
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["guarantee"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_living_access_key_per_guarantee",
            ),
        ]


class OpenAttempt(models.Model):
    """Failed attempts of one source on one number, or of one source on all numbers."""

    bucket = models.CharField(max_length=64, primary_key=True)
    """Keyed digest of what is counted: neither number nor address in clear."""
    failures = models.PositiveIntegerField()
    since = models.DateTimeField()
    """Of the first failure counted."""
    blocked_until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()


class Opening(models.Model):
    """A certificate was opened with number and key (append-only)."""

    guarantee = models.ForeignKey(Guarantee, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    source = models.CharField(max_length=64)
    channel = models.CharField(max_length=10)
    """web or api."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["guarantee", "opened_at"])]
