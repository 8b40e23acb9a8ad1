"""Notices (通知): every mail is a row first, sent later by the worker."""

from django.db import models


class Notice(models.Model):
    """One mail to one address."""

    key = models.CharField(max_length=120, unique=True)
    """Idempotency key, e.g. `certificate_ready/<number>`: the same cause never mails twice."""
    kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=254)
    subject = models.TextField()
    body = models.TextField()
    application_id = models.CharField(max_length=32, blank=True)
    guarantee_number = models.CharField(max_length=24, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
