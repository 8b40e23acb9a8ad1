"""Which terms (約款) an application of a day is made under: the latest begun by then."""

from __future__ import annotations

from datetime import date

import pytest

from akashi.domain.products import Product
from akashi.records.models import Terms
from akashi.records.reading.reference import terms_in_force

pytestmark = pytest.mark.django_db


def test_the_latest_terms_begun_by_the_day_are_in_force():
    for product, version, begin in (
        (Product.PERFORMANCE, "1", date(2026, 4, 1)),
        (Product.PERFORMANCE, "2", date(2027, 4, 1)),
        (Product.ADVANCE_PAYMENT, "9", date(2026, 4, 1)),
    ):
        Terms.objects.create(
            product=product, name="約款", version=version, effective_from=begin, text={}
        )

    def version_on(day: date) -> str | None:
        found = terms_in_force(Product.PERFORMANCE, day)
        return found.version if found else None

    assert version_on(date(2026, 3, 31)) is None
    assert version_on(date(2027, 3, 31)) == "1"
    assert version_on(date(2027, 4, 1)) == "2"
