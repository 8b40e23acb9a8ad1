"""Conclusion (保証契約締結): number, content, key and task together, or nothing at all."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from akashi.domain.certificate import canonical_bytes
from akashi.domain.identifiers import access_key
from akashi.records.models import AccessKey, Certificate, Counter, Guarantee, Task
from tests.factories.guarantees import Way


def test_a_guarantee_gets_the_next_number_of_its_fiscal_year(way: Way):
    assert [way.concluded().number for _ in range(3)] == [
        "MH-2026-0000001-A",
        "MH-2026-0000002-8",
        "MH-2026-0000003-6",
    ]


def test_the_day_of_conclusion_is_japans(way: Way):
    way.at = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    guarantee = way.concluded()
    assert (guarantee.concluded_on, guarantee.period_from) == (date(2026, 11, 23),) * 2
    assert guarantee.period_to == date(2027, 2, 26)


def test_content_and_digest_are_stored_before_any_pdf(way: Way):
    guarantee = way.concluded()
    promise = Certificate.objects.get(guarantee=guarantee)
    content = json.loads(bytes(promise.content))
    assert canonical_bytes(content) == bytes(promise.content)
    assert hashlib.sha256(promise.content).hexdigest() == promise.content_sha256
    assert content["guarantee_number"] == guarantee.number
    assert content["obligee"] == {"id": "okinawa-yomitan", "name": "読谷村"}
    assert content["guarantee_period"] == {"from": "2026-11-22", "to": "2027-02-26"}
    assert len(bytes(promise.salt)) == 32
    assert promise.log_index is None


def test_names_stand_in_the_content_as_typed(way: Way):
    name = {"title": "代表取締役", "name": "比嘉 𠮷髙﨑辻󠄀"}
    guarantee = way.concluded(contractor__representative=name)
    promise = Certificate.objects.get(guarantee=guarantee)
    assert json.loads(bytes(promise.content))["contractor"]["representative"] == name


def test_the_key_is_encrypted_for_its_guarantee_and_found_by_its_digest(way: Way):
    guarantee = way.concluded()
    kept = AccessKey.objects.get(guarantee=guarantee)
    key = way.tools.vault.decrypt(bytes(kept.ciphertext), guarantee.number)
    assert access_key.parse(key) == key
    assert bytes(kept.digest) == way.tools.vault.digest(key, guarantee.number)
    assert key.encode() not in bytes(kept.ciphertext)


def test_on_paper_there_is_no_key(way: Way):
    guarantee = way.concluded(delivery="paper")
    assert guarantee.delivery == "paper"
    assert not AccessKey.objects.exists()


def test_the_task_that_seals_is_there_with_the_guarantee(way: Way):
    guarantee = way.concluded()
    task = Task.objects.get(name="seal_certificate")
    assert (task.subject, task.state) == (
        str(Certificate.objects.get(guarantee=guarantee).pk),
        "ready",
    )


def test_a_crash_before_the_commit_leaves_nothing_and_no_gap(way: Way):
    made = way.approved()
    with transaction.atomic():
        way.pay(made)
        assert Guarantee.objects.exists()
        transaction.set_rollback(True)
    assert not Guarantee.objects.exists()
    assert not Counter.objects.filter(name__startswith="guarantee/").exists()
    way.pay(made)
    assert Guarantee.objects.get().number == "MH-2026-0000001-A"


@pytest.mark.parametrize("what", ["vault", "randomness"])
def test_a_tool_that_fails_leaves_no_guarantee(way: Way, what: str, monkeypatch):
    made = way.approved()

    def fail(*_: object) -> bytes:
        raise OSError("broken")

    if what == "vault":
        monkeypatch.setattr(way.tools.vault, "encrypt", fail)
    else:
        monkeypatch.setattr(type(way.tools.randomness), "__call__", fail)
    with pytest.raises(OSError, match="broken"):
        way.pay(made)
    assert not Guarantee.objects.exists()
