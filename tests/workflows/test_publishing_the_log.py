"""Publishing the log (透明性ログの公開): what the files say alone, and what is never published."""

from __future__ import annotations

import pytest

from akashi.records.models import Certificate, Checkpoint, LogEntry, LogNode
from akashi.workflows.guaranteeing.publish import publish
from akashi.workflows.keeping.log_standing import LogContradicts, publication
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.keeping.rounds import PUBLISH_EVERY, Rounds
from tests.factories.guarantees import Way
from tests.factories.logs import BareLog, lift_guards
from tests.fakes import NOON
from tests.tools.log_reader import OutsideReader, check_everything


@pytest.fixture
def log(way: Way) -> BareLog:
    """Return an empty log in the records."""
    return BareLog(way.concluded().certificate_set.get(), way.tools)


def outside(log: BareLog) -> OutsideReader:
    """Return somebody who knows the files and the key, and nothing else."""
    return OutsideReader(log.store.read, log.tools.log.key.text())


def test_a_log_without_leaves_is_published_too(log: BareLog):
    assert publish_log(toolbox=log.tools)
    assert check_everything(outside(log)) == (0, [])


def test_what_the_verbs_appended_is_what_is_published(way: Way, log: BareLog):
    for _ in range(3):
        publish(way.concluded().certificate_set.get().pk, at=NOON, toolbox=way.tools)
    publish_log(toolbox=log.tools)
    leaves = [bytes(each.leaf) for each in LogEntry.objects.order_by("index")]
    assert check_everything(outside(log)) == (Certificate.objects.count(), leaves)


@pytest.mark.parametrize("steps", [(1, 1, 1), (255, 1, 1), (256,), (257, 300), (3, 600, 1)])
def test_an_outsider_finds_everything_right_after_each_step(log: BareLog, steps: tuple[int, ...]):
    for step in steps:
        log.grow(step)
        assert publish_log(toolbox=log.tools)
        assert check_everything(outside(log))[0] == publication(log.tools).size
    assert not publish_log(toolbox=log.tools)


def test_a_log_of_three_levels_is_published_and_grows(log: BareLog):
    log.grow(65_536 + 300)
    publish_log(toolbox=log.tools)
    assert len(log.store.files["tile/1/000"]) == 8192
    assert len(log.store.files["tile/2/000.p/1"]) == 32
    size, _entries = check_everything(outside(log))
    assert size == 65_836


def test_only_what_is_new_is_written_and_the_checkpoint_last(log: BareLog):
    log.grow(300)
    publish_log(toolbox=log.tools)
    log.store.written.clear()
    log.grow(2)
    publish_log(toolbox=log.tools)
    assert log.store.written == ["tile/entries/001.p/46", "tile/0/001.p/46", "checkpoint"]


def test_partial_tiles_are_forgotten_when_the_next_tile_is_full(log: BareLog):
    for step in (100, 156, 100, 156):
        log.grow(step)
        publish_log(toolbox=log.tools)
    kept = sorted(path for path in log.store.files if ".p/" in path)
    assert kept == [
        "tile/0/001.p/100", "tile/1/000.p/1", "tile/1/000.p/2", "tile/entries/001.p/100",
    ]  # fmt: skip


def test_a_worker_killed_at_any_write_leaves_a_log_that_the_next_one_finishes(log: BareLog):
    log.grow(250)
    publish_log(toolbox=log.tools)
    log.grow(20)
    for writes in range(20):
        log.store.written.clear()
        log.store.fail_at = writes
        try:
            publish_log(toolbox=log.tools)
        except OSError:
            assert check_everything(outside(log))[0] == 250
        else:
            break
    assert writes > 1
    assert check_everything(outside(log))[0] == 270


def test_who_is_second_leaves_it_to_the_first(log: BareLog):
    log.grow(1)
    log.store.busy = True
    assert not publish_log(toolbox=log.tools)
    assert not log.store.files


def trouble(log: BareLog) -> str:
    """Publish, which must be refused, and say why; the files must stay as they were."""
    before = dict(log.store.files)
    with pytest.raises(LogContradicts) as refusal:
        publish_log(toolbox=log.tools)
    assert log.store.files.get("checkpoint") == before.get("checkpoint")
    assert refusal.value.reason.ja
    return refusal.value.kind


def test_a_restored_older_store_publishes_nothing(log: BareLog):
    log.grow(5)
    publish_log(toolbox=log.tools)
    log.forget()
    log.grow(3)
    assert trouble(log) == "behind"


def test_another_history_publishes_nothing(log: BareLog):
    log.grow(5)
    publish_log(toolbox=log.tools)
    log.forget()
    log.grow(5, mark="other")
    assert trouble(log) == "forked"
    log.grow(2, mark="other")
    assert trouble(log) == "forked"
    log.forget()
    log.grow(7, mark="other")
    assert trouble(log) == "forked"


def test_an_index_that_is_none_is_not_written_over_and_the_log_goes_on(log: BareLog):
    log.grow(1)
    log.store.files["anchor/index.txt"] = b"rubbish\n"
    with pytest.raises(LogContradicts, match="no list of numbers"):
        publish_log(toolbox=log.tools)
    log.grow(1)
    Rounds(log.tools).go()
    assert log.store.files["anchor/index.txt"] == b"rubbish\n"
    assert outside(log).checkpoint()[0] == 2


def test_a_head_without_its_checkpoint_is_not_published(log: BareLog):
    log.grow(5)
    lift_guards()
    Checkpoint.objects.all().delete()
    assert trouble(log) == "damaged"


def test_a_checkpoint_of_another_log_is_not_written_over(log: BareLog):
    log.grow(1)
    for strange in (b"?", b"other/log\n1\n" + b"A" * 43 + b"=\n\n\xe2\x80\x94 other/log AAAA\n"):
        log.store.files["checkpoint"] = strange
        assert trouble(log) == "unreadable"


@pytest.mark.parametrize("model", [LogNode, LogEntry])
def test_records_that_do_not_fit_together_are_not_published(
    log: BareLog,
    model: type[LogNode | LogEntry],
):
    lift_guards()
    log.grow(5)
    column = "hash" if model is LogNode else "leaf"
    model.objects.filter(index=3).update(**{column: bytes(32)})
    assert trouble(log) == "damaged"


def test_the_rounds_publish_each_second_and_survive_a_refusal(log: BareLog):
    rounds = Rounds(log.tools)
    log.grow(1)
    rounds.go()
    assert outside(log).checkpoint()[0] == 1
    log.grow(1)
    rounds.go()
    assert outside(log).checkpoint()[0] == 1
    log.tools.clock.move(PUBLISH_EVERY)
    rounds.go()
    assert outside(log).checkpoint()[0] == 2
    log.store.files["checkpoint"] = b"?"
    log.tools.clock.move(-PUBLISH_EVERY)
    rounds.go()
    assert log.store.files["checkpoint"] == b"?"
