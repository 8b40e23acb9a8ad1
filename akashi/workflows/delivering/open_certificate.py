"""Open a certificate with number and key (閲覧): one question, counted and recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.guarantee import GuaranteeStatus, status
from akashi.domain.identifiers import access_key, guarantee_number
from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.periods import Period, japan_date
from akashi.domain.violations import RuleViolation, Violation
from akashi.records.models import Certificate
from akashi.records.reading.for_obligee import Found, look_up
from akashi.records.reading.sealed_files import current_pdf
from akashi.workflows.delivering import throttle
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts

# Hand-written like the question it belongs to (docs/decisions/0019): a tenth of an opening's work.
_RECORD = """
INSERT INTO records_opening (guarantee_id, version, opened_at, source, channel)
VALUES (%s, %s, %s, %s, %s)
"""

NOBODY = bytes(32)
"""Compared with where no key was found, so that both paths do the same."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the obligee is shown.

    出典: contract.md 第5節
    """

    guarantee_number: str
    status: GuaranteeStatus
    in_force: bool
    as_of: date
    """Japan time."""
    content: dict[str, Any]
    versions: tuple[dict[str, Any], ...]
    evidence: dict[str, Any]
    sealed: bool
    level: str

    def as_json(self) -> dict[str, Any]:
        """Return the answer as the API gives it.

        出典: contract.md 第5節
        """
        return {
            "guarantee_number": self.guarantee_number,
            "status": self.status.value,
            "in_force": self.in_force,
            "as_of": self.as_of.isoformat(),
            "content": self.content,
            "versions": list(self.versions),
            "evidence": self.evidence,
            "links": {
                "open": "/api/v1/certificates/open",
                "verify": "/api/v1/documents/verify",
                "docs": "/api/v1/docs",
            },
        }


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """The sealed PDF, and the number its file is named after.

    出典: contract.md 第7節
    """

    guarantee_number: str
    pdf: bytes

    @property
    def file_name(self) -> str:
        """Return the name a download gets."""
        return f"電子証書_{self.guarantee_number}.pdf"


def open_certificate(
    number_text: str,
    key_text: str,
    *,
    source: str,
    channel: str,
    at: datetime,
    toolbox: Toolbox,
) -> Opened:
    """Answer what a guarantee is, whether it binds today, and what its certificate says.

    Raises:
        RuleViolation: number or key are mistyped; depends on the text alone, is not counted.
        DoesNotOpen: well-formed, but opens nothing; always the same.
        TooManyAttempts: this source must wait; the pair was not looked at.
    出典: contract.md 第5節
    """
    found = _admit(
        *_read_pair(number_text, key_text), source=source, channel=channel, at=at, toolbox=toolbox
    )
    as_of = japan_date(at)
    period = Period(found.period_from, found.period_to)
    now = status(GuaranteeState(found.state), period, as_of)
    return Opened(
        guarantee_number=found.number,
        status=now,
        in_force=now is GuaranteeStatus.IN_FORCE,
        as_of=as_of,
        content=found.content,
        versions=_versions(found),
        evidence={
            "seal": {
                "level": found.level,
                "sealed_at": found.sealed_at.isoformat(),
                "pdf_sha256": found.pdf_sha256,
            },
            "timestamp": {"at": found.timestamp_at.isoformat()} if found.timestamp_at else None,
            "log": found.log,
        },
        sealed=True,
        level=found.level,
    )


def open_pdf(
    number_text: str,
    key_text: str,
    *,
    source: str,
    channel: str,
    at: datetime,
    toolbox: Toolbox,
) -> OpenedDocument:
    """Return the sealed PDF; the same checks, refusals and record as `open_certificate`.

    Raises: RuleViolation; DoesNotOpen; TooManyAttempts.
    出典: contract.md 第5節
    """
    found = _admit(
        *_read_pair(number_text, key_text), source=source, channel=channel, at=at, toolbox=toolbox
    )
    return OpenedDocument(found.number, current_pdf(found.certificate_id) or b"")


def _read_pair(number_text: str, key_text: str) -> tuple[str, str]:
    """Bring both into normal form; what is wrong with either is said at once."""
    faults: list[Violation] = []
    number = key = ""
    try:
        number = guarantee_number.parse(number_text)
    except RuleViolation as wrong:
        faults += wrong.violations
    try:
        key = access_key.parse(key_text)
    except RuleViolation as wrong:
        faults += wrong.violations
    if faults:
        raise RuleViolation(faults)
    return number, key


def _admit(
    number: str, key: str, *, source: str, channel: str, at: datetime, toolbox: Toolbox
) -> Found:
    """Look up, compare, count or record: one transaction, the same steps for every failure."""
    buckets = throttle.buckets_of(number, source, toolbox.vault)
    digests = toolbox.vault.digests(key, number)
    with transaction.atomic():
        throttle.one_at_a_time(buckets.pair)
        answer = look_up(number, digests, pair=buckets.pair, source=buckets.source, now=at)
        waits = [throttle.seconds_until(c.blocked_until, at) for c in (answer.pair, answer.source)]
        wait = max((each for each in waits if each), default=None)
        found = answer.found
        opens = toolbox.vault.opens(found.digest if found else NOBODY, key, number)
        if found is not None and opens and wait is None:
            _record(found, source=source, channel=channel, at=at)
            if answer.pair.failures:
                throttle.forget(buckets.pair)
            return found
        if wait is None:
            wait = throttle.count_failure(buckets, at=at)
    # Raised after the commit: a failure that is not kept would not be counted.
    if wait is not None:
        raise TooManyAttempts(wait)
    raise DoesNotOpen


def _record(found: Found, *, source: str, channel: str, at: datetime) -> None:
    opened_at = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD, [found.guarantee_id, found.version, opened_at, source[:64], channel]
        )


def _versions(found: Found) -> tuple[dict[str, Any], ...]:
    current = {
        "version": found.version,
        "concluded_on": found.content["concluded_on"],
        "content_sha256": found.content_sha256,
        "current": True,
    }
    if found.version == 1:
        return (current,)
    earlier = Certificate.objects.filter(
        guarantee_id=found.guarantee_id, version__lt=found.version
    ).order_by("version")
    return (
        *(
            {
                "version": each.version,
                "concluded_on": japan_date(each.created_at).isoformat(),
                "content_sha256": each.content_sha256,
                "current": False,
            }
            for each in earlier
        ),
        current,
    )
