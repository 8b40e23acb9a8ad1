"""Reads one obligee from the product's own format (独自書式); docs/directory-format.md tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from akashi.domain.directory import fields
from akashi.domain.directory.fields import Part, Where
from akashi.domain.directory.model import (
    NONLIFE,
    AdvanceRule,
    Choice,
    HandIn,
    Obligee,
    OnlineForm,
    PerformanceRule,
    StartRule,
)
from akashi.domain.directory.words import Basis, Method, ObligeeKind
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from akashi.domain.directory.fields import Problem

T = TypeVar("T")

SCHEMA = "akashi.obligee/1"
OTHERWISE = "otherwise"
"""Key of a choice for every case that is not listed apart."""

CASES = (*Product, *WorksKind, *SuretyKind, NONLIFE)
"""What a choice may tell apart: products, works kinds, sureties."""

_KINDS = fields.several(fields.word(WorksKind))
_PRODUCTS = fields.several(fields.word(Product))
_SURETIES = fields.several(fields.word(SuretyKind))
_NAME = fields.short(200)
_PREFECTURE = fields.short(20)
_TEXTS = fields.several(fields.text)
_PROSES = fields.several(fields.prose)


def read_obligee(document: object) -> tuple[Obligee | None, tuple[Problem, ...]]:
    """Return the obligee, or None and every problem found, each with the path to its key.

    出典: なし (本システムの決定, docs/directory-format.md)
    """
    where = Where()
    part = Part(document, where)
    if part.get("schema", fields.text) != SCHEMA:
        where.at("schema").complain(
            f"schema は {SCHEMA} にしてください。", f"The schema must be {SCHEMA}."
        )
    obligee = _name_only(part) if part.values.get("name_only") is True else _with_rules(part)
    part.done()
    return (None if where.problems else obligee), tuple(where.problems)


def _name_only(part: Part) -> Obligee:
    part.get("name_only", fields.flag)
    return Obligee(
        id=part.need("id", fields.slug) or "",
        name=part.need("name", _NAME) or "",
        pref=part.get("pref", _PREFECTURE),
        kind=part.get("kind", fields.word(ObligeeKind)),
        name_only=True,
        reported_start=part.get("reported_start", fields.text),
        source=part.get("source", fields.text),
        as_of=part.get("as_of", fields.day_text),
        notes=part.get("notes", _notes) or (),
    )


def _with_rules(part: Part) -> Obligee:
    part.get("name_only", fields.flag)
    return Obligee(
        id=part.need("id", fields.slug) or "",
        name=part.need("name", _NAME) or "",
        pref=part.get("pref", _PREFECTURE),
        kind=part.get("kind", fields.word(ObligeeKind)),
        start=part.get("start", fields.several(_start_rule)) or (),
        contract_kinds=part.get("contract_kinds", _KINDS),
        guarantees=part.get("guarantees", _PRODUCTS),
        sureties=part.get("sureties", _SURETIES),
        nonlife_companies=part.get("nonlife_companies", _TEXTS),
        submit=part.get("submit", _hand_in) or HandIn(),
        paper_accepted=part.get("paper_accepted", fields.flag),
        not_accepted=part.get("not_accepted", _PROSES),
        invoice=part.get("invoice", fields.prose),
        advance_rules=part.get("advance_rule", _advance_rules) or (),
        performance_rule=part.get("performance_rule", _performance_rule),
        change_contracts=part.get("change_contracts", fields.prose),
        terms_amended=_amended(part),
        clerk=part.get("clerk", fields.prose),
        source=part.get("source", fields.text),
        as_of=part.get("as_of", fields.day_text),
        excerpt_truncated=part.get("excerpt_truncated", fields.flag),
        notes=part.get("notes", _notes) or (),
    )


def _amended(part: Part) -> str | bool | None:
    if isinstance(part.values.get("terms_amended"), bool):
        return part.get("terms_amended", fields.flag)
    return part.get("terms_amended", fields.prose)


def _start_rule(value: object, where: Where) -> StartRule:
    part = Part(value, where)
    rule = StartRule(
        since=part.get("date", fields.day),
        basis=part.get("basis", fields.word(Basis)),
        initial_contract_only=part.get("initial_contract_only", fields.flag),
        contract_kinds=part.get("contract_kinds", _KINDS),
        departments=part.get("departments", _TEXTS),
        guarantees=part.get("guarantees", _PRODUCTS),
        sureties=part.get("sureties", _SURETIES),
        note=part.get("note", fields.prose),
    )
    part.done()
    return rule


def _hand_in(value: object, where: Where) -> HandIn:
    part = Part(value, where)
    found = HandIn(
        methods=_choice(part, "methods", fields.several(fields.word(Method))),
        to=_choice(part, "to", fields.text),
        address=_choice(part, "address", fields.text),
        subject=_choice(part, "subject", fields.text),
        subject_example=_choice(part, "subject_example", fields.text),
        body_items=_choice(part, "body_items", _TEXTS),
        file=_choice(part, "file", fields.prose),
        deadline=_choice(part, "deadline", fields.prose),
        confirm_by_phone=_choice(part, "confirm_by_phone", fields.flag),
        fax=_choice(part, "fax", fields.text),
        note=_choice(part, "note", fields.prose),
        online_form=part.get("online_form", _online_form),
    )
    part.done()
    return found


def _choice(part: Part, key: str, read: Callable[[object, Where], T | None]) -> Choice[T]:
    def read_choice(value: object, where: Where) -> Choice[T]:
        if not isinstance(value, dict):
            return Choice(general=read(value, where))
        cases = Part(value, where)
        general = cases.get(OTHERWISE, read)
        named = [str(case) for case in CASES if case in cases.values]
        apart = tuple((case, cases.get(case, read)) for case in named)
        cases.done()
        return Choice(general, apart)

    return part.get(key, read_choice) or Choice()


def _online_form(value: object, where: Where) -> OnlineForm:
    part = Part(value, where)
    form = OnlineForm(
        name=part.get("name", fields.text),
        url=part.get("url", fields.text),
        fields=part.get("fields", _TEXTS),
        note=part.get("note", fields.prose),
    )
    part.done()
    return form


def _advance_rules(value: object, where: Where) -> tuple[tuple[WorksKind, AdvanceRule], ...]:
    part = Part(value, where)
    found = tuple(
        (kind, rule) for kind in WorksKind if (rule := part.get(kind, _advance_rule)) is not None
    )
    part.done()
    return found


def _advance_rule(value: object, where: Where) -> AdvanceRule:
    part = Part(value, where)
    rule = AdvanceRule(
        rate=part.get("rate", fields.rate),
        min_contract=part.get("min_contract", fields.whole_yen),
        round_down_to=part.get("round_down_to", fields.whole_yen),
        min_design_amount=part.get("min_design_amount", fields.whole_yen),
        note=part.get("note", fields.prose),
    )
    part.done()
    return rule


def _performance_rule(value: object, where: Where) -> PerformanceRule:
    part = Part(value, where)
    rule = PerformanceRule(
        rate=part.get("rate", fields.rate),
        min_contract=part.get("min_contract", fields.whole_yen),
        min_design_amount=part.get("min_design_amount", fields.whole_yen),
        note=part.get("note", fields.prose),
    )
    part.done()
    return rule


def _notes(value: object, where: Where) -> tuple[tuple[str, str], ...]:
    part = Part(value, where)
    found = [(key, part.get(key, fields.prose)) for key in sorted(part.values)]
    return tuple((key, note) for key, note in found if note is not None)
