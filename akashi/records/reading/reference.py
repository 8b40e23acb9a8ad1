"""What everybody goes by (基準資料): obligees, rates and terms, as the rules read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from akashi.domain import directory, premium
from akashi.domain.products import Product
from akashi.domain.terms import Terms
from akashi.records import models


class DamagedRecord(Exception):  # noqa: N818 - says what is wrong with what the store gave back
    """Raised when a stored document no longer reads: it was changed behind the workflows' back.

    出典: なし (本システムの決定)
    """


def obligee(obligee_id: str) -> directory.Obligee | None:
    """Return an obligee with its rules, None for an id the directory does not know.

    出典: なし (本システムの決定)
    """
    found = models.Obligee.objects.filter(pk=obligee_id).only("document").first()
    return None if found is None else parsed_obligee(found.document)


def obligee_name(obligee_id: str) -> str:
    """Return an obligee's name; its rules are not read, which takes a hundred times longer.

    Raises: DamagedRecord for an id that the directory does not know any more.
    出典: なし (本システムの決定)
    """
    name = models.Obligee.objects.filter(pk=obligee_id).values_list("name", flat=True).first()
    if name is None:
        raise DamagedRecord(f"obligee {obligee_id} was removed")
    return name


def parsed_obligee(document: Mapping[str, object]) -> directory.Obligee:
    """Return a stored obligee as the rules read it.

    Raises: DamagedRecord.
    出典: なし (本システムの決定)
    """
    found, problems = directory.read_obligee(document)
    if found is None:
        raise DamagedRecord(f"obligee {document.get('id')}: {problems[0]}")
    return found


def terms_in_force(product: Product, on: date) -> models.Terms | None:
    """Return the terms (約款) of a product that have begun last by a day, with their wording.

    出典: なし (本システムの決定)
    """
    return (
        models.Terms.objects.filter(product=product.value, effective_from__lte=on)
        .order_by("-effective_from", "-pk")
        .first()
    )


def terms_of_version(product: Product, version: str) -> Terms:
    """Return name and version of terms once agreed to.

    出典: なし (本システムの決定)
    """
    found = models.Terms.objects.filter(product=product.value, version=version)
    return Terms(*found.values_list("name", "version", "effective_from").get())


def rate_table(surety_id: int, product: Product, on: date) -> premium.RateTable:
    """Return the rates of a surety in force for a product on a day.

    Raises: RuleViolation `no_rate_table`; DamagedRecord.
    出典: なし (本システムの決定)
    """
    rows = models.RateTable.objects.filter(
        surety_id=surety_id, product=product.value, effective_from__lte=on
    ).order_by("-effective_from")[:1]
    return premium.table_on([_parsed_rates(row.document) for row in rows], product, on)


def _parsed_rates(document: Mapping[str, object]) -> premium.RateTable:
    table, problems = premium.read_rate_table(document)
    if table is None:
        raise DamagedRecord(f"rate table: {problems[0].message('en')}")
    return table
