"""From application to certificate: what the surety promises (証書記載事項), as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from akashi.domain.periods import Period, wareki
from akashi.domain.products import Product
from akashi.domain.violations import refuse

if TYPE_CHECKING:
    from akashi.domain.parties import Surety
    from akashi.domain.terms import Terms

SCHEMA = "akashi.certificate/1"


# NOTE: names and meaning of these fields are the format. Sealed PDFs, log leaves and obligees'
# systems hold digests of it for decades, so nothing may be renamed, retyped or dropped. A new
# field is added only together with its row in rows.py, absent where older certificates lack it;
# anything else needs a new SCHEMA, with this one still read and printed for ever.
def content(  # noqa: PLR0913 - one keyword for each thing the certificate adds to the application
    document: Mapping[str, object],
    *,
    number: str,
    version: int,
    concluded_on: date,
    surety: Surety,
    obligee_name: str,
    terms: Terms,
) -> dict[str, object]:
    """Return the content of a certificate for an application file whose rules are fulfilled.

    Names stand as typed. The guarantee period runs from the day of conclusion to the end of
    the works period, both counted.
    Raises: RuleViolation `period_over` on `works.period.to` when that day has passed;
    ValueError for a document that is no application file.
    出典: contract 7; 保証期間は公共工事標準請負契約約款 (工事の完成の時期を保証期限とする)
    """
    product = Product(_text(document, "product"))
    secured = "advance_amount_yen" if product.secures_an_advance else "guaranteed_amount_yen"
    amount = _yen(document, secured)
    works = _part(document, "works")
    made: dict[str, object] = {
        "schema": SCHEMA,
        "guarantee_number": number,
        "version": version,
        "product": product.value,
        "concluded_on": concluded_on.isoformat(),
        "surety": {
            "name": surety.name,
            "representative": surety.representative,
            "address": surety.address,
        },
        "obligee": {"id": _text(document, "obligee"), "name": obligee_name},
        "contractor": _contractor(_part(document, "contractor")),
        "works": _works(works),
        "guaranteed_amount_yen": amount,
        "guarantee_period": _guarantee_period(concluded_on, works),
        "terms": {"name": terms.name, "version": terms.version},
    }
    if product.secures_an_advance:
        made["advance_amount_yen"] = amount
    if product is Product.INTERIM_PAYMENT:
        made["prior_advance"] = _prior_advance(_part(document, "prior_advance"))
    return made


def _contractor(contractor: Mapping[str, object]) -> dict[str, object]:
    representative = _part(contractor, "representative")
    made: dict[str, object] = {
        "name": _text(contractor, "name"),
        "address": _text(contractor, "address"),
        "representative": {
            "title": _text(representative, "title"),
            "name": _text(representative, "name"),
        },
    }
    if contractor.get("joint_venture") is not None:
        venture = _part(contractor, "joint_venture")
        made["joint_venture"] = {"lead": _text(venture, "lead"), "members": _members(venture)}
    return made


def _members(venture: Mapping[str, object]) -> list[dict[str, object]]:
    members = venture.get("members")
    if not isinstance(members, Sequence):
        raise ValueError("members: a list is needed")  # noqa: TRY004 - one error type
    numbered = {str(index): member for index, member in enumerate(members)}
    parts = [_part(numbered, index) for index in numbered]
    return [{"name": _text(part, "name"), "share_percent": part["share_percent"]} for part in parts]


def _works(works: Mapping[str, object]) -> dict[str, object]:
    numbers = works.get("numbers")
    number = works.get("number") or (isinstance(numbers, Mapping) and numbers.get("works")) or None
    period = _part(works, "period")
    made: dict[str, object] = {
        "name": _text(works, "name"),
        "number": number,
        "site": _text(works, "site"),
        "contract_date": works.get("contract_date"),
        "contract_price_yen": _yen(works, "contract_price_yen"),
        "period": {"from": _text(period, "from"), "to": _text(period, "to")},
    }
    if made["contract_date"] is None:
        made["planned_contract_date"] = _text(works, "planned_contract_date")
    return made


def _prior_advance(prior: Mapping[str, object]) -> dict[str, object]:
    return {
        "amount_yen": _yen(prior, "amount_yen"),
        "surety": _text(prior, "surety"),
        "guarantee_number": prior.get("guarantee_number"),
    }


def _guarantee_period(concluded_on: date, works: Mapping[str, object]) -> dict[str, object]:
    end = date.fromisoformat(_text(_part(works, "period"), "to"))
    if end < concluded_on:
        raise refuse(
            "period_over",
            "works.period.to",
            ja=f"工期の終わり({wareki(end)})が保証契約締結日({wareki(concluded_on)})より前です。",
            en=f"The works period ends ({end}) before the guarantee is concluded ({concluded_on}).",
        )
    period = Period(concluded_on, end)
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def _part(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = document.get(key)
    if not isinstance(value, Mapping):
        raise ValueError(f"{key}: a mapping is needed")  # noqa: TRY004 - one error type
    return value


def _text(document: Mapping[str, object], key: str) -> str:
    value = document.get(key)
    if not isinstance(value, str):
        raise ValueError(f"{key}: a text is needed")  # noqa: TRY004 - one error type
    return value


def _yen(document: Mapping[str, object], key: str) -> int:
    value = document.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{key}: whole yen are needed")  # noqa: TRY004 - one error type
    return value
