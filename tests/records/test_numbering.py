"""Serials (採番): one after the other, none twice, none missing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from akashi.records.models import Counter
from akashi.records.numbering import next_serial


@pytest.mark.django_db
def test_serials_begin_with_one_and_follow_one_another():
    assert [next_serial("guarantee/MH/2026") for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
def test_each_series_counts_for_itself():
    assert [next_serial("a"), next_serial("b"), next_serial("a")] == [1, 1, 2]


@pytest.mark.django_db
def test_a_transaction_that_fails_leaves_no_gap():
    next_serial("a")
    with transaction.atomic():
        next_serial("a")
        transaction.set_rollback(True)
    assert next_serial("a") == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_different_serials_without_a_gap():
    def take(_: int) -> int:
        try:
            with transaction.atomic():
                return next_serial("a")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(40)))
    assert sorted(taken) == list(range(1, 41))
    assert Counter.objects.get(name="a").value == 40
