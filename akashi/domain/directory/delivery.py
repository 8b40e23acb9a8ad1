"""How number and key reach this obligee (届け方): desk, address, subject filled in, what else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from akashi.domain.directory.aliases import DATES
from akashi.domain.directory.template import Filled, fill
from akashi.domain.parties import SuretyKind
from akashi.domain.periods import wareki

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from akashi.domain.directory.aliases import Aliases
    from akashi.domain.directory.model import Choice, Obligee, OnlineForm, T
    from akashi.domain.directory.words import Method
    from akashi.domain.products import Product
    from akashi.domain.violations import Language
    from akashi.domain.works import WorksKind

_IN_AN_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a mail to the obligee may have to name; None is "not given" (記入事項).

    出典: 発注者各団体のメール件名の定め (data/obligees)
    """

    product: Product
    surety_kind: SuretyKind = SuretyKind.GUARANTEE_COMPANIES
    works_kind: WorksKind | None = None
    works_name: str | None = None
    works_site: str | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By `works.NumberKind`."""
    contractor: str | None = None
    department: str | None = None
    contract_date: date | None = None
    notice_date: date | None = None
    designation_date: date | None = None
    planned_notice_date: date | None = None
    bid_date: date | None = None
    procurement_date: date | None = None
    guarantee_number: str | None = None
    surety_name: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None

    def by_name(self, obligee_name: str) -> dict[str, str]:
        """Return the facts given, under the names of the alias table.

        出典: なし (本システムの決定)
        """
        plain = {
            "guarantee_kind": self.product.label("ja"),
            "guarantee_number": self.guarantee_number,
            "works_name": self.works_name,
            "works_site": self.works_site,
            "contractor": self.contractor,
            "department": self.department,
            "obligee_name": obligee_name,
            "surety_name": self.surety_name,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
            "contact_email": self.contact_email,
        }
        facts = {name: value for name, value in plain.items() if value}
        facts |= {f"numbers.{kind}": number for kind, number in self.numbers.items() if number}
        for name, day in zip(DATES, self._days(), strict=True):
            if day is not None:
                facts[f"{name}_date"] = wareki(day)
                facts[f"{name}_month"] = str(day.month)
                facts[f"{name}_day"] = str(day.day)
        return facts

    def _days(self) -> tuple[date | None, ...]:
        return (
            self.contract_date,
            self.notice_date,
            self.designation_date,
            self.planned_notice_date,
            self.bid_date,
            self.procurement_date,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What to hand in, how and where; None is "ask the obligee" (提出の案内).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    methods: tuple[Method, ...] | None
    to: str | None
    address: str | None
    subject: str | None
    subject_example: str | None
    body_items: tuple[str, ...] | None
    fax: str | None
    online_form: OnlineForm | None
    file: str | None
    deadline: str | None
    phone_call: bool | None
    paper_accepted: bool | None
    not_accepted: tuple[str, ...] | None
    invoice: str | None
    change_contracts: str | None
    note: str | None
    remarks: tuple[str, ...]
    """What the collector of the rules remarked on them (an assumption, a part not seen)."""
    clerk: str | None
    source: str | None
    as_of: str | None
    missing: tuple[str, ...]
    """Placeholders without a fact, as the body writes them; they stand as 〔…〕 in the texts."""

    def as_json(self, lang: Language | str = "ja") -> dict[str, object]:
        """Return the instructions as the command line and the API print them.

        出典: なし (本システムの決定, contract 2)
        """
        form = self.online_form
        return {
            "methods": _listed(self.methods),
            "method_labels": [method.label(lang) for method in self.methods or ()],
            "to": self.to,
            "address": self.address,
            "subject": self.subject,
            "subject_example": self.subject_example,
            "body_items": _listed(self.body_items),
            "fax": self.fax,
            "online_form": form
            and {
                "name": form.name,
                "url": form.url,
                "fields": _listed(form.fields),
                "note": form.note,
            },
            "file": self.file,
            "deadline": self.deadline,
            "phone_call": self.phone_call,
            "paper_accepted": self.paper_accepted,
            "not_accepted": _listed(self.not_accepted),
            "invoice": self.invoice,
            "change_contracts": self.change_contracts,
            "note": self.note,
            "remarks": list(self.remarks),
            "clerk": self.clerk,
            "source": self.source,
            "as_of": self.as_of,
            "missing": list(self.missing),
        }


def instructions(obligee: Obligee, facts: Facts, aliases: Aliases) -> Delivery:
    """Return how this obligee wants number and key for this guarantee, its templates filled.

    出典: なし (本システムの決定, contract 2)
    """
    submit = obligee.submit
    known = facts.by_name(obligee.name)
    missing: dict[str, None] = {}

    def said(choice: Choice[T]) -> T | None:
        return choice.pick(facts.product, facts.surety_kind, facts.works_kind)

    def filled(template: str, usable: Callable[[str], bool] = bool) -> str:
        result: Filled = fill(template, known, aliases, usable=usable)
        missing.update(dict.fromkeys(result.missing))
        return result.text

    def told(choice: Choice[str]) -> str | None:
        template = said(choice)
        return None if template is None else filled(template)

    subject, address, items = told(submit.subject), said(submit.address), said(submit.body_items)
    return Delivery(
        methods=said(submit.methods),
        address=None if address is None else filled(address, _fits_an_address),
        to=told(submit.to),
        subject=subject,
        subject_example=said(submit.subject_example),
        body_items=None if items is None else tuple(filled(item) for item in items),
        fax=told(submit.fax),
        online_form=submit.online_form,
        file=told(submit.file),
        deadline=told(submit.deadline),
        phone_call=said(submit.confirm_by_phone),
        paper_accepted=obligee.paper_accepted,
        not_accepted=obligee.not_accepted,
        invoice=obligee.invoice,
        change_contracts=obligee.change_contracts,
        note=told(submit.note),
        remarks=tuple(note for key, note in obligee.notes if _is_about_handing_in(key)),
        clerk=obligee.clerk,
        source=obligee.source,
        as_of=obligee.as_of,
        missing=tuple(missing),
    )


def _fits_an_address(value: str) -> bool:
    # A fact with @ or a comma would send the key to somebody else.
    return _IN_AN_ADDRESS.fullmatch(value) is not None


def _is_about_handing_in(key: str) -> bool:
    return key.startswith(("submit", "paper", "invoice", "not_accepted"))


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else [str(value) for value in values]
