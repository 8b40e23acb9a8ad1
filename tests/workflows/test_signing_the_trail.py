"""Signing the audit trail (監査証跡の署名): what was recorded a moment ago cannot be changed."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db.models import Max

from akashi.adapters.log_key import LogSigner
from akashi.adapters.toolbox import Toolbox
from akashi.domain import audit_trail
from akashi.domain.audit_trail import BEGINNING, chained, read_ids
from akashi.records.models import AuditEntry, Checkpoint, LogEntry, Opening, TrailHead
from akashi.workflows.checking.check_log import LogCheck, check_log
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.keeping import sign_trail as signing
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.keeping.rounds import SIGN_EVERY, Rounds
from akashi.workflows.keeping.sign_trail import sign_trail
from akashi.workflows.keeping.trail_standing import LATE, covered, rows_in
from akashi_verifier.log_kept import KeptCopy
from akashi_verifier.log_trail import TRAIL_HEAD
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import FakeLogStore

A_BIT = timedelta(seconds=5)


def shown(way: Way) -> None:
    """Issue a guarantee, show its key and open it."""
    guarantee = way.sealed()
    now = way.tools.clock.now()
    key = disclose_key(guarantee.number, by=way.people.alice, at=now, toolbox=way.tools)
    open_certificate(
        guarantee.number, key, source="192.0.2.1", channel="api", at=now, toolbox=way.tools
    )


def signed(way: Way, *, after: timedelta = A_BIT) -> bool:
    """Move the clock and sign what is new."""
    way.tools.clock.move(after)
    return sign_trail(at=way.tools.clock.now(), toolbox=way.tools)


def files(tools: Toolbox) -> dict[str, bytes]:
    assert isinstance(tools.log_store, FakeLogStore)
    return tools.log_store.files


@pytest.fixture
def trail(way: Way) -> Way:
    """Return a way along which two heads were signed and published, its store lying open."""
    for _ in range(2):
        shown(way)
        signed(way)
    publish_log(toolbox=way.tools)
    lift_guards()
    return way


def checked(way: Way) -> LogCheck:
    return check_log(way.tools)


def record_at(pk: int, way: Way) -> AuditEntry:
    """Record an act under a number that was given out before."""
    return AuditEntry.objects.create(
        pk=pk, at=way.tools.clock.now(), act="keeping.create_token", person_name="梅", role="",
        source="cli", channel="cli",
    )  # fmt: skip


def next_act() -> int:
    return int(AuditEntry.objects.aggregate(last=Max("pk"))["last"]) + 1


def test_the_rounds_sign_what_was_recorded_and_publish_the_head(way: Way):
    shown(way)
    rounds = Rounds(way.tools)
    rounds.go()
    head = TrailHead.objects.get()
    assert (head.acts, head.openings, head.entries) == (
        AuditEntry.objects.count(), Opening.objects.count(), LogEntry.objects.count(),
    )  # fmt: skip
    assert files(way.tools)[TRAIL_HEAD] == head.note.encode()
    rounds.go()
    shown(way)
    way.tools.clock.move(SIGN_EVERY)
    rounds.go()
    assert files(way.tools)[TRAIL_HEAD] == TrailHead.objects.get(pk=2).note.encode()
    assert checked(way).ok


def test_an_outsider_checks_a_head_with_the_logs_key(trail: Way):
    text, _, signature = files(trail.tools)[TRAIL_HEAD].decode().rpartition("\n\n")
    lines = text.split("\n")
    last = TrailHead.objects.get(pk=2)
    assert lines[:4] == [
        "akashi.trail/2",
        "2 2026-11-22T03:00:10.000000+00:00",
        f"acts {last.acts_upto} {last.acts}",
        f"openings {last.openings_upto} {last.openings}",
    ]
    assert lines[5] == "entries 2"
    blob = base64.b64decode(signature.split()[2])
    assert blob[:4] == trail.tools.log.key.key_id
    key = Ed25519PublicKey.from_public_bytes(trail.tools.log.key.public_key)
    key.verify(blob[4:], f"{text}\n".encode())


def test_nothing_new_needs_no_head(trail: Way):
    assert not signed(trail, after=timedelta(days=3))
    assert TrailHead.objects.count() == 2


def test_a_long_trail_is_signed_piece_by_piece(way: Way, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(signing, "MOST_ROWS", 3)
    for _ in range(2):
        shown(way)
    rounds, acts = Rounds(way.tools), AuditEntry.objects.count()
    for _ in range(acts):
        rounds.go()
    last = TrailHead.objects.order_by("pk").last()
    assert last is not None
    assert (last.acts, last.openings, last.entries) == (acts, 2, 2)
    assert TrailHead.objects.count() == acts // 3 + 1
    assert checked(way).ok


def test_of_two_workers_one_signs(way: Way):
    shown(way)

    def overtaken(size: int) -> bytes:
        sign_trail(at=way.tools.clock.now(), toolbox=way.tools)
        return bytes(size)

    slow = replace(way.tools, randomness=overtaken)
    assert sign_trail(at=way.tools.clock.now(), toolbox=slow)
    assert TrailHead.objects.count() == 1
    assert checked(way).ok


def test_a_worker_killed_after_a_head_was_kept_leaves_its_publication_to_the_next(way: Way):
    shown(way)
    signed(way)
    assert TRAIL_HEAD not in files(way.tools)
    assert publish_log(toolbox=way.tools)
    assert not publish_log(toolbox=way.tools)
    assert files(way.tools)[TRAIL_HEAD] == TrailHead.objects.get().note.encode()


@pytest.mark.parametrize("later", [A_BIT, 100 * LATE], ids=["soon", "when a worker is back"])
def test_an_act_whose_transaction_ended_after_its_neighbours_is_signed_too(
    trail: Way, later: timedelta
):
    early = next_act()
    record_at(early + 1, trail)
    signed(trail)
    assert TrailHead.objects.get(pk=3).act_ids == f"{early + 1}"
    record_at(early, trail)
    record_at(early + 2, trail)
    signed(trail, after=later)
    assert TrailHead.objects.get(pk=4).act_ids == f"{early},{early + 2}"
    assert not signed(trail)
    assert checked(trail).ok


def test_an_act_slipped_into_a_gap_much_later_is_found(trail: Way):
    early = next_act()
    for number in range(1, 4):
        record_at(early + number, trail)
        signed(trail, after=LATE)
    assert checked(trail).ok
    record_at(early, trail)
    assert not signed(trail)
    found = checked(trail)
    assert (found.ok, found.first_wrong) == (False, None)
    assert "slipped in" in found.reason.en


def chained_anew(way: Way, *, key: LogSigner | None = None) -> None:
    """Change an act and chain all heads anew; with a key of one's own, sign and publish all."""
    AuditEntry.objects.filter(act="delivering.disclose_key").update(person_name="別人")
    previous = BEGINNING
    for head in TrailHead.objects.order_by("pk"):
        acts, openings = read_ids(head.act_ids), read_ids(head.opening_ids)
        rows = chain(rows_in(AuditEntry, acts), rows_in(Opening, openings))
        previous = head.digest = chained(previous, bytes(head.salt), rows)
        if key is not None:
            digests = previous, bytes(head.entries_digest)
            made = audit_trail.head(head.pk, head.made_at, covered(head), *digests)
            head.note = key.trail_head(made)
            way.tools.log_store.write(TRAIL_HEAD, head.note.encode())
        head.save(force_update=True)


