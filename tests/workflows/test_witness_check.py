"""Checking what others saw (外に残る控えとの照合): a rewritten or restored log contradicts them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from akashi.adapters.toolbox import Toolbox
from akashi.domain.certificate import canonical_bytes, digest
from akashi.records.models import Certificate, Checkpoint, Counter, LogAnchor, LogEntry, LogNode
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.guaranteeing.publish import LOG_HEAD, publish
from akashi.workflows.keeping.anchor_log import anchor_log
from akashi.workflows.keeping.publish_log import publish_log
from akashi_verifier.log_kept import KeptCopy
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON


@pytest.fixture
def seen(way: Way) -> Way:
    """Return a way with five leaves: anchored twice after the third, published after the fifth."""
    for number in range(1, 6):
        publish(way.concluded().certificate_set.get().pk, at=NOON, toolbox=way.tools)
        if number == 3:
            anchor_log("3", at=NOON, toolbox=way.tools)
            anchor_log("3.2", at=NOON, toolbox=way.tools)
    publish_log(toolbox=way.tools)
    lift_guards()
    return way


def checked(way: Way, **options):
    return check_log(way.tools, with_promises=False, **options)


def rewrite(tools: Toolbox, *, changed: int | None = None, keep: int = 5) -> None:
    """Write the log anew with its own key: another content at one index, or fewer entries."""
    promises = list(Certificate.objects.order_by("log_index"))
    if changed is not None:
        content = {**json.loads(bytes(promises[changed].content)), "guaranteed_amount_yen": 1}
        canonical = canonical_bytes(content)
        Certificate.objects.filter(pk=promises[changed].pk).update(
            content=canonical, content_sha256=digest(canonical)
        )
    for table in (LogEntry, LogNode, Checkpoint):
        table.objects.all().delete()
    Certificate.objects.update(log_index=None, evidence=None)
    Counter.objects.filter(name=LOG_HEAD).update(value=0)
    Certificate.objects.filter(pk__in=[promise.pk for promise in promises[keep:]]).delete()
    for promise in promises[:keep]:
        publish(promise.pk, at=NOON, toolbox=tools)


def forget_all(tools: Toolbox) -> None:
    """Take away every testimony within reach of whoever owns records and folder."""
    LogAnchor.objects.all().delete()
    for path in list(tools.log_store.files):
        del tools.log_store.files[path]


def kept_mail() -> list[KeptCopy]:
    return [
        KeptCopy("the mail kept", anchor.note.encode(), bytes(anchor.stamp))
        for anchor in LogAnchor.objects.all()
    ]


def test_a_log_that_others_saw_as_it_is_agrees(seen: Way):
    assert checked(seen, kept=kept_mail()).ok


def test_a_log_rewritten_as_a_whole_contradicts_its_anchor(seen: Way):
    rewrite(seen.tools, changed=1)
    found = checked(seen)
    assert (found.ok, found.first_wrong) == (False, 0)
    assert "entries 0 to 2" in found.reason.en


def test_what_was_rewritten_behind_the_last_anchor_contradicts_what_was_published(seen: Way):
    rewrite(seen.tools, changed=4)
    found = checked(seen)
    assert (found.ok, found.first_wrong) == (False, 3)
    assert "the published checkpoint" in found.reason.en


def test_where_every_testimony_in_the_house_is_gone_the_mail_convicts(seen: Way):
    kept = kept_mail()
    rewrite(seen.tools, changed=1)
    forget_all(seen.tools)
    assert checked(seen).ok
    found = checked(seen, kept=kept)
    assert (found.ok, found.first_wrong) == (False, 0)
    assert "the mail kept" in found.reason.en


def test_a_certificates_own_evidence_convicts_as_well(seen: Way):
    promise = Certificate.objects.get(log_index=3)
    kept = [KeptCopy("evidence.json", promise.evidence["checkpoint"].encode(), None)]
    rewrite(seen.tools, changed=0)
    forget_all(seen.tools)
    assert not checked(seen, kept=kept).ok


def test_what_is_kept_of_another_log_is_a_fault(seen: Way):
    found = checked(seen, kept=[KeptCopy("other", b"other/log\n3\n", None)])
    assert "other" in found.reason.en


def test_two_signed_states_of_one_size_contradict_each_other(seen: Way):
    other = seen.tools.log.checkpoint(3, bytes(32)).encode()
    found = checked(seen, kept=[KeptCopy("the mail kept", other, None)])
    assert (found.ok, found.first_wrong) == (False, 3)
    assert "contradicts another one of the same 3 entries" in found.reason.en


def test_an_older_store_that_was_restored_holds_less_than_was_published(seen: Way):
    rewrite(seen.tools, keep=4)
    found = checked(seen)
    assert (found.ok, found.size, found.first_wrong) == (False, 4, 4)
    assert "an older store was restored" in found.reason.en


Spoiling = Callable[[Toolbox], object]
SPOILT: dict[str, tuple[int, Spoiling]] = {
    "an anchor was removed from the records": (3, lambda _tools: LogAnchor.objects.all().delete()),
    "an anchor's note was changed": (
        0,
        lambda _tools: LogAnchor.objects.update(note=Checkpoint.objects.get(size=2).note),
    ),
    "an anchor's stamp was changed": (0, lambda _tools: LogAnchor.objects.update(stamp=b"x")),
    "an anchor was dated back": (
        0,
        lambda _tools: LogAnchor.objects.filter(ordinal=1).update(stamped_at=NOON - timedelta(1)),
    ),
    "a later anchor of a size was removed from the records": (
        3,
        lambda _tools: LogAnchor.objects.filter(ordinal=2).delete(),
    ),
    "the first anchor of a size was removed everywhere": (
        3,
        lambda tools: [
            LogAnchor.objects.filter(ordinal=1).delete(),
            tools.log_store.write("anchor/index.txt", b""),
        ],
    ),
    "a later anchor was given another place": (
        3,
        lambda _tools: LogAnchor.objects.filter(ordinal=2).update(ordinal=3),
    ),
    "a later published anchor was removed": (
        3,
        lambda tools: tools.log_store.files.pop("anchor/3.2.tsr"),
    ),
    "an anchor was given another size": (
        3,
        lambda _tools: LogAnchor.objects.filter(ordinal=2).update(size=4),
    ),
    "a published anchor was removed": (3, lambda tools: tools.log_store.files.pop("anchor/3")),
    "the published index is no list": (
        0,
        lambda tools: tools.log_store.write("anchor/index.txt", b"rubbish\n"),
    ),
    "the published checkpoint is another log's": (
        0,
        lambda tools: tools.log_store.write("checkpoint", b"other/log\n3\n"),
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_testimony_is_a_fault_in_itself(seen: Way, what: str):
    first_wrong, spoil = SPOILT[what]
    spoil(seen.tools)
    found = checked(seen)
    assert (found.ok, found.first_wrong) == (False, first_wrong)
    assert found.reason.ja
