"""Anchoring the log (透明性ログのアンカー): when, with which stamp, and who keeps a copy."""

from __future__ import annotations

import base64
import re
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509

from akashi.adapters.timestamp import NoTimestamp
from akashi.records.models import Counter, LogAnchor, Notice, SealedDocument, Task
from akashi.workflows.guaranteeing.publish import LOG_HEAD
from akashi.workflows.keeping.anchor_log import TASK, anchor_log, queue_anchor
from akashi.workflows.keeping.log_standing import LogContradicts, anchoring
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.keeping.rounds import Rounds
from akashi.workflows.keeping.tasks import run_until_idle, work_once
from akashi_verifier.log_anchor import BadAnchor, check_anchor
from akashi_verifier.log_kept import ANCHOR_INDEX
from akashi_verifier.pki.chain import Anchors
from tests.adapters.evidence_kit import kit
from tests.factories.guarantees import Way
from tests.factories.logs import BareLog
from tests.fakes import NOON

DAY = timedelta(days=1)
DUE = timedelta(hours=23)
A_BIT = timedelta(seconds=5)


@pytest.fixture
def log(way: Way) -> BareLog:
    """Return an empty log in the records, and no other work."""
    promise = way.concluded().certificate_set.get()
    SealedDocument.objects.create(
        certificate=promise, pdf=b"", pdf_sha256="", level="B-LT", sealed_at=NOON
    )
    Task.objects.all().delete()
    return BareLog(promise, way.tools)


def anchored(log: BareLog) -> list[int]:
    """Make the rounds and do what is due; return the sizes anchored by then."""
    work_once(toolbox=log.tools)
    anchors = LogAnchor.objects.order_by("size", "ordinal")
    return list(anchors.values_list("size", flat=True))


def test_the_first_leaf_is_anchored_at_once_and_a_log_without_leaves_never(log: BareLog):
    assert anchored(log) == []
    log.grow(1)
    assert anchored(log) == [1]


def test_an_anchor_is_due_before_a_day_is_over_or_after_a_thousand_leaves(log: BareLog):
    log.grow(1)
    assert anchored(log) == [1]
    log.grow(999)
    assert anchored(log) == [1]
    log.grow(1)
    assert anchored(log) == [1, 1001]
    log.grow(1)
    log.tools.clock.move(DUE - A_BIT)
    assert anchored(log) == [1, 1001]
    log.tools.clock.move(A_BIT)
    assert anchored(log) == [1, 1001, 1002]


def test_a_quiet_log_is_anchored_every_day_under_a_name_of_its_own(log: BareLog, settings):
    settings.ANCHOR_MAIL = ["keeper@example.jp"]
    log.grow(5)
    for day in range(1, 4):
        assert anchored(log) == [5] * day
        log.tools.clock.move(DUE)
    publish_log(toolbox=log.tools)
    files = log.store.files
    lines = [line.split() for line in files[ANCHOR_INDEX].decode().splitlines()]
    assert [(size, at) for size, at, _root in lines] == [
        ("5", "2026-11-22T03:00:00Z"), ("5", "2026-11-23T02:00:00Z"),
        ("5", "2026-11-24T01:00:00Z"),
    ]  # fmt: skip
    assert files["anchor/5"] == files["anchor/5.2"] == files["anchor/5.3"]
    stamps = [files[f"anchor/5{again}.tsr"] for again in ("", ".2", ".3")]
    kept = [bytes(anchor.stamp) for anchor in LogAnchor.objects.order_by("ordinal")]
    assert stamps == kept
    assert len(set(stamps)) == 3
    assert Notice.objects.filter(kind="log_anchored", sent_at__isnull=False).count() == 3
    log.grow(1)
    log.tools.clock.move(DUE)
    assert anchored(log) == [5, 5, 5, 6]
    assert log.store.files[ANCHOR_INDEX].decode().splitlines()[3].startswith("6 ")


def test_a_log_that_lost_its_leaves_is_not_anchored(log: BareLog):
    log.grow(2)
    anchored(log)
    Counter.objects.filter(name=LOG_HEAD).update(value=1)
    log.tools.clock.move(3 * DAY)
    assert not queue_anchor(at=log.tools.clock.now())


