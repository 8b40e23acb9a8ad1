"""Reading at one moment (一時点の記録): what others write meanwhile is not seen."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from akashi.records.models import Counter
from akashi.records.one_moment import one_moment

pytestmark = pytest.mark.django_db(transaction=True)


def write_elsewhere(name: str) -> None:
    """Write a row on a connection of its own, in a transaction that ends."""

    def write() -> None:
        with transaction.atomic():
            Counter.objects.create(name=name, value=1)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join(timeout=30)
    assert not writer.is_alive()


def test_what_is_written_meanwhile_is_not_seen_and_not_held_up():
    with one_moment():
        before = Counter.objects.count()
        write_elsewhere("meanwhile")
        assert Counter.objects.count() == before
    assert Counter.objects.count() == before + 1


def test_after_a_fault_the_connection_goes_on():
    def ask() -> None:
        with one_moment():
            raise ZeroDivisionError(Counter.objects.count())

    with pytest.raises(ZeroDivisionError):
        ask()
    write_elsewhere("later")
    assert Counter.objects.filter(name="later").exists()


def test_inside_a_transaction_that_transaction_counts():
    with transaction.atomic():
        Counter.objects.create(name="mine", value=1)
        with one_moment():
            assert Counter.objects.filter(name="mine").exists()
