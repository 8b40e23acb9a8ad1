"""Acts of the audit trail (監査証跡の記載): by the names the verbs wrote them under, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from akashi.records.models import AuditEntry, Certificate

SUBMIT, ACCEPT, APPROVE = "applying.submit", "applying.accept", "applying.approve"
PAY = "applying.record_payment"
CONCLUDE, SEAL = "guaranteeing.conclude", "guaranteeing.seal"
ADDING = ("guaranteeing.raise_seal", "guaranteeing.renew_evidence")
GIVING_BACK = ("applying.return", "applying.decline", "applying.withdraw")
"""A premium received before one of these is void."""


def last(name: str, acts: Sequence[AuditEntry]) -> AuditEntry | None:
    """Return the last act of that name, None where there is none.

    出典: なし (本システムの決定)
    """
    return next((act for act in reversed(acts) if act.act == name), None)


def acts_on(promise: Certificate, acts: Sequence[AuditEntry]) -> list[AuditEntry]:
    """Return those acts on an application that were about just this version of its certificate.

    出典: なし (本システムの決定)
    """
    return [
        act
        for act in acts
        if act.guarantee_number == promise.guarantee.number
        and act.details.get("version") == promise.version
    ]
