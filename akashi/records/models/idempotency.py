"""Answers kept for an idempotency key (冪等キー): the same request twice is done once."""

from typing import ClassVar

from django.db import models


class IdempotentAnswer(models.Model):
    """The key of one caller, what was asked with it, and what came of it."""

    scope = models.CharField(max_length=80)
    """Whose keys these are, e.g. `person/12` or `cli`."""
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    application_id = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "key"], name="idempotency_keys_are_used_once"),
        ]
