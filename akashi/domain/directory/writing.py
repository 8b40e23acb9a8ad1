"""Writes an obligee in the product's own format (独自書式), so that reading it gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from akashi.domain.directory.reading import OTHERWISE, SCHEMA

if TYPE_CHECKING:
    from akashi.domain.directory.model import (
        AdvanceRule,
        Choice,
        HandIn,
        Obligee,
        PerformanceRule,
        StartRule,
    )

T = TypeVar("T")


def to_document(obligee: Obligee) -> dict[str, object]:
    """Return plain data for YAML or JSON: what is unknown is null, the order always the same.

    出典: なし (本システムの決定, docs/directory-format.md)
    """
    head = {
        "schema": SCHEMA,
        "id": obligee.id,
        "name": obligee.name,
        "pref": obligee.pref,
        "kind": _plain(obligee.kind),
    }
    tail = {"source": obligee.source, "as_of": obligee.as_of}
    notes = _given({"notes": dict(obligee.notes) or None})
    if obligee.name_only:
        return {
            **head,
            "name_only": True,
            "reported_start": obligee.reported_start,
            **tail,
            **notes,
        }
    truncated = {"excerpt_truncated": obligee.excerpt_truncated}
    return {**head, **_rules(obligee), **tail, **truncated, **notes}


def _rules(obligee: Obligee) -> dict[str, object]:
    return {
        "start": [_start_rule(rule) for rule in obligee.start] or None,
        "contract_kinds": _plain(obligee.contract_kinds),
        "guarantees": _plain(obligee.guarantees),
        "sureties": _plain(obligee.sureties),
        **_given({"nonlife_companies": _plain(obligee.nonlife_companies)}),
        "submit": _hand_in(obligee.submit),
        "paper_accepted": obligee.paper_accepted,
        "not_accepted": _plain(obligee.not_accepted),
        "invoice": obligee.invoice,
        **_given(
            {
                "advance_rule": {kind.value: _limit(rule) for kind, rule in obligee.advance_rules}
                or None,
                "performance_rule": obligee.performance_rule and _limit(obligee.performance_rule),
            }
        ),
        "change_contracts": obligee.change_contracts,
        **_given({"terms_amended": obligee.terms_amended}),
        "clerk": obligee.clerk,
    }


def _start_rule(rule: StartRule) -> dict[str, object]:
    return {
        "date": rule.since and rule.since.text,
        "basis": _plain(rule.basis),
        "initial_contract_only": rule.initial_contract_only,
        **_given(
            {
                "contract_kinds": _plain(rule.contract_kinds),
                "departments": _plain(rule.departments),
                "guarantees": _plain(rule.guarantees),
                "sureties": _plain(rule.sureties),
                "note": rule.note,
            }
        ),
    }


def _hand_in(submit: HandIn) -> dict[str, object]:
    form = submit.online_form
    return {
        "methods": _choice(submit.methods),
        "to": _choice(submit.to),
        "address": _choice(submit.address),
        "subject": _choice(submit.subject),
        **_given({"subject_example": _choice(submit.subject_example)}),
        "body_items": _choice(submit.body_items),
        "file": _choice(submit.file),
        "deadline": _choice(submit.deadline),
        "confirm_by_phone": _choice(submit.confirm_by_phone),
        **_given(
            {
                "fax": _choice(submit.fax),
                "online_form": form
                and _given(
                    {
                        "name": form.name,
                        "url": form.url,
                        "fields": _plain(form.fields),
                        "note": form.note,
                    }
                ),
                "note": _choice(submit.note),
            }
        ),
    }


def _limit(rule: AdvanceRule | PerformanceRule) -> dict[str, object]:
    # Text keeps the rate exact on its way through JSON.
    return _given(
        {
            "rate": None if rule.rate is None else str(rule.rate),
            "min_contract": rule.min_contract,
            "round_down_to": getattr(rule, "round_down_to", None),
            "min_design_amount": rule.min_design_amount,
            "note": rule.note,
        }
    )


def _choice(choice: Choice[T]) -> object:
    if not choice.apart:
        return _plain(choice.general)
    general = {} if choice.general is None else {OTHERWISE: _plain(choice.general)}
    return {**general, **{case: _plain(value) for case, value in choice.apart}}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value


def _given(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}
