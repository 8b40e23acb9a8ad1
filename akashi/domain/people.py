"""Who acts (手続をする人): a contractor's clerk, the surety's staff, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from akashi.domain.word import Word

Channel = Literal["web", "api", "cli", "system"]


class Role(Word):
    """What a person may do here (役割); everybody has exactly one.

    出典: なし (本システムの決定)
    """

    CONTRACTOR = "contractor", "受注者", "Contractor"
    UNDERWRITER = "underwriter", "審査担当者", "Underwriter"
    APPROVER = "approver", "承認者", "Approver"
    OPERATOR = "operator", "運用担当", "Operator"
    AUDITOR = "auditor", "監査担当", "Auditor"


SYSTEM_ROLE = "system"
"""What the audit trail writes where no person acts: queued work, the command line's set-up."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something, and the road the request came by.

    出典: なし (本システムの決定)
    """

    person_id: int | None
    """None only for the system itself."""
    user_id: str
    """お客様ID."""
    name: str
    role: str
    """A `Role`, or `system`."""
    company_id: int | None
    surety_id: int | None
    source: str
    """Client address, `cli` or `system`."""
    channel: Channel


def system_actor(source: str = "system") -> Actor:
    """Return the actor of work that no person asked for at this moment.

    出典: なし (本システムの決定)
    """
    return Actor(
        person_id=None,
        user_id="",
        name=SYSTEM_ROLE,
        role=SYSTEM_ROLE,
        company_id=None,
        surety_id=None,
        source=source,
        channel="cli" if source == "cli" else "system",
    )
