"""Quote the premium of an application (保証料の試算) without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from akashi.domain import application as rules
from akashi.domain import premium
from akashi.domain.people import Actor
from akashi.domain.periods import japan_date
from akashi.domain.violations import RuleViolation
from akashi.records.reading import reference
from akashi.workflows.keeping.people import the_surety


def quote(document: Mapping[str, object], *, by: Actor, at: datetime) -> premium.Quote:
    """Return the premium with its breakdown as it would be today.

    Raises: RuleViolation when product or amount cannot be read, or no rates are in force.
    出典: contract.md 第2節 quote
    """
    surety_id = by.surety_id or the_surety().pk
    today = japan_date(at)
    reading = rules.read(document)
    needed = {"product", amount_field(reading)}
    faults = [each for each in reading.violations if each.field in needed]
    if faults:
        raise RuleViolation(faults)
    asked = reading.legible
    table = reference.rate_table(surety_id, asked.product, today)
    return premium.quote(table, asked.product, rules.guaranteed_amount(asked), today)


def amount_field(reading: rules.Reading) -> str:
    """Return which field holds the guaranteed amount; of an advance, all of it is guaranteed.

    出典: contract.md 第3節
    """
    if "product" in reading.unusable or reading.legible.product.secures_an_advance:
        return "advance_amount_yen"
    return "guaranteed_amount_yen"
