"""What every test may ask for: a clean store, a frozen clock, and the world's people."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from akashi.adapters.toolbox import Toolbox
from akashi.records.append_only import guard_all, unguard_all
from tests.factories.guarantees import Way
from tests.factories.people import People, move_in
from tests.fakes import fake_toolbox

# A property holds or it does not: how quickly is a matter of the machine.
settings.register_profile("akashi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("akashi")


pytest_plugins = ["tests.tools.missing_tools"]


@pytest.fixture(scope="session", autouse=True)
def _evidence_can_be_thrown_away_between_tests() -> Iterator[None]:
    """Lift the triggers while a transactional test's rows are flushed, and only then."""
    flush = TransactionTestCase._fixture_teardown

    def lift_and_flush(self: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            unguard_all(editor)
        flush(self)
        with connection.schema_editor() as editor:
            guard_all(editor)

    with patch.object(TransactionTestCase, "_fixture_teardown", lift_and_flush):
        yield


@pytest.fixture
def tools() -> Toolbox:
    """Return a toolbox of fakes over a clock that stands at noon."""
    return fake_toolbox()


@pytest.fixture
def people(db: None) -> People:
    """Return everybody, in a store with the shipped data."""
    del db
    return move_in()


@pytest.fixture
def way(people: People, tools: Toolbox) -> Way:
    """Return what walks applications along."""
    return Way(people, tools)
