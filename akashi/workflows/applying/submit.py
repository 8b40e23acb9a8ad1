"""Submit an application (申込み): every violation at once, or a receipt number and a quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from akashi.adapters import letters
from akashi.adapters.toolbox import Toolbox
from akashi.domain.identifiers import receipt_number
from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.people import Actor, Role
from akashi.domain.periods import fiscal_year, japan_date
from akashi.domain.underwriting import Finding
from akashi.records.models import Application
from akashi.records.numbering import next_serial
from akashi.workflows.applying import desk
from akashi.workflows.applying.judging import Judged, judge
from akashi.workflows.auditing import record
from akashi.workflows.queueing import notify
from akashi.workflows.sender import sender_of


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the contractor is answered.

    出典: なし (本システムの決定)
    """

    receipt_number: str
    findings: tuple[Finding, ...]


@transaction.atomic
def submit(application_id: str, *, by: Actor, at: datetime, toolbox: Toolbox) -> Submitted:
    """Hand an application to the surety; it may be a draft or one that was returned.

    Raises: RuleViolation with every broken rule; NotFound; NotPermitted; Conflict.
    出典: contract.md 第3節
    """
    application = desk.take(application_id, by=by)
    desk.demand(by, Role.CONTRACTOR)
    desk.step(application, ApplicationStep.SUBMIT)
    judged = judge(application, at=at, toolbox=toolbox)
    if application.receipt_number is None:
        year = fiscal_year(japan_date(at))
        application.receipt_number = receipt_number.make(year, next_serial(f"receipt/{year}"))
    _write(application, judged, by=by, at=at)
    record(
        "applying.submit",
        by=by,
        at=at,
        application_id=application.pk,
        details={"premium_yen": judged.quote.premium_yen, "terms_version": judged.terms_version},
    )
    notify(
        f"application_received/{application.receipt_number}/{at:%Y%m%d%H%M%S%f}",
        letters.application_received(
            sender_of(application.surety),
            contractor=judged.asked.contractor.name,
            receipt_number=application.receipt_number,
            works_name=judged.asked.works.name,
        ),
        recipient=judged.asked.contractor.email,
        at=at,
        application_id=application.pk,
    )
    return Submitted(application.receipt_number, judged.findings)


def _write(application: Application, judged: Judged, *, by: Actor, at: datetime) -> None:
    application.submitted_at = application.updated_at = at
    application.submitted_by_id = by.person_id
    application.terms_version = judged.terms_version
    application.premium_yen = judged.quote.premium_yen
    application.quote = {lang: judged.quote.as_json(lang) for lang in ("ja", "en")}
    application.findings = [finding.as_json() for finding in judged.findings]
    application.remarks = []
    application.save(
        update_fields=[
            "state",
            "receipt_number",
            "submitted_at",
            "updated_at",
            "submitted_by",
            "terms_version",
            "premium_yen",
            "quote",
            "findings",
            "remarks",
        ]
    )
