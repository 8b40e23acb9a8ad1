"""The automatic clerks (自動の担当者) that walk the whole path on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from akashi.domain.people import Actor, Role, system_actor
from akashi.records.models import Person
from akashi.records.numbering import locked_counter
from akashi.workflows.keeping.people import actor_of, create_person

_NAMES = {
    Role.CONTRACTOR: "akashi issue (受注者)",
    Role.UNDERWRITER: "akashi issue (審査)",
    Role.APPROVER: "akashi issue (承認)",
}


@dataclass(frozen=True, slots=True)
class Clerks:
    """Three different people, none of whom can sign in.

    出典: contract.md 第2節 issue (二人目による承認)
    """

    contractor: Actor
    underwriter: Actor
    approver: Actor


def clerks_for(company: str, *, at: datetime) -> Clerks:
    """Return who acts for a company and for the surety; made at first use.

    Raises: RuleViolation `no_surety` before the store was prepared.
    出典: なし (本システムの決定)
    """
    return Clerks(
        contractor=_clerk(Role.CONTRACTOR, company, at),
        underwriter=_clerk(Role.UNDERWRITER, "", at),
        approver=_clerk(Role.APPROVER, "", at),
    )


def _clerk(role: Role, company: str, at: datetime) -> Actor:
    found = _find(role, company)
    if found is None:
        with transaction.atomic():
            # Of two processes at once, the second finds what the first has made.
            locked_counter("whole_path/clerks")
            found = _find(role, company) or _make(role, company, at)
    return actor_of(found)


def _find(role: Role, company: str) -> Person | None:
    people = Person.objects.filter(role=role.value, name=_NAMES[role])
    return (people.filter(company__name=company) if company else people).order_by("pk").first()


def _make(role: Role, company: str, at: datetime) -> Person:
    made = create_person(
        role=role, name=_NAMES[role], company=company, by=system_actor("cli"), at=at, entropy=None
    )
    return Person.objects.get(user_id=made.user_id)
