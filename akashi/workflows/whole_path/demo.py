"""Fill a demo (デモ): people to sign in as, and guarantees in every state, by the real verbs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor, Role, system_actor
from akashi.records.models import AccessKey, Person
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.keeping.people import PASSWORD_BYTES, actor_of, create_person, new_password
from akashi.workflows.keeping.tasks import run_until_idle
from akashi.workflows.whole_path.demo_applications import Cast, play


@dataclass(frozen=True, slots=True)
class Login:
    """One log-in of the demo.

    出典: contract.md 第1節
    """

    role: str
    user_id: str
    password: str
    name: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What a visitor needs: log-ins, and one number and key to try at once.

    出典: contract.md 第1節
    """

    logins: tuple[Login, ...]
    guarantee_number: str
    access_key: str

    def as_json(self) -> dict[str, Any]:
        """Return what stands in `var/demo.json`."""
        return {
            "logins": [
                {
                    "role": each.role,
                    "user_id": each.user_id,
                    "password": each.password,
                    "name": each.name,
                }
                for each in self.logins
            ],
            "try": {"guarantee_number": self.guarantee_number, "access_key": self.access_key},
        }


def load_demo(folder: Path, *, known: Mapping[str, str], at: datetime, toolbox: Toolbox) -> Demo:
    """Make the demo's people and guarantees, or continue where it was.

    `folder` holds the shipped `data/`; `known` are the passwords by お客様ID of an earlier
    run. A password no longer right is replaced; what visitors did with applications stays.

    Raises: RuleViolation when the shipped data break a rule.
    出典: contract.md 第1節
    """
    cast = _read(folder / "demo" / "people.json")
    profiles = _read(folder / "demo" / "companies.json")
    people = {each["key"]: _person(each, profiles, at=at, toolbox=toolbox) for each in cast}
    logins = tuple(_login(person, known, toolbox) for person in people.values())
    actors = {key: actor_of(person, channel="web", source="demo") for key, person in people.items()}
    play(
        _read(folder / "demo" / "applications.json"),
        Cast(actors, profiles, underwriter=actors["underwriter"], approver=actors["approver"]),
        at=at,
        toolbox=toolbox,
    )
    run_until_idle(toolbox=toolbox)
    number, key = _pair_to_try(actors["clerk"], at=at, toolbox=toolbox)
    return Demo(logins, number, key)


def _person(
    asked: Mapping[str, str], profiles: Mapping[str, Any], *, at: datetime, toolbox: Toolbox
) -> Person:
    role, company = Role(asked["role"]), asked.get("company", "")
    found = Person.objects.filter(role=role.value, name=asked["name"]).order_by("pk").first()
    if found is not None:
        return found
    made = create_person(
        role=role,
        name=asked["name"],
        company=company,
        profile=profiles.get(company),
        email=asked.get("email", ""),
        by=system_actor("cli"),
        at=at,
        entropy=toolbox.randomness(PASSWORD_BYTES),
    )
    return Person.objects.get(user_id=made.user_id)


@transaction.atomic
def _login(person: Person, known: Mapping[str, str], toolbox: Toolbox) -> Login:
    """Keep a password that is still right, so that running the demo again logs nobody out."""
    password = known.get(person.user_id, "")
    if not password or not person.check_password(password):
        password = new_password(toolbox.randomness(PASSWORD_BYTES))
        person.set_password(password)
        person.save(update_fields=["password"])
    return Login(person.role, person.user_id, password, person.name)


def _pair_to_try(clerk: Actor, *, at: datetime, toolbox: Toolbox) -> tuple[str, str]:
    number = (
        AccessKey.objects.filter(
            guarantee__company_id=clerk.company_id or 0,
            withdrawn_at__isnull=True,
            guarantee__certificate__sealeddocument__isnull=False,
        )
        .order_by("guarantee_id")
        .values_list("guarantee__number", flat=True)
        .first()
    )
    if number is None:
        return "", ""
    return number, disclose_key(number, by=clerk, at=at, toolbox=toolbox)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
