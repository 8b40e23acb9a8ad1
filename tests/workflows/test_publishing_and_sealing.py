"""Log, paper and seal (採録・封印): each half may be run again, and only the true is kept."""

from __future__ import annotations

import hashlib

import pytest

from akashi.records.models import (
    Certificate,
    Checkpoint,
    Guarantee,
    LogEntry,
    LogNode,
    Notice,
    SealedDocument,
    Task,
)
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.errors import Conflict, DoesNotOpen
from akashi.workflows.guaranteeing.publish import publish
from akashi.workflows.guaranteeing.seal import NotPublished, seal
from akashi_verifier.transparency_log import read_checkpoint, read_evidence
from tests.factories.guarantees import Way
from tests.fakes import NOON, SEAL, FakeReadBackFailed


def promise_of(guarantee: Guarantee) -> Certificate:
    return Certificate.objects.get(guarantee=guarantee)


def publish_one(way: Way, guarantee: Guarantee) -> Certificate:
    publish(promise_of(guarantee).pk, at=NOON, toolbox=way.tools)
    return promise_of(guarantee)


def seal_one(way: Way, promise: Certificate) -> None:
    seal(promise.pk, at=NOON, toolbox=way.tools)


def test_each_certificate_is_a_leaf_with_a_proof_that_leads_to_a_signed_root(way: Way):
    promises = [publish_one(way, way.concluded()) for _ in range(7)]
    assert [promise.log_index for promise in promises] == list(range(7))
    for index, promise in enumerate(promises):
        evidence = read_evidence(promise.evidence)
        assert evidence.problem() is None
        assert (evidence.leaf_index, evidence.tree_size) == (index, index + 1)
        assert evidence.content_sha256 == promise.content_sha256
    last = Checkpoint.objects.get(size=7)
    assert read_checkpoint(last.note).size == 7
    assert LogNode.objects.count() == 7 + 3 + 1


def test_the_leaf_names_nobody(way: Way):
    promise = publish_one(way, way.concluded())
    leaf = bytes(LogEntry.objects.get().leaf)
    assert promise.content_sha256.encode() not in leaf
    assert promise.guarantee.number.encode() not in leaf


def test_those_that_wait_are_appended_together_in_the_order_of_their_promises(way: Way):
    promises = [promise_of(way.concluded()) for _ in range(5)]
    publish(promises[3].pk, at=NOON, toolbox=way.tools)
    places = [promise_of(promise.guarantee) for promise in promises]
    assert [each.log_index for each in places] == list(range(5))
    assert [read_evidence(each.evidence).problem() for each in places] == [None] * 5
    assert [each.size for each in Checkpoint.objects.order_by("size")] == [1, 2, 3, 4, 5]
    assert check_log(way.tools, with_promises=False).size == 5