Tampering = Callable[[Way], object]
TAMPERINGS: dict[str, Tampering] = {
    "an act of a moment ago was given to another": lambda _way: AuditEntry.objects.filter(
        pk=next_act() - 1
    ).update(person_name="別人"),
    "an act of a moment ago was removed": lambda _way: AuditEntry.objects.filter(
        pk=next_act() - 1
    ).delete(),
    "an opening of a moment ago got another source": lambda _way: Opening.objects.filter(
        pk=Opening.objects.order_by("-pk").values("pk")[:1]
    ).update(source="192.0.2.9"),
    "an act was given a number beyond 53 bits": lambda _way: AuditEntry.objects.filter(
        act="delivering.disclose_key"
    ).update(person_id=2**60),
    "all was chained anew": chained_anew,
    "all was chained, signed and published anew by another key": lambda way: chained_anew(
        way, key=LogSigner(Ed25519PrivateKey.generate(), way.tools.log.key.name)
    ),
    "the last head was removed": lambda _way: TrailHead.objects.filter(pk=2).delete(),
    "all heads were removed": lambda _way: TrailHead.objects.all().delete(),
    "the signatures were taken off": lambda _way: TrailHead.objects.update(note=""),
    "the first head was removed": lambda _way: TrailHead.objects.filter(pk=1).delete(),
    "the public head is another's": lambda way: way.tools.log_store.write(TRAIL_HEAD, b"x\n2 y\n"),
    "the public head is none": lambda way: way.tools.log_store.write(TRAIL_HEAD, b"x"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_after_it_was_signed_is_found(trail: Way, what: str):
    assert checked(trail).ok
    TAMPERINGS[what](trail)
    found = checked(trail)
    assert (found.ok, found.first_wrong) == (False, None), found
    assert found.reason.ja


def test_a_head_kept_outside_convicts_where_every_testimony_in_the_house_is_gone(trail: Way):
    kept = [KeptCopy("head.txt", files(trail.tools)[TRAIL_HEAD], None)]
    assert check_log(trail.tools, kept=kept).ok
    TrailHead.objects.all().delete()
    AuditEntry.objects.filter(act="delivering.disclose_key").delete()
    del files(trail.tools)[TRAIL_HEAD]
    assert checked(trail).ok
    found = check_log(trail.tools, kept=kept)
    assert (found.ok, found.first_wrong) == (False, None)
    assert found.reason.en.startswith("head.txt: Head 2 of the audit trail")


def test_what_is_kept_of_another_trail_is_a_fault(trail: Way):
    forged = files(trail.tools)[TRAIL_HEAD].replace(b"\nacts ", b"\nacts 1")
    found = check_log(trail.tools, kept=[KeptCopy("head.txt", forged, None)])
    assert found.reason.en == "head.txt: it is not signed by this log."


def test_an_entry_that_was_given_another_time_is_named(trail: Way):
    LogEntry.objects.filter(index=1).update(recorded_at=trail.at)
    Checkpoint.objects.filter(size=2).update(created_at=trail.at)
    found = checked(trail)
    assert (found.ok, found.first_wrong) == (False, 1), found


@pytest.mark.parametrize("what", ["the last head was removed", "the heads were made anew"])
def test_nothing_is_signed_on_top_of_records_that_contradict_what_is_public(
    trail: Way, what: str, caplog: pytest.LogCaptureFixture
):
    if what.startswith("the last"):
        TrailHead.objects.filter(pk=2).delete()
    else:
        TrailHead.objects.filter(pk=2).update(note=TrailHead.objects.get(pk=1).note)
    with pytest.raises(LogContradicts):
        signed(trail)
    Rounds(trail.tools).go()
    assert "trail_not_signed" in caplog.text
    assert TrailHead.objects.count() <= 2
