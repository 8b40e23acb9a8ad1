"""Reads the works contract (請負契約) of an application file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from akashi.domain.application.coded_values import code
from akashi.domain.application.codes import Code
from akashi.domain.application.model import Works
from akashi.domain.application.part import Part
from akashi.domain.application.plain_values import choice, day, flag, text, yen
from akashi.domain.products import Product
from akashi.domain.works import NumberKind, WorksKind


def read_works(part: Part, product: Product | None) -> Works:
    """Return the works contract as the product needs it, None when the product is not known.

    出典: なし (本システムの決定, 申込データの約束)
    """
    period = part.need_part("period")
    performance = product is Product.PERFORMANCE
    signed_first = product is not None and product.secures_an_advance
    numbers = _read_numbers(part.part("numbers"))
    works = Works(
        kind=part.need("kind", choice(WorksKind), WorksKind.CONSTRUCTION),
        name=part.need("name", text, ""),
        site=part.need("site", text, ""),
        contract_price_yen=part.need("contract_price_yen", yen, 0),
        period_from=period.need("from", day, date.min),
        period_to=period.need("to", day, date.min),
        contract_date=part.get("contract_date", day, required=signed_first),
        planned_contract_date=part.get("planned_contract_date", day),
        number=part.get("number", code) or (numbers or {}).get(NumberKind.WORKS),
        numbers=numbers,
        notice_date=part.get("notice_date", day),
        designation_date=part.get("designation_date", day),
        planned_notice_date=part.get("planned_notice_date", day),
        bid_date=part.get("bid_date", day),
        low_price_bid=part.get("low_price_bid", flag),
        advance_planned=part.get("advance_planned", flag, required=performance),
        department=part.get("department", text),
    )
    if performance and part.is_there:
        _need_a_contract_date(part, works)
    return works


def _read_numbers(part: Part | None) -> Mapping[NumberKind, str] | None:
    if part is None:
        return None
    given = {kind: part.get(kind.value, code) for kind in NumberKind}
    return {kind: number for kind, number in given.items() if number is not None} or None


def _need_a_contract_date(part: Part, works: Works) -> None:
    path, planned = part.at("contract_date"), part.at("planned_contract_date")
    noted = not (part.notes.usable(path) and part.notes.usable(planned))
    if noted or works.contract_date is not None or works.planned_contract_date is not None:
        return
    part.notes.refuse(
        Code.REQUIRED,
        path,
        ja="請負契約締結日を入力してください。締結前の契約保証では、請負契約締結予定日"
        "(planned_contract_date)を入力してください。",
        en="Give the contract date or, for a contract not yet signed, the planned contract date "
        "(planned_contract_date).",
    )
