"""Renewing evidence (長期保存): due by index, in small batches, and never given up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akashi.adapters.not_yet import NotYet
from akashi.records.models import AuditEntry, Preservation, SealAddition, SealedDocument, Task
from akashi.records.reading.sealed_files import current_pdf, seal_state
from akashi.workflows.guaranteeing import renew_evidence as renewing
from akashi.workflows.guaranteeing.renew_evidence import due, renew_evidence
from akashi.workflows.keeping.sweep import sweep
from akashi.workflows.keeping.tasks import run_until_idle
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON
from tests.fakes_preserving import FakePreserved

DAY = timedelta(days=1)


def count_due(way: Way) -> int:
    return due(way.tools.clock.now(), way.tools).count()


def a_minute_of_the_worker(way: Way) -> None:
    sweep(at=way.tools.clock.now(), toolbox=way.tools)
    run_until_idle(toolbox=way.tools)


def test_a_certificate_is_archived_the_day_after_and_renewed_every_year(way: Way):
    way.sealed()
    assert count_due(way) == 0
    for wait in (DAY, 365 * DAY, 365 * DAY):
        way.tools.clock.move(wait - timedelta(hours=1))
        assert count_due(way) == 0
        way.tools.clock.move(timedelta(hours=1))
        assert count_due(way) == 1
        a_minute_of_the_worker(way)
        assert count_due(way) == 0
        assert Preservation.objects.get().archived_at == way.tools.clock.now()
    state = seal_state(Preservation.objects.get().pk)
    assert (state.level, state.additions) == ("B-LTA", 3)
    assert AuditEntry.objects.filter(act="guaranteeing.renew_evidence").count() == 3


def test_a_stamp_by_an_authority_near_its_end_is_renewed_early_but_not_all_the_time(way: Way):
    way.sealed()
    way.tools.preserver.authority_until = NOON + 120 * DAY
    way.tools.clock.move(DAY)
    a_minute_of_the_worker(way)
    way.tools.clock.move(29 * DAY)
    assert count_due(way) == 0
    way.tools.clock.move(DAY)
    assert count_due(way) == 1
    a_minute_of_the_worker(way)
    assert count_due(way) == 0
    way.tools.clock.move(30 * DAY)
    assert count_due(way) == 1


@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_where_seals_aim_lower_nothing_is_archived(way: Way, level: str):
    way.sealed()
    way.tools.preserver.level = level
    way.tools.clock.move(400 * DAY)
    assert count_due(way) == 0


def test_without_an_authority_the_renewal_waits_and_nobody_gives_up(way: Way):
    way.sealed()
    way.tools.clock.move(DAY)
    way.tools.preserver.missing = {"authority"}
    for _ in range(35):
        a_minute_of_the_worker(way)
        way.tools.clock.move(timedelta(minutes=1))
    assert Task.objects.get(name="renew_evidence").state != "failed"
    assert seal_state(Preservation.objects.get().pk).level == "B-LT"
    way.tools.preserver.missing = set()
    way.tools.clock.move(renewing.AFTER_THE_OTHERS)
    a_minute_of_the_worker(way)
    assert seal_state(Preservation.objects.get().pk).level == "B-LTA"


def test_a_batch_is_small_and_the_next_one_comes_behind_other_work(way: Way, monkeypatch):
    monkeypatch.setattr(renewing, "BATCH", 2)
    for number in range(5):
        way.sealed(works__number=f"R8-{number}")
    way.tools.clock.move(DAY)
    now = way.tools.clock.now()
    again = [renew_evidence("due", at=now, toolbox=way.tools) for _ in range(3)]
    assert again == [timedelta(0), timedelta(0), None]
    assert Preservation.objects.filter(level="B-LTA").count() == 5


def test_one_file_that_cannot_be_renewed_keeps_no_other_from_it(way: Way):
    for number in range(3):
        way.sealed(works__number=f"R8-{number}")
    way.tools.clock.move(DAY)
    bad = Preservation.objects.order_by("pk").first()
    renewed = way.tools.preserver.renewed

    def refuse(pdf: bytes, *, at):
        if way.tools.preserver.done == 0:
            way.tools.preserver.done = 1
            raise ValueError("not a sealed file of ours")
        return renewed(pdf, at=at)

    way.tools.preserver.renewed = refuse
    a_minute_of_the_worker(way)
    assert Preservation.objects.filter(level="B-LTA").count() == 2
    bad.refresh_from_db()
    assert bad.not_before == way.tools.clock.now() + DAY
    assert count_due(way) == 0
    way.tools.clock.move(DAY)
    a_minute_of_the_worker(way)
    assert Preservation.objects.filter(level="B-LTA").count() == 3


def test_one_file_for_which_a_list_is_missing_keeps_no_other_from_it(way: Way, monkeypatch):
    monkeypatch.setattr(renewing, "BATCH", 1)
    for number in range(3):
        way.sealed(works__number=f"R8-{number}")
    way.tools.clock.move(DAY)
    unlucky = current_pdf(Preservation.objects.order_by("pk").first().pk)
    renewed = way.tools.preserver.renewed

    def lacking(pdf: bytes, *, at):
        if pdf == unlucky:
            return FakePreserved(pdf, "B-LT", at, "no list of an issuer that is gone")
        return renewed(pdf, at=at)

    way.tools.preserver.renewed = lacking
    for _ in range(5):
        a_minute_of_the_worker(way)
        way.tools.clock.move(timedelta(minutes=1))
    assert Preservation.objects.filter(level="B-LTA").count() == 2


def test_of_two_renewals_at_once_one_is_kept(way: Way):
    way.sealed()
    way.tools.clock.move(DAY)
    now, renewed = way.tools.clock.now(), way.tools.preserver.renewed

    def slow(pdf: bytes, *, at):
        way.tools.preserver.renewed = renewed
        renew_evidence("due", at=now, toolbox=way.tools)
        return renewed(pdf, at=at)

    way.tools.preserver.renewed = slow
    renew_evidence("due", at=now, toolbox=way.tools)
    assert SealAddition.objects.count() == 1


def test_what_is_missing_is_said(way: Way):
    way.sealed()
    way.tools.clock.move(DAY)
    way.tools.preserver.missing = {"list"}
    with pytest.raises(NotYet, match="no list"):
        renew_evidence("due", at=way.tools.clock.now(), toolbox=way.tools)


def test_what_is_due_is_found_by_index(way: Way):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert not due(NOON, way.tools).exists()
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(explain + asked.captured_queries[0]["sql"])
        plan = str(cursor.fetchall())
    assert "preservations_by_age" in plan
    assert "preservations_by_authority" in plan


def test_a_notebook_that_was_lost_is_made_again_from_the_files(way: Way):
    way.sealed()
    way.tools.clock.move(DAY)
    a_minute_of_the_worker(way)
    way.sealed()
    before = list(Preservation.objects.order_by("pk").values())
    Preservation.objects.all().delete()
    sweep(at=way.tools.clock.now(), toolbox=way.tools)
    assert list(Preservation.objects.order_by("pk").values()) == before


def test_a_file_that_is_none_gets_a_page_in_the_notebook_and_is_named(way: Way):
    way.sealed()
    lift_guards()
    Preservation.objects.all().delete()
    SealedDocument.objects.update(pdf=b"%PDF-other")
    sweep(at=way.tools.clock.now(), toolbox=way.tools)
    assert Preservation.objects.get().level == "B-B"
