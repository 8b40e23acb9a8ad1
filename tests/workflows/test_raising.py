"""Raising seals (時刻認証待ち): an outage costs a level for a while, and nobody has to ask."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from akashi.adapters.seal import SealLevelNotReached
from akashi.records.models import (
    AuditEntry,
    Certificate,
    Guarantee,
    Preservation,
    SealAddition,
    SealedDocument,
    Task,
)
from akashi.records.reading.guarantee_rows import pdf_of, view_of, with_readiness
from akashi.records.reading.sealed_files import current_pdf, seal_state
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate, open_pdf
from akashi.workflows.guaranteeing.adding import AdditionRefused
from akashi.workflows.guaranteeing.raise_seal import raise_seal
from akashi.workflows.keeping import tasks
from akashi.workflows.keeping.sweep import sweep
from akashi.workflows.keeping.tasks import claim, run_ready, run_until_idle
from akashi.workflows.queueing import queue
from tests.factories.guarantees import Way
from tests.fakes import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def low(way: Way) -> Guarantee:
    """Return a guarantee sealed while no authority answered."""
    way.tools.sealer.level = "B-B"
    way.tools.preserver.missing = {"authority"}
    return way.sealed()


def subject() -> str:
    return str(Certificate.objects.get().pk)


def test_without_an_authority_the_certificate_exists_and_a_task_waits_to_raise_it(low: Guarantee):
    sealed = SealedDocument.objects.get(certificate__guarantee=low)
    assert (sealed.level, sealed.timestamp_at) == ("B-B", None)
    task = Task.objects.get(name="raise_seal")
    assert (task.state, task.last_error) == ("ready", "no authority")


def test_at_the_level_aimed_at_there_is_no_such_task(way: Way):
    way.sealed()
    assert not Task.objects.filter(name="raise_seal").exists()


def test_when_the_outage_is_over_it_is_raised_within_a_minute(way: Way, low: Guarantee):
    for _ in range(40):
        way.tools.clock.move(MINUTE)
        run_until_idle(toolbox=way.tools)
    assert Task.objects.get(name="raise_seal").state == "ready"
    way.tools.preserver.missing = set()
    way.tools.clock.move(MINUTE)
    run_until_idle(toolbox=way.tools)
    state = seal_state(int(subject()))
    assert (state.level, state.timestamp_at) == ("B-LT", NOON + 41 * MINUTE)
    assert Task.objects.get(name="raise_seal").state == "done"
    assert Preservation.objects.get().level == "B-LT"
    assert AuditEntry.objects.get(act="guaranteeing.raise_seal").guarantee_number == low.number


def test_what_comes_first_is_kept_at_once_and_the_rest_is_added_later(way: Way, low: Guarantee):
    del low
    levels = []
    for missing in ({"list"}, set()):
        way.tools.preserver.missing = missing
        way.tools.clock.move(MINUTE)
        run_until_idle(toolbox=way.tools)
        levels.append(seal_state(int(subject())).level)
    assert levels == ["B-T", "B-LT"]
    assert [each.ordinal for each in SealAddition.objects.order_by("ordinal")] == [1, 2]


def test_the_current_file_is_the_sealed_one_and_all_added_wherever_it_is_read(
    way: Way, low: Guarantee
):
    key = disclose_key(low.number, by=way.people.alice, at=NOON, toolbox=way.tools)
    sealed = bytes(SealedDocument.objects.get().pdf)
    way.tools.preserver.missing = set()
    raise_seal(subject(), at=NOON, toolbox=way.tools)
    current = current_pdf(int(subject()))
    asked = {"source": "192.0.2.1", "channel": "api", "at": NOON, "toolbox": way.tools}
    opened = open_certificate(low.number, key, **asked)
    view = view_of(with_readiness(Guarantee.objects.filter(pk=low.pk)).get(), NOON.date())
    assert current.startswith(sealed)
    assert len(current) > len(sealed)
    assert pdf_of(low) == open_pdf(low.number, key, **asked).pdf == current
    digest = hashlib.sha256(current).hexdigest()
    for evidence in (opened.evidence, view.evidence_json()):
        assert (evidence["seal"]["pdf_sha256"], evidence["seal"]["level"]) == (digest, "B-LT")
        assert evidence["timestamp"] == {"at": NOON.isoformat()}


def test_what_is_raised_already_is_left_alone(way: Way, low: Guarantee):
    del low
    way.tools.preserver.missing = set()
    for _ in range(2):
        raise_seal(subject(), at=NOON, toolbox=way.tools)
    assert SealAddition.objects.count() == 1


def test_of_two_workers_at_once_one_wins_and_nothing_is_doubled(way: Way, low: Guarantee):
    del low
    way.tools.preserver.missing = set()
    tools = way.tools

    def slow(pdf: bytes, at):
        raise_seal(subject(), at=NOON, toolbox=tools)
        return tools.examine(pdf, at)

    raise_seal(subject(), at=NOON, toolbox=replace(tools, examine=slow))
    assert SealAddition.objects.count() == 1
    assert seal_state(int(subject())).level == "B-LT"


def test_what_does_not_read_back_as_promised_is_never_kept(way: Way, low: Guarantee):
    del low
    way.tools.preserver.missing = set()
    way.tools.preserver.spoil = True
    with pytest.raises(AdditionRefused):
        raise_seal(subject(), at=NOON, toolbox=way.tools)
    assert not SealAddition.objects.exists()


def test_a_file_that_would_not_be_authentic_is_never_kept(way: Way, low: Guarantee):
    del low
    way.tools.preserver.missing = set()
    refusing = replace(way.tools, examine=lambda _, at: way.tools.examine(b"%FAKE-1\n", at))
    with pytest.raises(AdditionRefused, match="not_ours"):
        raise_seal(subject(), at=NOON, toolbox=refusing)


def test_below_the_least_level_nothing_is_released_and_nobody_gives_up(way: Way):
    way.concluded()
    for _ in range(tasks.MOST_ATTEMPTS + 5):
        way.tools.sealer.failures.append(SealLevelNotReached("nobody there"))
        run_until_idle(toolbox=way.tools)
        assert not SealedDocument.objects.exists()
        way.tools.clock.move(MINUTE)
    task = Task.objects.get(name="seal_certificate")
    assert (task.state, task.last_error) == ("ready", "nobody there")
    run_until_idle(toolbox=way.tools)
    assert SealedDocument.objects.exists()


@pytest.mark.django_db
def test_those_who_wait_for_the_same_wait_together(way: Way):
    for number in range(5):
        queue("raise_seal", str(number), at=NOON)
    Task.objects.filter(subject__in=("0", "1", "2")).update(last_error="nobody there")
    (first,) = claim(NOON, 1)
    tasks._wait(first, SealLevelNotReached("nobody there"), NOON)
    assert [each.subject for each in claim(NOON, 5)] == ["3", "4"]
    assert len(claim(NOON + timedelta(seconds=1), 5)) == 3
    assert way.tools.clock.now() == NOON


@pytest.mark.django_db
def test_what_people_wait_for_is_done_before_what_nobody_waits_for():
    queue("raise_seal", "old", at=NOON - MINUTE)
    queue("send_notice", "new", at=NOON)
    assert [claim(NOON, 1)[0].subject for _ in range(2)] == ["new", "old"]


def test_the_sweep_raises_what_lost_its_task(way: Way, low: Guarantee):
    del low
    Task.objects.filter(name="raise_seal").delete()
    way.tools.preserver.missing = set()
    later = NOON + 6 * MINUTE
    assert sweep(at=later, toolbox=way.tools) == 1
    way.tools.clock.move(6 * MINUTE)
    assert run_ready(toolbox=way.tools) == 1
    assert seal_state(int(subject())).level == "B-LT"
