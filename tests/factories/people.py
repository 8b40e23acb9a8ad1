"""Who appears in the tests (登場人物): Alice, her colleague Bob, Charlie elsewhere, staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from akashi.domain.people import Actor, Role, system_actor
from akashi.records.models import Person
from akashi.workflows.keeping.first_start import Shipped, fill_store, read_shipped
from akashi.workflows.keeping.people import actor_of, create_person
from tests.fakes import NOON

DATA = Path(__file__).resolve().parents[2] / "data"
ZANPA = "株式会社残波建設"
SAKURA = "さくら土木株式会社"


@dataclass(frozen=True)
class People:
    """Everybody, as the verbs know them.

    出典: なし (試験用)
    """

    alice: Actor
    """A clerk of 残波建設."""
    bob: Actor
    """Her colleague: sees what she sees."""
    charlie: Actor
    """A clerk of another company: a stranger."""
    ume: Actor
    """Underwriter."""
    take: Actor
    """Another underwriter."""
    matsu: Actor
    """Approver."""
    sakae: Actor
    """Another approver."""
    otto: Actor
    """Operator."""
    audrey: Actor
    """Auditor."""


def move_in(at: datetime = NOON) -> People:
    """Load the shipped data and let everybody in."""
    fill_store(_shipped(), by=system_actor("cli"), at=at)
    return People(
        alice=person("Alice", Role.CONTRACTOR, ZANPA, at=at),
        bob=person("Bob", Role.CONTRACTOR, ZANPA, at=at),
        charlie=person("Charlie", Role.CONTRACTOR, SAKURA, at=at),
        ume=person("梅", Role.UNDERWRITER, at=at),
        take=person("竹", Role.UNDERWRITER, at=at),
        matsu=person("松", Role.APPROVER, at=at),
        sakae=person("栄", Role.APPROVER, at=at),
        otto=person("Otto", Role.OPERATOR, at=at),
        audrey=person("Audrey", Role.AUDITOR, at=at),
    )


@cache
def _shipped() -> Shipped:
    """Read the shipped files once in a test run: most of the cost is the YAML."""
    return read_shipped(DATA)


def person(name: str, role: Role, company: str = "", *, at: datetime = NOON) -> Actor:
    """Make one person and return them as they come in by the web."""
    made = create_person(
        role=role, name=name, company=company, by=system_actor("cli"), at=at, entropy=None
    )
    actor = actor_of(Person.objects.get(user_id=made.user_id), channel="web")
    return replace(actor, source="203.0.113.7")
