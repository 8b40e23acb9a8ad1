"""Reads an application file (申込データの読取り): every fault of its shape at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from akashi.domain.application.coded_values import code, schema
from akashi.domain.application.model import (
    Application,
    Delivery,
    DepositBank,
    PriorAdvance,
    ProgressFinding,
    Use,
)
from akashi.domain.application.notes import Notes
from akashi.domain.application.part import Part
from akashi.domain.application.plain_values import choice, day, text, yen
from akashi.domain.application.read_contractor import read_contractor
from akashi.domain.application.read_works import read_works
from akashi.domain.products import Product
from akashi.domain.violations import Violation


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of an application file.

    出典: なし (本システムの決定)
    """

    application: Application | None
    """None as soon as there is one violation."""

    violations: tuple[Violation, ...]

    legible: Application
    """The same with holes where nothing usable stands; for trying the other rules only."""

    unusable: frozenset[str]
    """The paths of the holes."""

    @property
    def obligee_id(self) -> str | None:
        """Return the id of the obligee to look up, None where it could not be read.

        出典: なし (本システムの決定)
        """
        return self.legible.obligee_id or None


def read(document: Mapping[str, object]) -> Reading:
    """Read the fields of an application file, whatever stands in it; nothing is raised.

    Money is whole yen, dates are ISO, names keep every character as typed, numbers and codes
    get their normal form.
    出典: なし (本システムの決定, 申込データの約束)
    """
    notes = Notes()
    legible = _read_application(Part(notes, "", document))
    return Reading(
        application=None if notes.violations else legible,
        violations=tuple(notes.violations),
        legible=legible,
        unusable=frozenset(notes.unusable),
    )


def _read_application(part: Part) -> Application:
    part.need("schema", schema, "")
    product = part.get("product", choice(Product), required=True)
    interim = product is Product.INTERIM_PAYMENT
    part_for_interim = part.need_part if interim else part.part
    prior, finding = part_for_interim("prior_advance"), part_for_interim("progress_finding")
    bank = part.part("deposit_bank")
    advance = product is not None and product.secures_an_advance
    return Application(
        product=product or Product.ADVANCE_PAYMENT,
        delivery=part.need("delivery", choice(Delivery), Delivery.PAPER),
        obligee_id=part.need("obligee", code, ""),
        contractor=read_contractor(part.need_part("contractor")),
        works=read_works(part.need_part("works"), product),
        advance_amount_yen=part.get("advance_amount_yen", yen, required=advance),
        guaranteed_amount_yen=part.get(
            "guaranteed_amount_yen", yen, required=product is Product.PERFORMANCE
        ),
        prior_advance=None if prior is None else _read_prior_advance(prior),
        progress_finding=None if finding is None else _read_progress_finding(finding),
        deposit_bank=None if bank is None else _read_deposit_bank(bank),
        use_of_advance=tuple(_read_use(row) for row in part.rows("use_of_advance")),
        terms_version=part.get("terms_version", code),
    )


def _read_prior_advance(part: Part) -> PriorAdvance:
    return PriorAdvance(
        amount_yen=part.need("amount_yen", yen, 0),
        surety=part.need("surety", text, ""),
        guarantee_number=part.get("guarantee_number", code),
    )


def _read_progress_finding(part: Part) -> ProgressFinding:
    return ProgressFinding(on=part.need("date", day, date.min), number=part.get("number", code))


def _read_deposit_bank(part: Part) -> DepositBank:
    return DepositBank(name=part.need("name", text, ""), branch=part.need("branch", text, ""))


def _read_use(part: Part) -> Use:
    return Use(
        item=part.need("item", text, ""),
        quantity=part.need("quantity", text, ""),
        amount_yen=part.need("amount_yen", yen, 0),
        payee=part.need("payee", text, ""),
    )
