"""Checking what stands behind the log (裏付けの照合): records, approvals and sealed PDFs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F

from akashi.records.models import (
    AccessKey,
    Application,
    AuditEntry,
    Certificate,
    Checkpoint,
    Company,
    Counter,
    Guarantee,
    LogEntry,
    LogNode,
    Payment,
    Preservation,
    SealAddition,
    SealedDocument,
    Surety,
)
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.guaranteeing.publish import publish
from akashi.workflows.keeping.sweep import sweep
from akashi.workflows.keeping.tasks import run_until_idle
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON

Tampering = Callable[[], object]


@pytest.fixture
def sealed(way: Way) -> Way:
    """Return a way along which three certificates were sealed; nothing guards them any more."""
    for _ in range(3):
        way.sealed()
    lift_guards()
    return way


def second() -> Guarantee:
    return Guarantee.objects.get(certificate__log_index=1)


def second_guarantee(**changes: object) -> Tampering:
    return lambda: Guarantee.objects.filter(pk=second().pk).update(**changes)


def change_guarantee(column: str, value: object) -> None:
    second_guarantee(**{column: value})()


def second_application(**changes: object) -> Tampering:
    return lambda: Application.objects.filter(pk=second().application_id).update(**changes)


def second_document(**changes: object) -> Tampering:
    return lambda: SealedDocument.objects.filter(certificate__log_index=1).update(**changes)


def act(name: str) -> AuditEntry:
    return AuditEntry.objects.get(act=name, application_id=second().application_id)


def swap_documents() -> None:
    """Exchange the PDFs of two certificates, fingerprints and all."""
    one, two = (SealedDocument.objects.get(certificate__log_index=index) for index in (1, 2))
    for taken, given in ((one, two), (two, one)):
        SealedDocument.objects.filter(pk=taken.pk).update(
            pdf=given.pdf, pdf_sha256=given.pdf_sha256
        )


def second_key(**changes: object) -> Tampering:
    return lambda: AccessKey.objects.filter(guarantee=second()).update(**changes)


def exchange_keys() -> None:
    """Give a guarantee the key of another, so that its own key opens it no more."""
    other = AccessKey.objects.get(guarantee__certificate__log_index=2)
    taken = {"ciphertext": other.ciphertext, "digest": other.digest}
    AccessKey.objects.filter(pk=other.pk).delete()
    second_key(**taken)()


def promise_more_by_the_way() -> None:
    """Lead every reader to a second version, which was never promised and is in no log."""
    first = Certificate.objects.get(log_index=1)
    first.pk, first.version, first.log_index, first.evidence = None, 2, None, None
    first.save()
    second_guarantee(current_version=2, guaranteed_amount_yen=99)()


def another(model: type[Surety | Company]) -> int:
    row = model.objects.all()[0]
    row.pk, row.name = None, f"{row.name}2"
    if isinstance(row, Surety):
        row.code = "ZZ"
    row.save()
    return int(row.pk)


TAMPERINGS: dict[str, Tampering] = {
    "the surety was changed": lambda: change_guarantee("surety_id", another(Surety)),
    "the company was changed": lambda: change_guarantee("company_id", another(Company)),
    "the delivery was changed": second_guarantee(delivery="paper"),
    "the time of conclusion was changed": second_guarantee(
        concluded_at=datetime(2020, 1, 1, tzinfo=UTC)
    ),
    "a version was added that nobody promised": promise_more_by_the_way,
    "the premium was lowered": second_application(premium_yen=1),
    "the payment was changed": lambda: Payment.objects.filter(
        application_id=second().application_id
    ).update(amount_yen=1),
    "the payment was removed": lambda: Payment.objects.filter(
        application_id=second().application_id
    ).delete(),
    "the key's digest was changed": second_key(digest=bytes(32)),
    "the key's ciphertext was changed": second_key(ciphertext=bytes(60)),
    "the key was exchanged": exchange_keys,
    "the key was withdrawn": second_key(withdrawn_at=NOON),
    "the key was removed": lambda: AccessKey.objects.filter(guarantee=second()).delete(),
    "the entry was given another event": lambda: LogEntry.objects.filter(index=1).update(
        event="cancelled"
    ),
    "the level was raised on paper": second_document(level="B-LTA"),
    "the time of sealing was changed": second_document(sealed_at=datetime(2020, 1, 1, tzinfo=UTC)),
    "the number was changed": second_guarantee(number="MH-2026-0099999-X"),
    "the amount was raised": second_guarantee(guaranteed_amount_yen=99),
    "the period was extended": second_guarantee(period_to=date(2030, 1, 1)),
    "the period was begun earlier": second_guarantee(period_from=date(2020, 1, 1)),
    "the day of conclusion was changed": second_guarantee(concluded_on=date(2020, 1, 1)),
    "the obligee was changed": second_guarantee(obligee_slug="okinawa-naha"),
    "the works were renamed": second_guarantee(works_name="他の工事"),
    "the kind was changed": second_guarantee(product="performance"),
    "it was ended without a record": second_guarantee(state="cancelled"),
    "the approver was changed": second_application(approved_by=None),
    "the acceptor was changed": second_application(accepted_by=None),
    "who recorded the payment was changed": lambda: Payment.objects.filter(
        application_id=second().application_id
    ).update(recorded_by_id=second().application.created_by_id),
    "the payment was called off": lambda: Payment.objects.filter(
        application_id=second().application_id
    ).update(voided_at=NOON),
    "it was hidden from the search for the same works": second_guarantee(same_works="x"),
    "the application was changed": second_application(document={}),
    "the quote was changed": second_application(quote={}),
    "the findings were taken away": second_application(findings=[]),
    "the remarks were changed": second_application(remarks=[{"field": "works", "text": "x"}]),
    "other terms were agreed to": second_application(terms_version="1999"),
    "another receipt number was given": second_application(receipt_number="R-9"),
    "it was submitted earlier": second_application(submitted_at=NOON - timedelta(days=9)),
    "it was accepted earlier": second_application(accepted_at=NOON - timedelta(days=9)),
    "it was approved earlier": second_application(approved_at=NOON - timedelta(days=9)),
    "the time stamp's time was changed": second_document(timestamp_at=NOON - timedelta(days=9)),
    "the time stamp was denied": second_document(timestamp_at=None),
    "the notebook of its preservation was torn": lambda: Preservation.objects.filter(
        certificate__log_index=1
    ).delete(),
    "its next archive time stamp was put off": lambda: Preservation.objects.filter(
        certificate__log_index=1
    ).update(archived_at=NOON + timedelta(days=36500)),
    "its notebook was made to say more": lambda: Preservation.objects.filter(
        certificate__log_index=1
    ).update(level="B-LTA"),
    "the application was opened again": second_application(state="approved"),
    "the trail of the approval was removed": lambda: act("applying.approve").delete(),
    "the trail of the acceptance was given to another": lambda: AuditEntry.objects.filter(
        pk=act("applying.accept").pk
    ).update(person_id=F("person_id") + 1),
    "the trail of the conclusion was removed": lambda: act("guaranteeing.conclude").delete(),
    "the trail of the conclusion was changed": lambda: AuditEntry.objects.filter(
        pk=act("guaranteeing.conclude").pk
    ).update(details={"content_sha256": "0" * 64, "version": 1}),
    "the sealed PDF was removed": lambda: SealedDocument.objects.filter(
        certificate__log_index=1
    ).delete(),
    "the sealed PDF was changed": second_document(pdf=b"%PDF-other"),
    "the sealed PDF was changed with its fingerprint": second_document(
        pdf=b"%PDF-other", pdf_sha256=hashlib.sha256(b"%PDF-other").hexdigest()
    ),
    "two sealed PDFs were exchanged": swap_documents,
}


def test_what_nobody_touched_agrees(sealed: Way):
    found = check_log(sealed.tools)
    assert (found.ok, found.size) == (True, 3)


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_was_changed_behind_an_entry_is_found_at_its_index(sealed: Way, what: str):
    TAMPERINGS[what]()
    found = check_log(sealed.tools)
    assert (found.ok, found.first_wrong) == (False, 1), found
    assert found.reason.en.startswith("Entry 1: ")


def second_addition(**changes: object) -> Tampering:
    return lambda: SealAddition.objects.filter(certificate__log_index=1, ordinal=1).update(
        **changes
    )


def first_renewal() -> AuditEntry:
    acts = AuditEntry.objects.filter(act="guaranteeing.renew_evidence")
    return acts.filter(application_id=second().application_id).order_by("pk")[0]


WRONG_ADDITIONS: dict[str, Tampering] = {
    "an addition was removed": lambda: SealAddition.objects.filter(
        certificate__log_index=1, ordinal=2
    ).delete(),
    "an addition was changed": second_addition(added=b"other"),
    "an addition was called stronger": second_addition(level="B-LTZ"),
    "an addition's time stamp was changed": second_addition(timestamp_at=None),
    "an addition was dated back": second_addition(made_at=datetime(2020, 1, 1, tzinfo=UTC)),
    "an addition was given another place": second_addition(ordinal=3),
    "the trail of an addition was removed": lambda: first_renewal().delete(),
    "an addition was cut in two other parts": lambda: cut_elsewhere(
        *SealAddition.objects.filter(certificate__log_index=1).order_by("ordinal")
    ),
    "the additions were replaced by something else": lambda: [
        SealAddition.objects.filter(certificate__log_index=1, ordinal=2).update(
            added=b"", pdf_sha256=with_additions(b"other")
        ),
        second_addition(added=b"other", pdf_sha256=with_additions(b"other"))(),
    ],
}


def cut_elsewhere(first: SealAddition, second: SealAddition) -> None:
    """Move the border between two additions; the whole file stays what it was."""
    one, two = bytes(first.added), bytes(second.added)
    rows = SealAddition.objects.filter(pk=first.pk), SealAddition.objects.filter(pk=second.pk)
    rows[0].update(added=one[:-20], pdf_sha256=with_additions(one[:-20]))
    rows[1].update(added=one[-20:] + two)


def with_additions(added: bytes) -> str:
    document = SealedDocument.objects.get(certificate__log_index=1)
    return hashlib.sha256(bytes(document.pdf) + added).hexdigest()


@pytest.fixture
def renewed(sealed: Way) -> Way:
    """Return the same way after two yearly renewals of the archive time stamps."""
    for _ in range(2):
        sealed.tools.clock.move(timedelta(days=366))
        sweep(at=sealed.tools.clock.now(), toolbox=sealed.tools)
        run_until_idle(toolbox=sealed.tools)
    assert SealAddition.objects.count() == 6
    return sealed


def test_what_was_added_by_us_agrees(renewed: Way):
    assert check_log(renewed.tools).ok


@pytest.mark.parametrize("what", WRONG_ADDITIONS)
def test_what_was_changed_behind_a_seal_is_found_at_its_index(renewed: Way, what: str):
    WRONG_ADDITIONS[what]()
    found = check_log(renewed.tools)
    assert (found.ok, found.first_wrong) == (False, 1), found


def test_the_tree_alone_can_be_checked_without_its_promises(sealed: Way):
    second_document(pdf=b"%PDF-other")()
    assert check_log(sealed.tools, with_promises=False).ok


def test_a_certificate_not_sealed_yet_is_no_fault(way: Way):
    guarantee = way.concluded()
    publish(guarantee.certificate_set.get().pk, at=way.at, toolbox=way.tools)
    assert check_log(way.tools).ok


def test_a_guarantee_put_beside_the_log_is_found(sealed: Way):
    forged = second()
    other = Application.objects.get(pk=forged.application_id)
    other.pk, other.receipt_number = "forged", "R-forged"
    other.save(force_insert=True)
    forged.pk, forged.number, forged.application_id = None, "MH-2026-0099999-X", "forged"
    forged.save()
    found = check_log(sealed.tools)
    assert (found.ok, found.first_wrong) == (False, 3)
    assert "MH-2026-0099999-X has no certificate" in found.reason.en


def test_a_certificate_sealed_beside_the_log_is_found(sealed: Way):
    third = Certificate.objects.get(log_index=2)
    LogEntry.objects.filter(index=2).delete()
    Checkpoint.objects.filter(size=3).delete()
    LogNode.objects.filter(level=0, index=2).delete()
    Counter.objects.filter(name="transparency_log").update(value=2)
    Certificate.objects.filter(pk=third.pk).update(log_index=None)
    found = check_log(sealed.tools)
    assert (found.ok, found.first_wrong) == (False, 2)
    assert f"{third.guarantee.number} is sealed, but it is not in the log" in found.reason.en


def test_a_guarantee_concluded_before_fingerprints_were_kept_is_no_fault(sealed: Way):
    for each in AuditEntry.objects.filter(act="guaranteeing.conclude"):
        del each.details["application_sha256"]
        AuditEntry.objects.filter(pk=each.pk).update(details=each.details)
    assert check_log(sealed.tools).ok
