"""Every column of every table of evidence (証拠の全項目): who changes one is convicted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Field, Model

from akashi.records.append_only import GUARDS
from akashi.records.models import Preservation
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.keeping.sweep import sweep
from akashi.workflows.keeping.tasks import run_until_idle, work_once
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards

DAY = timedelta(days=1)
MODELS = {model._meta.db_table: model for model in apps.get_app_config("records").get_models()}
TABLES = [*sorted(guard.table for guard in GUARDS), "records_preservation"]
BESIDE_THE_LOG = {
    "records_auditentry", "records_opening", "records_trailhead", "records_trailstamp",
}  # fmt: skip
"""Here no entry of the log may be wrong."""

ONLY_HANDLES = {
    "records_accesskey.id",
    "records_loganchor.id",
    "records_lognode.id",
    "records_payment.id",
    "records_sealaddition.id",
    "records_sealeddocument.id",
}
"""Numbers that tell rows apart and say nothing: nobody refers to them."""


CHANGES: dict[Any, Callable[[Any], tuple[object, ...]]] = {
    int: lambda value: (value + 1, value + 1000),
    datetime: lambda value: (value + timedelta(seconds=1), value - 3650 * DAY),
    date: lambda value: (value + DAY, value - 3650 * DAY),
    str: lambda value: (f"{value[:-1]}x", ""),
    list: lambda value: ([*value, {}], {}),
    dict: lambda value: ({**value, "more": 1}, {}, []),
    bytes | memoryview: lambda value: (bytes(value[:-1]) + bytes([value[-1] ^ 1]), b""),
}
"""By the kind of a value: what is a little off, and what is far off."""

EARLIER_IS_NOTHING = {"records_preservation.holds_until"}
"""Times that when moved forward only bring a renewal early."""


@pytest.fixture
def lived(way: Way) -> Way:
    """Return a way with three certificates, renewed and anchored, whose store lies open."""
    for _ in range(3):
        number = way.sealed().number
        key = disclose_key(number, by=way.people.alice, at=way.at, toolbox=way.tools)
        open_certificate(
            number, key, source="192.0.2.1", channel="api", at=way.at, toolbox=way.tools
        )
    for days in (1, 1, 366):
        way.tools.clock.move(days * DAY)
        sweep(at=way.tools.clock.now(), toolbox=way.tools)
        run_until_idle(toolbox=way.tools)
        work_once(toolbox=way.tools)
    lift_guards()
    return way


def others(field: Field[Any, Any], value: Any) -> Iterator[object]:
    """Return other values of a column: a little off, far off, and none where there may be none."""
    if field.null and value is not None:
        yield None
    for kind, change in CHANGES.items():
        if isinstance(value, kind):
            yield from change(value)
            return


def tamperings(model: type[Model]) -> Iterator[tuple[str, Field[Any, Any], Model, object]]:
    """Return every change: of the middle row of a table, by others and by its neighbour's value."""
    rows = list(model._default_manager.order_by("pk"))
    row, neighbour = rows[len(rows) // 2], rows[0]
    for field in model._meta.concrete_fields:
        name = f"{model._meta.db_table}.{field.column}"
        value = getattr(row, field.attname)
        for other in [*others(field, value), getattr(neighbour, field.attname)]:
            early = name in EARLIER_IS_NOTHING and other is not None and other < value
            if other != value and name not in ONLY_HANDLES and not early:
                yield name, field, row, other


def changed(field: Field[Any, Any], row: Model, other: object) -> bool:
    """Write another value into a row; False where the database itself takes none like it."""
    model = type(row)
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=row.pk).update(**{field.attname: other})
    except IntegrityError:
        return False
    return True


def acquitted(way: Way, table: str) -> list[str]:
    """Return what was changed in a table and not found out, each change undone again."""
    found = []
    for name, field, row, other in list(tamperings(MODELS[table])):
        mark = transaction.savepoint()
        told = check_log(way.tools) if changed(field, row, other) else None
        transaction.savepoint_rollback(mark)
        unnamed = told and told.first_wrong is None and table not in BESIDE_THE_LOG
        if told is not None and (told.ok or unnamed):
            found.append(f"{name} = {other!r}")
    return found


def test_a_renewal_put_off_for_years_is_found_and_one_put_off_by_us_is_not(lived: Way):
    now = lived.tools.clock.now()
    Preservation.objects.update(not_before=now + DAY)
    assert check_log(lived.tools).ok
    Preservation.objects.update(not_before=now + 3650 * DAY)
    assert check_log(lived.tools).first_wrong == 0


def test_what_nobody_touched_agrees(lived: Way):
    assert check_log(lived.tools).ok
    assert connection.vendor in {"sqlite", "postgresql"}
    assert all(MODELS[table]._default_manager.count() > 1 for table in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_each_column_is_held_against_something(lived: Way, table: str):
    assert acquitted(lived, table) == []
