"""Guarantees in force (保証契約): concluded once, numbered once, never deleted."""

from typing import ClassVar

from django.db import models

from akashi.records.models.applications import Application
from akashi.records.models.people import Company, Surety


class Guarantee(models.Model):
    """One concluded guarantee; what it says stands in its certificates."""

    number = models.CharField(max_length=24, unique=True)
    """保証契約番号."""
    application = models.OneToOneField(Application, on_delete=models.PROTECT)
    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    surety = models.ForeignKey(Surety, on_delete=models.PROTECT)
    obligee_slug = models.CharField(max_length=80)
    product = models.CharField(max_length=40)
    delivery = models.CharField(max_length=20)
    """electronic or paper (書面交付: no key, no notice)."""
    state = models.CharField(max_length=20)
    """`domain.lifecycle.GuaranteeState`."""
    concluded_at = models.DateTimeField()
    concluded_on = models.DateField()
    """Japan time."""
    period_from = models.DateField()
    period_to = models.DateField()
    """Both inclusive."""
    works_name = models.TextField()
    guaranteed_amount_yen = models.BigIntegerField()
    same_works = models.CharField(max_length=64, db_index=True)
    """Digest of company, product, obligee and folded works name: a second guarantee is found."""
    current_version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "-concluded_at", "id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_to")),
                name="guarantee_period_runs_forward",
            ),
        ]