def test_the_one_asked_for_is_appended_however_many_wait_before_it(
    way: Way, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("akashi.workflows.guaranteeing.publish.MOST_AT_ONCE", 2)
    promises = [promise_of(way.concluded()) for _ in range(4)]
    publish(promises[3].pk, at=NOON, toolbox=way.tools)
    places = [promise_of(promise.guarantee).log_index for promise in promises]
    assert places == [0, None, None, 1]


def test_an_append_that_fails_leaves_nothing_of_any_certificate(
    way: Way, monkeypatch: pytest.MonkeyPatch
):
    promises = [promise_of(way.concluded()) for _ in range(3)]
    notes = iter([way.tools.log.checkpoint(1, bytes(32)), OSError("the key is away")])

    def checkpoint(_size: int, _root: bytes) -> str:
        note = next(notes)
        if isinstance(note, OSError):
            raise note
        return note

    monkeypatch.setattr(way.tools.log, "checkpoint", checkpoint)
    with pytest.raises(OSError, match="away"):
        publish(promises[0].pk, at=NOON, toolbox=way.tools)
    assert not LogEntry.objects.exists()
    assert not Certificate.objects.filter(log_index__isnull=False).exists()


def test_publishing_twice_is_publishing_once(way: Way):
    guarantee = way.concluded()
    first = publish_one(way, guarantee).evidence
    assert publish_one(way, guarantee).evidence == first
    assert LogEntry.objects.count() == Checkpoint.objects.count() == 1


def test_the_seal_waits_for_the_log(way: Way):
    promise = promise_of(way.concluded())
    with pytest.raises(NotPublished):
        seal_one(way, promise)
    assert not SealedDocument.objects.exists()


def test_the_sealed_pdf_is_kept_with_level_time_digest_and_mail(way: Way):
    promise = publish_one(way, way.concluded())
    seal_one(way, promise)
    kept = SealedDocument.objects.get(certificate=promise)
    assert hashlib.sha256(kept.pdf).hexdigest() == kept.pdf_sha256
    assert (kept.level, kept.timestamp_at) == ("B-LT", NOON)
    notice = Notice.objects.get(kind="certificate_ready")
    assert notice.key == f"certificate_ready/{promise.guarantee.number}/1"
    assert Task.objects.filter(name="send_notice", subject=notice.key, state="ready").exists()


def test_sealing_twice_keeps_the_first_pdf_and_mails_once(way: Way):
    promise = publish_one(way, way.concluded())
    seal_one(way, promise)
    first = bytes(SealedDocument.objects.get().pdf)
    seal_one(way, promise)
    assert bytes(SealedDocument.objects.get().pdf) == first
    assert way.tools.sealer.sealed == 1
    assert Notice.objects.filter(kind="certificate_ready").count() == 1


def test_a_pdf_that_reads_back_as_something_else_is_never_kept(way: Way):
    promise = publish_one(way, way.concluded())
    way.tools.sealer.spoil = True
    with pytest.raises(FakeReadBackFailed):
        seal_one(way, promise)
    assert not SealedDocument.objects.exists()
    assert not Notice.objects.filter(kind="certificate_ready").exists()


def test_a_certificate_is_sealed_for_the_surety_of_its_guarantee_and_read_back_as_its(way: Way):
    promise = publish_one(way, way.concluded())
    seal_one(way, promise)
    code = promise.guarantee.surety.code.encode()
    assert bytes(SealedDocument.objects.get().pdf).partition(SEAL)[2].startswith(code + b" ")


def test_a_sealer_that_fails_costs_time_and_nothing_else(way: Way):
    promise = publish_one(way, way.concluded())
    way.tools.sealer.failures.append(OSError("the authority is away"))
    with pytest.raises(OSError, match="away"):
        seal_one(way, promise)
    seal_one(way, promise)
    assert SealedDocument.objects.count() == 1


def test_paper_delivery_is_sealed_marked_and_not_mailed(way: Way):
    promise = publish_one(way, way.concluded(delivery="paper"))
    seal_one(way, promise)
    sheet = bytes(SealedDocument.objects.get().pdf).partition(SEAL)[0]
    assert b'"paper": true' in sheet
    assert not Notice.objects.filter(kind="certificate_ready").exists()


def test_until_it_is_sealed_the_key_is_neither_shown_nor_opens(way: Way):
    guarantee = way.concluded()
    with pytest.raises(Conflict):
        disclose_key(guarantee.number, by=way.people.alice, at=NOON, toolbox=way.tools)
    key = way.tools.vault.decrypt(bytes(guarantee.accesskey_set.get().ciphertext), guarantee.number)
    with pytest.raises(DoesNotOpen):
        open_certificate(
            guarantee.number, key, source="192.0.2.1", channel="web", at=NOON, toolbox=way.tools
        )


def test_the_key_may_be_shown_again_at_any_time_and_each_time_is_recorded(way: Way):
    number = way.sealed().number
    shown = {
        disclose_key(number, by=reader, at=NOON, toolbox=way.tools)
        for reader in (way.people.alice, way.people.bob, way.people.alice)
    }
    assert len(shown) == 1