def test_what_is_stamped_are_the_published_bytes_and_openssl_believes_it(log: BareLog, tmp_path):
    log.grow(3)
    anchored(log)
    publish_log(toolbox=log.tools)
    assert log.store.files["anchor/3"] == log.store.files["checkpoint"]
    (tmp_path / "note").write_bytes(log.store.files["anchor/3"])
    (tmp_path / "note.tsr").write_bytes(log.store.files["anchor/3.tsr"])
    verify = ["openssl", "ts", "-verify", "-data", "note", "-in", "note.tsr", "-CAfile"]
    told = subprocess.run(
        [*verify, kit().files.root], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert "Verification: OK" in told.stdout + told.stderr


def test_an_outsider_checks_note_and_stamp_alone(log: BareLog):
    log.grow(3)
    anchored(log)
    row = LogAnchor.objects.get()
    root = Anchors((x509.load_pem_x509_certificate(kit().files.root.read_bytes()),))
    found = check_anchor(row.note.encode(), bytes(row.stamp), log.tools.log.key, root)
    assert (found.checkpoint.size, found.at) == (3, NOON)
    other = row.note.replace("\n3\n", "\n4\n").encode()
    with pytest.raises(BadAnchor, match="not signed"):
        check_anchor(other, bytes(row.stamp), log.tools.log.key, root)
    four = log.tools.log.checkpoint(4, found.checkpoint.root).encode()
    with pytest.raises(BadAnchor, match="something else"):
        check_anchor(four, bytes(row.stamp), log.tools.log.key, root)
    with pytest.raises(BadAnchor, match="authority's certificate"):
        check_anchor(row.note.encode(), bytes(row.stamp), log.tools.log.key, Anchors(()))


def test_the_index_grows_and_what_stands_in_it_stays(log: BareLog):
    log.grow(1)
    anchored(log)
    first = log.store.files[ANCHOR_INDEX].decode()
    assert re.fullmatch(r"1 2026-11-22T03:00:00Z [0-9a-f]{64}\n", first)
    log.grow(1000)
    anchored(log)
    both = log.store.files[ANCHOR_INDEX].decode()
    assert both.startswith(first)
    assert both.splitlines()[1].startswith("1001 ")


def test_while_no_authority_stamps_it_is_tried_again_and_after_a_day_it_is_an_alarm(log: BareLog):
    log.stamps.failures += [NoTimestamp("down")] * 40
    log.grow(1)
    assert anchored(log) == []
    assert "down" in Task.objects.get(name=TASK).last_error
    assert not anchoring(at=NOON + DAY).overdue
    assert anchoring(at=NOON + DAY + A_BIT).overdue
    log.stamps.failures.clear()
    log.grow(1)
    log.tools.clock.move(DAY)
    assert anchored(log) == [2]
    assert not anchoring(at=NOON + 2 * DAY + DUE).overdue
    assert anchoring(at=NOON + 2 * DAY + DUE + A_BIT).overdue


def test_one_anchor_is_queued_at_a_time(log: BareLog):
    log.grow(1)
    assert queue_anchor(at=NOON)
    log.grow(1000)
    assert not queue_anchor(at=NOON)
    assert Task.objects.filter(name=TASK).count() == 1


def test_done_twice_at_once_one_stamp_is_kept_and_mailed(log: BareLog, settings):
    settings.ANCHOR_MAIL = ["keeper@example.jp"]
    log.grow(1)
    anchor_log("1", at=NOON, toolbox=log.tools)
    anchor_log("1", at=NOON, toolbox=log.tools)
    assert len(log.stamps.stamped) == 1
    assert Notice.objects.filter(kind="log_anchored").count() == 1


@pytest.mark.parametrize("subject", ["1", "1.2"])
def test_the_stamp_of_a_slower_worker_is_thrown_away(log: BareLog, settings, subject: str):
    log.grow(1)
    if subject != "1":
        anchor_log("1", at=NOON, toolbox=log.tools)
    settings.ANCHOR_MAIL = ["keeper@example.jp"]
    slow = replace(log.tools, stamps=Overtaken(log, subject))
    anchor_log(subject, at=NOON, toolbox=slow)
    assert LogAnchor.objects.count() == (1 if subject == "1" else 2)
    assert Notice.objects.filter(kind="log_anchored").count() == 1


class Overtaken:
    """An authority so slow that another worker does the same task meanwhile."""

    def __init__(self, log: BareLog, subject: str) -> None:
        self._log, self._subject = log, subject

    def stamp(self, digest: bytes) -> bytes:
        """Return a stamp, after somebody else was there."""
        anchor_log(self._subject, at=NOON, toolbox=self._log.tools)
        return self._log.stamps.stamp(digest)


def test_a_worker_killed_after_the_stamp_was_kept_leaves_the_files_to_the_next(log: BareLog):
    log.grow(1)
    publish_log(toolbox=log.tools)
    log.store.written.clear()
    log.store.fail_at = 1
    with pytest.raises(OSError, match="ordered"):
        anchor_log("1", at=NOON, toolbox=log.tools)
    assert ANCHOR_INDEX not in log.store.files
    log.store.fail_at = None
    Rounds(log.tools).go()
    assert log.store.files[ANCHOR_INDEX].startswith(b"1 ")


def test_what_contradicts_the_published_log_is_never_stamped(log: BareLog):
    log.grow(2)
    publish_log(toolbox=log.tools)
    log.forget()
    log.grow(2, mark="other")
    with pytest.raises(LogContradicts):
        anchor_log("2", at=NOON, toolbox=log.tools)
    assert not log.stamps.stamped


def test_the_keepers_get_note_and_stamp_to_keep_and_are_told_what_for(log: BareLog, settings):
    settings.ANCHOR_MAIL = ["keeper@example.jp", "auditor@example.jp"]
    log.grow(2)
    anchored(log)
    assert set(Notice.objects.filter(kind="log_anchored").values_list("recipient", flat=True)) == {
        "keeper@example.jp", "auditor@example.jp",
    }  # fmt: skip
    mail = Notice.objects.filter(kind="log_anchored")[0]
    blocks = re.findall(r"-----BEGIN [A-Z ]+-----\n(.*?)\n-----END", mail.body, re.DOTALL)
    row = LogAnchor.objects.get()
    assert [base64.b64decode(each) for each in blocks] == [row.note.encode(), bytes(row.stamp)]
    assert "保存" in mail.body
    assert "keep it" in mail.body
    assert log.tools.log.key.text() in mail.body
    assert "【akashi.test/log】" in mail.subject
    assert mail.sent_at is not None


def test_without_keepers_nobody_is_mailed(log: BareLog):
    log.grow(1)
    assert anchored(log) == [1]
    assert not Notice.objects.filter(kind="log_anchored").exists()
    assert run_until_idle(toolbox=log.tools) == 0
