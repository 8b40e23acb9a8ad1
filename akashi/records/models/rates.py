"""Dated premium rate tables (保証料率表) and terms (約款) of each surety."""

from typing import ClassVar

from django.db import models

from akashi.records.models.people import Surety


class RateTable(models.Model):
    """The premium rates of one surety and product from a day on."""

    surety = models.ForeignKey(Surety, on_delete=models.PROTECT)
    product = models.CharField(max_length=40)
    effective_from = models.DateField()
    document = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["surety", "product", "effective_from"],
                name="one_rate_table_per_surety_product_and_day",
            ),
        ]


class Terms(models.Model):
    """The terms the contractor agrees to when applying."""

    product = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    effective_from = models.DateField()
    text = models.JSONField()
    """`{"ja": …, "en": …}`, paragraphs separated by blank lines."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "version"], name="terms_versions_are_unique"
            ),
        ]
