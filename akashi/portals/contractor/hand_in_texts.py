"""What an obligee's templates still lack (件名の記入), filled with what the contractor types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from akashi.domain.application import read
from akashi.domain.directory import Aliases, Delivery, Facts, Obligee, instructions
from akashi.domain.periods import parse_date
from akashi.domain.violations import RuleViolation
from akashi.domain.works import NumberKind

_IN_AN_ADDRESS = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_NUMBERS = "numbers."
_DATE_PARTS = ("_date", "_month", "_day")


@dataclass(frozen=True, slots=True)
class Guide:
    """The instructions, and the placeholders nobody but the contractor can fill.

    出典: なし (本システムの決定)
    """

    delivery: Delivery
    asked: tuple[str, ...]
    """As the body writes them; asked for as long as the page is used."""


def facts_of(content: Mapping[str, Any], document: Mapping[str, object]) -> Facts:
    """Return what is known of a concluded guarantee: its certificate, and what was applied for.

    出典: なし (本システムの決定)
    """
    asked = read(document).legible
    works = asked.works
    numbers = {kind.value: number for kind in NumberKind if (number := works.number_of(kind))}
    return Facts(
        product=asked.product,
        works_kind=works.kind,
        works_name=content["works"]["name"],
        works_site=content["works"]["site"],
        numbers=numbers,
        contractor=content["contractor"]["name"],
        department=works.department,
        contract_date=asked.contract_date,
        notice_date=works.notice_date,
        designation_date=works.designation_date,
        planned_notice_date=works.planned_notice_date,
        bid_date=works.bid_date,
        guarantee_number=content["guarantee_number"],
        surety_name=content["surety"]["name"],
        contact_email=asked.contractor.email,
    )


def guide(obligee: Obligee, facts: Facts, aliases: Aliases, typed: Mapping[str, str]) -> Guide:
    """Return the instructions with what was typed for each missing placeholder.

    A value becomes a fact where its placeholder is known, so that the body's filters apply
    (digits only, the day alone); where it is not, it stands as typed. An address takes only
    what can stand in one.
    出典: なし (本システムの決定)
    """
    asked = instructions(obligee, facts, aliases).missing
    given = {name: text for name in asked if (text := typed.get(name, "").strip())}
    for name, text in given.items():
        facts = _with(facts, aliases.facts_for(name), text)
    delivery = instructions(obligee, facts, aliases)
    for name in delivery.missing:
        if name in given:
            delivery = _as_typed(delivery, name, given[name])
    return Guide(delivery, asked)


def _with(facts: Facts, names: tuple[str, ...], text: str) -> Facts:
    changes: dict[str, Any] = {}
    for name in names[:1]:
        ending = next((part for part in _DATE_PARTS if name.endswith(part)), "")
        if name.startswith(_NUMBERS):
            changes["numbers"] = {**facts.numbers, name.removeprefix(_NUMBERS): text}
        elif ending and (day := _day(text)):
            changes[f"{name.removesuffix(ending)}_date"] = day
        elif not ending and name in Facts.__dataclass_fields__:
            changes[name] = text
    return replace(facts, **changes)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except RuleViolation:
        return None


def _as_typed(delivery: Delivery, name: str, text: str) -> Delivery:
    blank = f"〔{name}〕"
    address = delivery.address
    if address and _IN_AN_ADDRESS.fullmatch(text):
        address = address.replace(blank, text)
    line = " ".join(text.split())
    return replace(
        delivery,
        address=address,
        subject=delivery.subject and delivery.subject.replace(blank, line),
        to=delivery.to and delivery.to.replace(blank, line),
        body_items=delivery.body_items
        and tuple(item.replace(blank, line) for item in delivery.body_items),
        missing=tuple(each for each in delivery.missing if each != name),
    )
