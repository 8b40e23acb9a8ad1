"""Stamping the audit trail (監査証跡の時刻認証): what was recorded cannot be changed later."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db.models import F

from akashi.adapters.timestamp import NoTimestamp
from akashi.adapters.timestamp.messages import granted
from akashi.adapters.toolbox import Toolbox
from akashi.domain.audit_trail import BEGINNING, chained, statement
from akashi.records.models import AuditEntry, Opening, Task, TrailHead, TrailStamp
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.keeping.sign_trail import sign_trail
from akashi.workflows.keeping.stamp_trail import TASK, queue_stamp, stamp_trail
from akashi.workflows.keeping.tasks import run_until_idle
from akashi.workflows.keeping.trail_standing import covered, rows_in
from tests.adapters.evidence_kit import kit
from tests.clocks import FrozenClock
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON, FakeLogStore, FakeStamps

A_WHILE, DAY = timedelta(minutes=11), timedelta(days=1)


def opened(way: Way) -> None:
    """Issue a guarantee, show its key and open it."""
    guarantee = way.sealed()
    key = disclose_key(guarantee.number, by=way.people.alice, at=NOON, toolbox=way.tools)
    open_certificate(
        guarantee.number, key, source="192.0.2.1", channel="api", at=NOON, toolbox=way.tools
    )


def stamped(way: Way, *, after: timedelta) -> int:
    """Move the clock, do what is due, and return how many stamps there are."""
    assert isinstance(way.tools.clock, FrozenClock)
    way.tools.clock.move(after)
    sign_trail(at=way.tools.clock.now(), toolbox=way.tools)
    queue_stamp(at=way.tools.clock.now())
    run_until_idle(toolbox=way.tools)
    return TrailStamp.objects.count()


@pytest.fixture
def trail(way: Way) -> Way:
    """Return a way with one day stamped, a second one, and acts not stamped yet."""
    opened(way)
    assert stamped(way, after=A_WHILE) == 1
    opened(way)
    assert stamped(way, after=DAY) == 2
    opened(way)
    return way


def test_it_is_stamped_once_a_day_and_only_when_something_was_recorded(trail: Way):
    assert stamped(trail, after=timedelta(hours=22)) == 2
    assert stamped(trail, after=timedelta(hours=1)) == 3
    assert stamped(trail, after=DAY) == 3


def test_while_no_authority_stamps_it_is_tried_again(way: Way):
    opened(way)
    assert isinstance(way.tools.stamps, FakeStamps)
    way.tools.stamps.failures.append(NoTimestamp("nobody there"))
    assert stamped(way, after=A_WHILE) == 0
    assert Task.objects.get(name=TASK).state == "ready"
    assert stamped(way, after=timedelta(minutes=2)) == 1


def test_a_stamp_already_made_is_not_made_again(trail: Way):
    stamp_trail("0", at=trail.tools.clock.now(), toolbox=trail.tools)
    assert TrailStamp.objects.count() == 2


def test_the_stamp_of_a_slower_worker_is_thrown_away(way: Way):
    opened(way)
    sign_trail(at=NOON, toolbox=way.tools)
    stamp_trail("0", at=NOON, toolbox=replace(way.tools, stamps=Overtaken(way.tools)))
    assert TrailStamp.objects.count() == 1


class Overtaken:
    """An authority so slow that another worker does the same task meanwhile."""

    def __init__(self, tools: Toolbox) -> None:
        self._tools = tools

    def stamp(self, digest: bytes) -> bytes:
        """Return a stamp, after somebody else was there."""
        stamp_trail("0", at=NOON, toolbox=self._tools)
        return self._tools.stamps.stamp(digest)


def test_statement_and_stamp_are_published_and_openssl_agrees(trail: Way, tmp_path):
    assert isinstance(trail.tools.log_store, FakeLogStore)
    files = trail.tools.log_store.files
    assert [line.split(" ")[0] for line in files["trail/index.txt"].decode().splitlines()] == [
        "1",
        "2",
    ]
    (tmp_path / "statement").write_bytes(files["trail/2"])
    (tmp_path / "stamp").write_bytes(files["trail/2.tsr"])
    said = subprocess.run(
        ["openssl", "ts", "-verify", "-data", "statement", "-in", "stamp",
         "-CAfile", kit().files.root],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr


def test_a_trail_nobody_touched_agrees(trail: Way):
    assert check_log(trail.tools).ok


def first_stretch() -> TrailHead:
    return TrailHead.objects.get(pk=1)


Tampering = Callable[[Toolbox], object]
TAMPERINGS: dict[str, Tampering] = {
    "a display of the key was removed": lambda _tools: AuditEntry.objects.filter(
        act="delivering.disclose_key", pk__lte=first_stretch().acts_upto
    ).delete(),
    "an act was given to somebody else": lambda _tools: AuditEntry.objects.filter(
        act="delivering.disclose_key"
    ).update(person_name="別人"),
    "an act was moved to another day": lambda _tools: AuditEntry.objects.filter(
        act="delivering.disclose_key"
    ).update(at=F("at") - DAY),
    "an act's details were changed": lambda _tools: AuditEntry.objects.filter(
        act="delivering.disclose_key"
    ).update(details={"shown": "never"}),
    "an opening was removed": lambda _tools: Opening.objects.filter(
        pk=Opening.objects.order_by("pk").values("pk")[:1]
    ).delete(),
    "an opening's source was changed": lambda _tools: Opening.objects.update(source="192.0.2.9"),
    "a stamp was exchanged": lambda _tools: TrailStamp.objects.filter(pk=1).update(
        stamp=bytes(TrailStamp.objects.get(pk=2).stamp)
    ),
    "the last stamp was removed": lambda _tools: TrailStamp.objects.filter(pk=2).delete(),
    "the first stamp was removed": lambda _tools: TrailStamp.objects.filter(pk=1).delete(),
    "a stamp was dated back": lambda _tools: TrailStamp.objects.update(stamped_at=NOON - DAY),
    "all stamps were removed": lambda _tools: TrailStamp.objects.all().delete(),
    "the published index was spoilt": lambda tools: tools.log_store.write(
        "trail/index.txt", b"rubbish\n"
    ),
    "a published statement was changed": lambda tools: tools.log_store.write("trail/1", b"x"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_after_it_was_stamped_is_found(trail: Way, what: str):
    lift_guards()
    TAMPERINGS[what](trail.tools)
    found = check_log(trail.tools)
    assert (found.ok, found.first_wrong) == (False, None), found
    assert found.reason.ja


def chained_anew(head: TrailHead) -> bytes:
    """Return the digest of a first head, as whoever changed its rows would make it."""
    acts = rows_in(AuditEntry, [(1, head.acts_upto)])
    return chained(BEGINNING, bytes(32), [*acts, *rows_in(Opening, [(1, head.openings_upto)])])


@pytest.fixture
def older(way: Way) -> Way:
    """Return a way whose first day was stamped before heads were signed, and a signed one."""
    opened(way)
    act, opening = AuditEntry.objects.latest("pk").pk, Opening.objects.latest("pk").pk
    head = TrailHead(
        id=1, acts_upto=act, acts=AuditEntry.objects.count(), openings_upto=opening, openings=1,
        entries=0, act_ids=f"1-{act}", opening_ids=f"1-{opening}", salt=bytes(32),
        entries_digest=BEGINNING, made_at=NOON, note="",
    )  # fmt: skip
    head.digest = chained_anew(head)
    head.save()
    token = way.tools.stamps.stamp(sha256(statement(covered(head), head.digest).encode()).digest())
    TrailStamp.objects.create(head=head, stamp=granted(token), stamped_at=NOON)
    opened(way)
    assert stamped(way, after=DAY) == 2
    lift_guards()
    return way


def test_what_was_stamped_before_heads_were_signed_still_agrees(older: Way):
    assert check_log(older.tools).ok
    published = older.tools.log_store.read("trail/1")
    assert published is not None
    assert published.startswith(b"akashi.trail/1\nacts ")


def test_what_was_stamped_before_heads_were_signed_is_still_held_against_its_stamp(older: Way):
    AuditEntry.objects.filter(act="delivering.disclose_key").update(person_name="別人")
    assert not check_log(older.tools).ok
    TrailHead.objects.filter(pk=1).update(digest=chained_anew(TrailHead.objects.get(pk=1)))
    found = check_log(older.tools)
    assert "the time stamp proves nothing" in found.reason.en


def test_an_act_slipped_in_among_stamped_ones_is_found(trail: Way):
    lift_guards()
    gap = AuditEntry.objects.get(act="delivering.disclose_key", pk__lte=first_stretch().acts_upto)
    AuditEntry.objects.filter(pk=gap.pk).update(act="keeping.create_token")
    assert not check_log(trail.tools).ok
