"""One file per thing remembered (記録); written only by workflows."""

from akashi.records.models.access_keys import AccessKey, OpenAttempt, Opening
from akashi.records.models.applications import Application, Payment
from akashi.records.models.audit import AuditEntry, TrailHead, TrailStamp
from akashi.records.models.certificates import Certificate, SealedDocument
from akashi.records.models.guarantees import Guarantee
from akashi.records.models.idempotency import IdempotentAnswer
from akashi.records.models.notices import Notice
from akashi.records.models.numbering import Counter
from akashi.records.models.obligees import Obligee
from akashi.records.models.people import ApiToken, Company, Person, Surety
from akashi.records.models.preservation import Preservation, SealAddition
from akashi.records.models.rates import RateTable, Terms
from akashi.records.models.tasks import Task
from akashi.records.models.transparency import Checkpoint, LogAnchor, LogEntry, LogNode

__all__ = [
    "AccessKey",
    "ApiToken",
    "Application",
    "AuditEntry",
    "Certificate",
    "Checkpoint",
    "Company",
    "Counter",
    "Guarantee",
    "IdempotentAnswer",
    "LogAnchor",
    "LogEntry",
    "LogNode",
    "Notice",
    "Obligee",
    "OpenAttempt",
    "Opening",
    "Payment",
    "Person",
    "Preservation",
    "RateTable",
    "SealAddition",
    "SealedDocument",
    "Surety",
    "Task",
    "Terms",
    "TrailHead",
    "TrailStamp",
]
