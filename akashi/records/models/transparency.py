"""The transparency log (透明性ログ): leaves, tree nodes and signed checkpoints; append-only."""

from typing import ClassVar

from django.db import models

from akashi.records.models.certificates import Certificate


class LogEntry(models.Model):
    """One leaf: the salted digest of a certificate's content, nothing that names anybody."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.BinaryField()
    """Leaf data as hashed; `domain.transparency_log.leaf_data`."""
    leaf_hash = models.BinaryField(max_length=32)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT)
    event = models.CharField(max_length=20)
    """concluded; later amended, cancelled, released, key withdrawn."""
    recorded_at = models.DateTimeField()


class LogNode(models.Model):
    """The hash of a complete subtree of 2^level leaves, so that a proof reads few rows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["level", "index"], name="one_hash_per_log_node"),
        ]


class Checkpoint(models.Model):
    """A signed statement of size and root (C2SP signed note)."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    created_at = models.DateTimeField()


class LogAnchor(models.Model):
    """A checkpoint that a time-stamp authority has stamped (アンカー); append-only."""

    size = models.BigIntegerField()
    ordinal = models.PositiveIntegerField()
    """1 for the first stamp on this size; a log that does not grow is stamped again each day."""
    note = models.TextField()
    """The checkpoint exactly as published and stamped."""
    stamp = models.BinaryField()
    """The authority's answer (RFC 3161 TimeStampResp, DER) over the note's bytes."""
    stamped_at = models.DateTimeField()
    """The authority's time."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["size", "ordinal"], name="one_anchor_per_size_and_ordinal"
            ),
        ]
