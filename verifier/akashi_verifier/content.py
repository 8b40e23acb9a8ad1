"""The form of certificate content (証書記載事項の形): its fields, each of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

SCHEMAS = ("akashi.certificate/1",)
"""Formats this verifier reads. A later format is added, never put in the place of one."""

PRODUCTS = ("advance_payment", "interim_payment", "performance")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_certificate_content(content: Mapping[str, object]) -> bool:
    """Say whether a document has the fields of a certificate, each of its kind.

    Fields that are not known here are no fault: later certificates may say more.
    出典: contract §7, docs/certificate-format.md
    """
    return all(fits(_at(content, field)) for field, fits in _FIELDS.items()) and all(
        fits(value)
        for field, fits in _OPTIONAL.items()
        if (value := _at(content, field)) is not None
    )


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _yen(value: object) -> bool:
    return type(value) is int and value >= 0


def _day(value: object) -> bool:
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _venture(value: object) -> bool:
    members = _at(value, "members")
    return isinstance(members, list) and all(_text(_at(each, "name")) for each in members)


def _at(document: object, field: str) -> object:
    """Return the value at a dotted path, None where there is nothing."""
    found = document
    for key in field.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


_FIELDS: Mapping[str, Callable[[object], bool]] = {
    "schema": SCHEMAS.__contains__,
    "guarantee_number": _text,
    "version": lambda value: type(value) is int and value >= 1,
    "product": PRODUCTS.__contains__,
    "concluded_on": _day,
    "surety.name": _text,
    "surety.representative": _text,
    "surety.address": _text,
    "obligee.id": _text,
    "obligee.name": _text,
    "contractor.name": _text,
    "contractor.address": _text,
    "contractor.representative.title": _text,
    "contractor.representative.name": _text,
    "works.name": _text,
    "works.site": _text,
    "works.contract_price_yen": _yen,
    "works.period.from": _day,
    "works.period.to": _day,
    "guaranteed_amount_yen": _yen,
    "guarantee_period.from": _day,
    "guarantee_period.to": _day,
    "terms.name": _text,
    "terms.version": _text,
}

_OPTIONAL: Mapping[str, Callable[[object], bool]] = {
    "contractor.joint_venture": _venture,
    "works.number": _text,
    "works.contract_date": _day,
    "works.planned_contract_date": _day,
    "advance_amount_yen": _yen,
    "prior_advance.amount_yen": _yen,
    "prior_advance.surety": _text,
    "prior_advance.guarantee_number": _text,
}
