"""Checking the log (透明性ログの照合): whatever was changed outside, it is found and named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from akashi.records.models import Certificate, Checkpoint, Counter, LogEntry, LogNode
from akashi.workflows.checking import check_log as check_log_module
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.checking.stretch import read_stretch
from akashi.workflows.guaranteeing.publish import publish
from akashi_verifier.log_trail import TRAIL_HEAD
from akashi_verifier.transparency_log.tiles import CHECKPOINT
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON

Tampering = Callable[[], object]


@pytest.fixture
def logged(way: Way) -> Way:
    """Return a way along which five certificates were published."""
    for _ in range(5):
        guarantee = way.concluded()
        publish(guarantee.certificate_set.get().pk, at=NOON, toolbox=way.tools)
    return way


def test_a_log_nobody_touched_agrees_with_the_records(logged: Way):
    found = check_log(logged.tools)
    assert (found.ok, found.size, found.first_wrong) == (True, 5, None)
    assert len(found.root) == 64


@pytest.mark.django_db
def test_an_empty_log_is_in_order(tools):
    assert check_log(tools).ok


TAMPERINGS: dict[str, tuple[int, Tampering]] = {
    "a content was changed": (
        2,
        lambda: Certificate.objects.filter(log_index=2).update(content=b"{}"),
    ),
    "a salt was changed": (
        1,
        lambda: Certificate.objects.filter(log_index=1).update(salt=bytes(32)),
    ),
    "an evidence was changed": (
        3,
        lambda: Certificate.objects.filter(log_index=3).update(evidence={}),
    ),
    "a leaf was changed": (0, lambda: LogEntry.objects.filter(index=0).update(leaf=b"x")),
    "an entry was removed": (1, lambda: LogEntry.objects.filter(index=1).delete()),
    "the last entry was removed": (4, lambda: LogEntry.objects.filter(index=4).delete()),
    "a node was changed": (
        1,
        lambda: LogNode.objects.filter(level=1, index=0).update(hash=bytes(32)),
    ),
    "a node was added": (
        5,
        lambda: LogNode.objects.create(level=0, index=5, hash=bytes(32)),
    ),
    "a checkpoint was forged": (
        2,
        lambda: Checkpoint.objects.filter(size=3).update(note="akashi.test/log\n3\n\n"),
    ),
    "a checkpoint was added": (
        5,
        lambda: Checkpoint.objects.create(size=9, note="x", created_at=NOON),
    ),
    "the head was moved": (
        5,
        lambda: Counter.objects.filter(name="transparency_log").update(value=7),
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_outside_is_found_at_its_index(logged: Way, what: str):
    first_wrong, tamper = TAMPERINGS[what]
    lift_guards()
    tamper()
    found = check_log(logged.tools)
    assert (found.ok, found.first_wrong) == (False, first_wrong)
    assert found.reason.ja


def test_what_is_published_while_the_check_goes_on_is_no_fault(logged: Way, monkeypatch):
    store = logged.tools.log_store

    def meanwhile(*words, **how):
        # Another worker has gone on: its records are behind the moment that is checked.
        store.write(CHECKPOINT, logged.tools.log.checkpoint(6, bytes(32)).encode())
        store.write(TRAIL_HEAD, b"akashi.trail-head/1\n9 later\n")
        return read_stretch(*words, **how)

    monkeypatch.setattr(check_log_module, "read_stretch", meanwhile)
    found = check_log(logged.tools)
    assert (found.ok, found.size) == (True, 5), found
