"""The start of one body of the collection format (開始日) turned into our list of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.directory.entry_words import as_list, product_word
from akashi.domain.directory.model import NONLIFE
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.directory.fields import Path

_KINDS = tuple(kind.value for kind in WorksKind)
_PRODUCTS = ("performance", "advance", "interim", *(product.value for product in Product))
_INSURERS = tuple(kind.value for kind in SuretyKind if kind is not SuretyKind.GUARANTEE_COMPANIES)
_CASES = (*_KINDS, *_PRODUCTS, *_INSURERS, NONLIFE, SuretyKind.GUARANTEE_COMPANIES.value)
_APART = tuple(f"{case}_start" for case in _CASES)

_START = ("start", "start_note", *_APART)

_FILTERS = ("contract_kinds", "departments", "guarantees", "sureties")
_INHERITED = ("basis", "initial_contract_only")

Rule = dict[str, object]
Placed = tuple[object, "Path"]


def is_start(key: str, values: Mapping[str, object]) -> bool:
    """Tell whether a key of the collection speaks of a start; a note may speak of none known.

    出典: なし (本システムの決定)
    """
    about = key.removesuffix("_note")
    return key in _START or (about in _APART and values.get(about) is not None)


def start_rules(
    values: Mapping[str, object], document: dict[str, object], origins: dict[Path, Path]
) -> None:
    """Put the entry's start into `document` as rules, and where each stood into `origins`.

    `nonlife_start` (and any `<kind>_start`) is a rule of its own: it takes its basis from the
    body's, and the body's holds for the others.
    出典: なし (本システムの決定, docs/directory-format.md)
    """
    note = values.get("start_note")
    main = _split(values.get("start"), ("start",))
    if not main and note is not None:
        main = [({}, ("start_note",))]
    main = _noted(main, note)
    apart = [key for key in _APART if values.get(key) is not None]
    general: tuple[Rule, Path] = next(
        ((rule, path) for rule, path in main if isinstance(rule, dict)), ({}, ())
    )
    rules = [(_narrowed(rule, apart, values), path) for rule, path in main]
    for key in apart:
        own = _noted(_split(values[key], (key,)), values.get(f"{key}_note"))
        case = key.removesuffix("_start")
        for rule, path in own:
            for taken in _lacking(rule, general[0]):
                origins["start", len(rules), taken] = (*general[1], taken)
            rules.append((_filtered(_inheriting(rule, general[0]), case), path))
    for index, (_, path) in enumerate(rules):
        origins["start", index] = path
    if rules:
        document["start"] = [rule for rule, _ in rules]


def _split(value: object, path: Path) -> list[Placed]:
    """Return one rule per case where the start is told apart by kind, else one."""
    if value is None:
        return []
    if isinstance(value, list):
        return [found for i, item in enumerate(value) for found in _split(item, (*path, i))]
    if not isinstance(value, dict):
        return [({"date": value} if isinstance(value, str | int) else value, path)]
    rule = {str(key): inner for key, inner in value.items()}
    if rule and set(rule) <= set(_CASES):
        return [
            (_filtered(found, case), place)
            for case, inner in rule.items()
            for found, place in _split(inner, (*path, case))
        ]
    dates = rule.get("date")
    if isinstance(dates, dict):
        return [(_filtered({**rule, "date": day}, str(case)), path) for case, day in dates.items()]
    return [(_tidied(rule), path)]


def _tidied(rule: Rule) -> Rule:
    """Return the rule with lists where lists are meant and its notes as one."""
    if "department" in rule:
        rule["departments"] = rule.pop("department")
    for key in _FILTERS:
        if rule.get(key) is not None:
            rule[key] = [product_word(item) for item in as_list(rule[key])]
    for key in [key for key in rule if key.endswith("_note")]:
        _add_note(rule, rule.pop(key))
    return rule


def _noted(placed: list[Placed], note: object) -> list[Placed]:
    for rule, _ in placed:
        if isinstance(rule, dict):
            _add_note(rule, note)
    return placed


def _add_note(rule: Rule, note: object) -> None:
    if note is not None:
        earlier = rule.get("note")
        rule["note"] = f"{earlier} {note}" if earlier else note


def _lacking(rule: object, general: Rule) -> list[str]:
    if not isinstance(rule, dict):
        return []
    return [key for key in _INHERITED if key in general and key not in rule]


def _inheriting(rule: object, general: Rule) -> object:
    if not isinstance(rule, dict):
        return rule
    return {**{key: general[key] for key in _lacking(rule, general)}, **rule}


def _filtered(rule: object, case: str) -> object:
    """Return the rule held to one case: a works kind, a product, the insurers."""
    if not isinstance(rule, dict):
        return rule
    key, only = _filter(case)
    return {**rule, key: rule.get(key) or only}


def _filter(case: str) -> tuple[str, list[object]]:
    if case in _KINDS:
        return "contract_kinds", [case]
    if case in _PRODUCTS:
        return "guarantees", [product_word(case)]
    return "sureties", list(_INSURERS) if case == NONLIFE else [case]


def _narrowed(rule: object, apart: list[str], values: Mapping[str, object]) -> object:
    """Return the body's rule without the cases that have a start of their own."""
    if not isinstance(rule, dict):
        return rule
    for key in apart:
        name, without = _filter(key.removesuffix("_start"))
        if WorksKind.CONSULTING in without:
            without = [*without, WorksKind.DESIGN_SURVEY.value]
        said = rule.get(name) or (values.get(name) if name == "contract_kinds" else None)
        rule = {**rule, name: [case for case in _all(name, said) if case not in without]}
    return rule


def _all(name: str, said: object) -> list[object]:
    if isinstance(said, list):
        return [product_word(case) for case in said]
    every: dict[str, list[object]] = {
        "contract_kinds": list(_KINDS),
        "guarantees": [product.value for product in Product],
        "sureties": [kind.value for kind in SuretyKind],
    }
    return every[name]
