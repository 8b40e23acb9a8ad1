"""Queued work (タスク): each by one worker, again after a failure, never forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Certificate, Notice, OpenAttempt, SealedDocument, Task
from akashi.workflows.keeping import tasks
from akashi.workflows.keeping.sweep import sweep
from akashi.workflows.keeping.tasks import claim, finish_now, run_ready, run_until_idle
from akashi.workflows.queueing import queue
from tests.factories.guarantees import Way
from tests.factories.people import move_in
from tests.fakes import NOON


@pytest.mark.django_db
def test_the_same_work_is_queued_once():
    for _ in range(2):
        queue("send_notice", "a", at=NOON)
    assert Task.objects.count() == 1


@pytest.mark.django_db
def test_the_oldest_due_work_is_claimed_first_and_the_future_waits():
    for subject, minutes in (("late", -1), ("early", -2), ("future", 1)):
        queue("send_notice", subject, at=NOON + timedelta(minutes=minutes))
    assert [task.subject for task in claim(NOON, 5)] == ["early", "late"]
    assert claim(NOON, 5) == []


@pytest.mark.django_db
def test_work_of_a_worker_that_died_is_due_again_when_its_lease_ends():
    queue("send_notice", "a", at=NOON)
    (first,) = claim(NOON, 1)
    assert claim(NOON + tasks.LEASE - timedelta(seconds=1), 1) == []
    (second,) = claim(NOON + tasks.LEASE, 1)
    assert (first.attempts, second.attempts) == (1, 2)


def test_failed_work_waits_longer_each_time_and_says_why(way: Way):
    way.submitted()
    waits = []
    for _ in range(4):
        way.tools.post.failures.append(OSError("no such host"))
        run_ready(toolbox=way.tools)
        task = Task.objects.get(name="send_notice")
        waits.append((task.run_at - way.tools.clock.now()).total_seconds())
        assert (task.state, task.last_error) == ("ready", "OSError: no such host")
        way.tools.clock.move(task.run_at - way.tools.clock.now())
    assert waits == [1, 2, 4, 8]
    assert run_ready(toolbox=way.tools) == 1
    task.refresh_from_db()
    assert (task.state, task.last_error) == ("done", "")


def test_the_longest_wait_is_two_minutes():
    assert tasks.wait_after(1) == timedelta(seconds=1)
    assert tasks.wait_after(10_000) == timedelta(minutes=2)


def test_work_given_up_stays_visible_and_is_tried_again_every_hour(way: Way):
    way.submitted()
    Task.objects.update(attempts=tasks.MOST_ATTEMPTS - 1)
    way.tools.post.failures.append(OSError("no such host"))
    run_ready(toolbox=way.tools)
    assert Task.objects.get().state == "failed"
    assert run_until_idle(toolbox=way.tools) == 0
    later = NOON + timedelta(hours=2)
    way.tools.clock.move(timedelta(hours=2))
    sweep(at=later, toolbox=way.tools)
    assert run_until_idle(toolbox=way.tools) == 1
    assert Notice.objects.get().sent_at == later


def test_a_worker_that_overslept_does_not_end_what_another_has_begun(way: Way):
    way.submitted()
    (slow,) = claim(NOON, 1)
    (quick,) = claim(NOON + tasks.LEASE, 1)
    tasks._do(slow, way.tools)
    assert Task.objects.get().state == "running"
    tasks._do(quick, way.tools)
    assert Task.objects.get().state == "done"
    assert len(way.tools.post.letters) == 1


def test_the_sweep_queues_what_is_unfinished_and_lost_its_task(way: Way):
    guarantee = way.concluded()
    Task.objects.filter(name="send_notice").delete()
    Task.objects.filter(name="seal_certificate").update(state="done")
    assert sweep(at=NOON, toolbox=way.tools) == 0
    assert sweep(at=NOON + timedelta(minutes=6), toolbox=way.tools) == 2
    way.tools.clock.move(timedelta(minutes=6))
    run_until_idle(toolbox=way.tools)
    assert SealedDocument.objects.filter(certificate__guarantee=guarantee).exists()
    assert not Notice.objects.filter(sent_at__isnull=True).exists()


def test_the_sweep_leaves_alone_what_is_on_its_way(way: Way):
    way.concluded()
    assert sweep(at=NOON + timedelta(minutes=6), toolbox=way.tools) == 0


def test_the_sweep_does_what_a_clock_that_ran_ahead_has_put_off(way: Way):
    way.at = NOON + timedelta(days=1)
    way.tools.clock.move(timedelta(days=1))
    guarantee = way.concluded()
    way.tools.clock.move(timedelta(days=-1))
    assert run_until_idle(toolbox=way.tools) == 0
    # The sealing, and the mail of the receipt.
    assert sweep(at=NOON, toolbox=way.tools) == 2
    run_until_idle(toolbox=way.tools)
    assert SealedDocument.objects.filter(certificate__guarantee=guarantee).exists()


@pytest.mark.django_db
def test_the_sweep_forgets_old_attempts(tools: Toolbox):
    OpenAttempt.objects.create(bucket="x", failures=1, since=NOON, updated_at=NOON)
    sweep(at=NOON + timedelta(days=3), toolbox=tools)
    assert not OpenAttempt.objects.exists()


def test_a_task_can_be_finished_at_once_without_a_worker(way: Way):
    subject = str(Certificate.objects.get(guarantee=way.concluded()).pk)
    finish_now("seal_certificate", subject, toolbox=way.tools)
    assert Task.objects.get(name="seal_certificate").state == "done"
    assert SealedDocument.objects.exists()


def test_running_until_idle_does_what_the_work_brings_about(way: Way):
    way.concluded()
    assert run_until_idle(toolbox=way.tools) == 3
    kinds = [letter.subject for letter in way.tools.post.letters]
    assert len(kinds) == 2


@pytest.mark.django_db(transaction=True)
def test_several_workers_never_do_the_same_task_twice(tools: Toolbox):
    for number in range(30):
        queue("send_notice", str(number), at=NOON)

    def take(_: int) -> list[int]:
        try:
            taken: list[int] = []
            while claimed := claim(NOON, 2):
                taken += [task.id for task in claimed]
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = [task for each in pool.map(take, range(4)) for task in each]
    assert len(taken) == len(set(taken)) == 30
    assert tools.clock.now() == NOON


@pytest.mark.django_db(transaction=True)
def test_the_worker_works_until_it_is_told_to_stop(tools: Toolbox):
    Way(move_in(), tools).concluded()
    stop = Event()

    def work() -> None:
        tasks.work_forever(stop, toolbox=tools)
        connection.close()

    worker = Thread(target=work)
    worker.start()
    for _ in range(200):
        if not Task.objects.exclude(state="done").exists():
            break
        stop.wait(0.05)
    stop.set()
    worker.join(timeout=5)
    assert not worker.is_alive()
    assert not Task.objects.exclude(state="done").exists()
