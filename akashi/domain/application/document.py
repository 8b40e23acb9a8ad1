"""Writes an application back as a file (申込データの書出し), in normal form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from akashi.domain.application.fields import Shape, field_at, names_under
from akashi.domain.application.model import SCHEMA, Application, Contractor, JointVenture, Works

_TEXTS = frozenset({Shape.TEXT, Shape.KANA, Shape.CODE})
_REQUIRED_PARTS = frozenset({"contractor", "contractor.representative", "works", "works.period"})


def to_document(application: Application) -> dict[str, object]:
    """Return the application file: `read` makes the same application of it.

    Fields that were not given are left out.
    出典: なし (本システムの決定, 申込データの約束)
    """
    prior, finding = application.prior_advance, application.progress_finding
    bank = application.deposit_bank
    return _given(
        {
            "schema": SCHEMA,
            "product": application.product.value,
            "delivery": application.delivery.value,
            "obligee": application.obligee_id,
            "terms_version": application.terms_version,
            "contractor": _contractor(application.contractor),
            "works": _works(application.works),
            "advance_amount_yen": application.advance_amount_yen,
            "guaranteed_amount_yen": application.guaranteed_amount_yen,
            "prior_advance": prior
            and _given(
                {
                    "amount_yen": prior.amount_yen,
                    "surety": prior.surety,
                    "guarantee_number": prior.guarantee_number,
                }
            ),
            "progress_finding": finding
            and _given({"date": finding.on.isoformat(), "number": finding.number}),
            "deposit_bank": bank and {"name": bank.name, "branch": bank.branch},
            "use_of_advance": [
                {
                    "item": use.item,
                    "quantity": use.quantity,
                    "amount_yen": use.amount_yen,
                    "payee": use.payee,
                }
                for use in application.use_of_advance
            ]
            or None,
        }
    )


def blank() -> dict[str, object]:
    """Return an application file with every field and nothing in it, for a new draft.

    Parts that need not be given are null as a whole.
    出典: なし (本システムの決定)
    """
    return {**_blank_part(""), "schema": SCHEMA}


def texts(application: Application) -> Iterator[tuple[str, str]]:
    """Give path and text of everything in the application that may be printed one day.

    出典: なし (本システムの決定)
    """
    for path, value in _leaves("", to_document(application)):
        if isinstance(value, str) and field_at(path).shape in _TEXTS:
            yield path, value


def _contractor(contractor: Contractor) -> dict[str, object]:
    return _given(
        {
            "name": contractor.name,
            "name_kana": contractor.name_kana,
            "corporate_number": contractor.corporate_number,
            "permit": contractor.permit,
            "postal_code": contractor.postal_code,
            "address": contractor.address,
            "representative": {
                "title": contractor.representative.title,
                "name": contractor.representative.name,
            },
            "email": contractor.email,
            "joint_venture": contractor.joint_venture and _joint_venture(contractor.joint_venture),
        }
    )


def _joint_venture(venture: JointVenture) -> dict[str, object]:
    members = [
        {"name": member.name, "share_percent": _number(member.share_percent)}
        for member in venture.members
    ]
    return {"lead": venture.lead, "members": members}


def _works(works: Works) -> dict[str, object]:
    numbers = {kind.value: number for kind, number in (works.numbers or {}).items()}
    return _given(
        {
            "kind": works.kind.value,
            "name": works.name,
            "number": works.number,
            "numbers": numbers or None,
            "site": works.site,
            "contract_price_yen": works.contract_price_yen,
            "contract_date": _iso(works.contract_date),
            "planned_contract_date": _iso(works.planned_contract_date),
            "period": {"from": _iso(works.period_from), "to": _iso(works.period_to)},
            "notice_date": _iso(works.notice_date),
            "designation_date": _iso(works.designation_date),
            "planned_notice_date": _iso(works.planned_notice_date),
            "bid_date": _iso(works.bid_date),
            "low_price_bid": works.low_price_bid,
            "advance_planned": works.advance_planned,
            "department": works.department,
        }
    )


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(share: Decimal) -> int | float:
    return int(share) if share == share.to_integral_value() else float(share)


def _blank_part(path: str) -> dict[str, object]:
    names = names_under(path)
    paths = {name: f"{path}.{name}" if path else name for name in names}
    return {name: _blank_value(below) for name, below in paths.items()}


def _blank_value(path: str) -> object:
    return _blank_part(path) if path in _REQUIRED_PARTS else None


def _leaves(path: str, value: object) -> Iterator[tuple[str, object]]:
    below = f"{path}." if path else ""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(f"{below}{name}", inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for position, inner in enumerate(value):
            yield from _leaves(f"{below}{position}", inner)
    else:
        yield path, value
