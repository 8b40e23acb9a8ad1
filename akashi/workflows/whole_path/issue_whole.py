"""Issue a guarantee in one go (一括発行): from application file to sealed certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from akashi.adapters.examine import ReadbackFailed
from akashi.adapters.paper import PaperJam
from akashi.adapters.seal import SealFailed, SealLevelNotReached, SealUnavailable
from akashi.adapters.toolbox import Toolbox
from akashi.domain.application import Delivery, read
from akashi.domain.periods import japan_date
from akashi.domain.premium import PaymentMethod
from akashi.domain.underwriting import Finding
from akashi.domain.violations import RuleViolation, Sentence
from akashi.records.models import Application, Certificate, Guarantee, SealedDocument
from akashi.records.reading.sealed_files import current_pdf, seal_state
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.judging import broken_rules
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.save_draft import open_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.make_key_notice import make_key_notice
from akashi.workflows.idempotency import once
from akashi.workflows.keeping.tasks import finish_now
from akashi.workflows.storable import unkeepable
from akashi.workflows.whole_path.clerks import Clerks, clerks_for

SCOPE = "cli"
_REFUSALS = (SealFailed, SealLevelNotReached, SealUnavailable, ReadbackFailed, PaperJam)


class NotSealedYet(Exception):  # noqa: N818 - says what is, as the other names of this house do
    """Raised when a guarantee was concluded and its certificate cannot be sealed just now.

    The worker tries again. Why stands in `__cause__`.
    出典: contract.md 第2節 issue
    """

    def __init__(self, guarantee_number: str) -> None:
        super().__init__(guarantee_number)
        self.guarantee_number = guarantee_number


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of an application file.

    出典: contract.md 第2節 issue
    """

    guarantee_number: str
    certificate: bytes
    """The sealed PDF."""
    key_notice: bytes | None
    """None on paper delivery (書面交付)."""
    content: bytes
    """Canonical bytes."""
    content_sha256: str
    premium_yen: int
    log_index: int
    remarks: tuple[Finding, ...]
    awaits_timestamp: bool
    """時刻認証待ち: no authority answered; the time stamp is added later by itself."""
    access_key: str | None
    """Only when asked for, and not on paper delivery."""


def issue_whole(
    document: Mapping[str, object],
    *,
    idempotency_key: str | None = None,
    show_key: bool = False,
    at: datetime,
    toolbox: Toolbox,
) -> Issued:
    """Apply, accept, approve by a second person, receive the premium, conclude, log and seal.

    Up to the conclusion it is one transaction, so a file that breaks a rule leaves nothing
    behind. With the same key and file the answer is the same guarantee; whatever a crash
    left undone behind the conclusion is finished first.

    Raises: RuleViolation with every violation at once, or `idempotency_mismatch`; NotSealedYet
    when typesetter, seal or reading back refuse now.
    出典: contract.md 第2節 issue
    """
    application = Application.objects.get(pk=_conclude(document, idempotency_key, at, toolbox))
    guarantee = Guarantee.objects.get(application=application)
    certificate_id = Certificate.objects.values_list("pk", flat=True).get(
        guarantee=guarantee, version=guarantee.current_version
    )
    if not SealedDocument.objects.filter(certificate_id=certificate_id).exists():
        try:
            finish_now("seal_certificate", str(certificate_id), toolbox=toolbox)
        except _REFUSALS as error:
            raise NotSealedYet(guarantee.number) from error
    return _answer(application, guarantee, certificate_id, show_key=show_key, toolbox=toolbox)


@transaction.atomic
def _conclude(
    document: Mapping[str, object], key: str | None, at: datetime, toolbox: Toolbox
) -> str:
    kept = dict(document)
    reading = read(document)
    if unkeepable(kept):
        found = broken_rules(reading, at=at, toolbox=toolbox)
        raise RuleViolation([*found, *unkeepable(kept, found)])

    def walk(application_id: str) -> None:
        if reading.violations:
            # A name that stands twice can be told only here: the store keeps one of the two.
            raise RuleViolation(broken_rules(reading, at=at, toolbox=toolbox))
        clerks = clerks_for(reading.legible.contractor.name, at=at)
        open_draft(application_id, document=kept, by=clerks.contractor, at=at)
        _walk(application_id, clerks, at=at, toolbox=toolbox)

    if key is not None:
        return once(SCOPE, key, kept, at=at, make=walk)
    application_id = uuid4().hex
    walk(application_id)
    return application_id


def _walk(application_id: str, clerks: Clerks, *, at: datetime, toolbox: Toolbox) -> None:
    submit(application_id, by=clerks.contractor, at=at, toolbox=toolbox)
    accept(application_id, by=clerks.underwriter, at=at)
    approve(application_id, by=clerks.approver, at=at, toolbox=toolbox)
    premium = Application.objects.values_list("premium_yen", flat=True).get(pk=application_id)
    record_payment(
        application_id,
        amount_yen=premium or 0,
        paid_on=japan_date(at),
        method=PaymentMethod.TRANSFER.value,
        by=clerks.underwriter,
        at=at,
        toolbox=toolbox,
    )


def _answer(
    application: Application,
    guarantee: Guarantee,
    certificate_id: int,
    *,
    show_key: bool,
    toolbox: Toolbox,
) -> Issued:
    promise = Certificate.objects.get(pk=certificate_id)
    state = seal_state(certificate_id)
    electronic = guarantee.delivery == Delivery.ELECTRONIC.value
    number, now = guarantee.number, toolbox.clock.now()
    clerk = clerks_for(application.company.name, at=now).contractor
    return Issued(
        guarantee_number=number,
        certificate=current_pdf(certificate_id) or b"",
        awaits_timestamp=state is None or state.timestamp_at is None,
        key_notice=make_key_notice(number, by=clerk, at=now, toolbox=toolbox)
        if electronic
        else None,
        content=bytes(promise.content),
        content_sha256=promise.content_sha256,
        premium_yen=application.premium_yen or 0,
        log_index=promise.log_index or 0,
        remarks=tuple(
            Finding(each["code"], Sentence(each["ja"], each["en"])) for each in application.findings
        ),
        access_key=disclose_key(number, by=clerk, at=now, toolbox=toolbox)
        if electronic and show_key
        else None,
    )
