"""Evidence stays as it was written (追記のみ), whatever the application's own hand tries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, UniqueConstraint

from akashi.domain.lifecycle import GuaranteeState
from akashi.records.append_only import GUARDS, MESSAGE, Guard
from akashi.records.models import (
    Application,
    Certificate,
    Guarantee,
    LogAnchor,
    Opening,
    SealAddition,
    TrailHead,
    TrailStamp,
)
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.keeping.sign_trail import sign_trail
from tests.factories.guarantees import Way
from tests.fakes import NOON

MODELS = {model._meta.db_table: model for model in apps.get_app_config("records").get_models()}


@pytest.fixture
def lived(way: Way) -> Guarantee:
    """Return a guarantee that was sealed, shown and opened: every guarded table has a row."""
    guarantee = way.sealed()
    key = disclose_key(guarantee.number, by=way.people.alice, at=NOON, toolbox=way.tools)
    open_certificate(
        guarantee.number, key, source="192.0.2.1", channel="api", at=NOON, toolbox=way.tools
    )
    SealAddition.objects.create(
        certificate=Certificate.objects.get(guarantee=guarantee),
        ordinal=1,
        added=b"added",
        pdf_sha256="0" * 64,
        level="B-LTA",
        timestamp_at=NOON,
        made_at=NOON,
    )
    LogAnchor.objects.create(size=1, ordinal=1, note="note", stamp=b"stamp", stamped_at=NOON)
    sign_trail(at=NOON, toolbox=way.tools)
    TrailStamp.objects.create(head=TrailHead.objects.get(), stamp=b"stamp", stamped_at=NOON)
    return guarantee


def changing(table: str, column: str) -> str:
    """Return a statement that gives a column another value of its type."""
    kind = type(next(f for f in MODELS[table]._meta.concrete_fields if f.column == column))
    other = {
        "BinaryField": "'\\x01'" if connection.vendor == "postgresql" else "x'01'",
        "DateField": "'2020-01-01'",
        "DateTimeField": "'2020-01-01 00:00:00'",
        "CharField": "'other'",
        "TextField": "'other'",
        "JSONField": "'{}'",
    }.get(kind.__name__, "4242")
    return f"UPDATE {table} SET {connection.ops.quote_name(column)} = {other}"


def refused(sql: str) -> bool:
    """Tell whether the database refuses a statement for the reason we mean."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError as error:
        return MESSAGE in str(error)
    return False


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.table)
def test_what_was_written_can_be_neither_changed_nor_removed(guard: Guard):
    model = MODELS[guard.table]
    frozen = guard.frozen or [field.column for field in model._meta.concrete_fields]
    assert model.objects.exists()
    assert not [column for column in frozen if not refused(changing(guard.table, column))]
    assert refused(f"DELETE FROM {guard.table}")


def one_row_alone(model: type[Model]) -> list[tuple[str, ...]]:
    """Return the sets of columns by which no two rows of a table may be alike."""
    fields = model._meta.concrete_fields
    found = [(field.column,) for field in fields if field.unique]
    return found + [
        tuple(model._meta.get_field(name).column for name in constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None
    ]


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, ...]]:
    """Return the ways to put rows in, on a connection set up by somebody else.

    SQLite's REPLACE removes rows in its way past all triggers that guard their removal,
    unless a connection asks for them.
    """
    if connection.vendor == "postgresql":
        yield ("INSERT",)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        yield ("INSERT", "INSERT OR REPLACE", "REPLACE")
        cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.table)
def test_nothing_is_put_in_the_place_of_what_was_written(guard: Guard, elsewhere: tuple[str, ...]):
    assert sorted(guard.keys) == sorted(one_row_alone(MODELS[guard.table]))
    for verb in elsewhere:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{verb} INTO {guard.table} SELECT * FROM {guard.table}")


@pytest.mark.usefixtures("lived")
def test_the_place_in_the_log_is_written_once():
    assert refused("UPDATE records_certificate SET log_index = 99")
    assert refused("UPDATE records_certificate SET evidence = '{}'")


@pytest.mark.usefixtures("lived")
def test_a_concluded_application_is_closed_with_its_approvals():
    assert refused("UPDATE records_application SET updated_at = updated_at")
    assert Application.objects.get().approved_by is not None


@pytest.mark.usefixtures("lived")
def test_a_guarantee_may_still_end():
    Guarantee.objects.update(state=GuaranteeState.RELEASED.value)
    assert Guarantee.objects.get().state == GuaranteeState.RELEASED.value


def test_evidence_may_still_be_added(lived: Guarantee):
    Opening.objects.create(
        guarantee=lived, version=1, opened_at=NOON, source="192.0.2.2", channel="web"
    )
    assert Opening.objects.count() == 2
    assert Certificate.objects.count() == 1


@pytest.mark.usefixtures("lived")
def test_no_table_of_evidence_can_be_emptied():
    empty = "TRUNCATE {} CASCADE" if connection.vendor == "postgresql" else "DELETE FROM {}"
    connection.check_constraints()  # so that nothing is pending and only our refusal is left
    assert all(refused(empty.format(guard.table)) for guard in GUARDS)


def test_of_guarantee_and_key_nothing_is_free_that_no_verb_changes(lived: Guarantee):
    del lived
    for table, free in (
        ("records_guarantee", {"state", "current_version"}),
        ("records_accesskey", {"withdrawn_at"}),
    ):
        columns = {field.column for field in MODELS[table]._meta.concrete_fields}
        assert {each for each in columns if not refused(changing(table, each))} == free
