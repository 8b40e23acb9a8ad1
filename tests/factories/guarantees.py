"""Applications and guarantees (保証), brought to any state by the real verbs."""

from __future__ import annotations

import copy
from datetime import date, datetime
from typing import Any

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Application, Guarantee
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.save_draft import save_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.keeping.tasks import run_until_idle
from tests.factories.people import ZANPA, People
from tests.fakes import NOON

ADVANCE: dict[str, Any] = {
    "schema": "akashi.application/1",
    "product": "advance_payment",
    "delivery": "electronic",
    "obligee": "okinawa-yomitan",
    "contractor": {
        "name": ZANPA,
        "postal_code": "904-0301",
        "address": "沖縄県中頭郡読谷村字座喜味0000番地",
        "representative": {"title": "代表取締役", "name": "比嘉 𠮷髙"},
        "email": "keiri@zanpa-kensetsu.example",
    },
    "works": {
        "kind": "construction",
        "name": "村道中央残波線道路改良工事(R8-1工区)",
        "number": "R8-道改-12",
        "site": "読谷村字波平 地内",
        "contract_price_yen": 55_000_000,
        "contract_date": "2026-05-11",
        "notice_date": "2026-04-06",
        "period": {"from": "2026-05-12", "to": "2027-02-26"},
        "low_price_bid": False,
    },
    "advance_amount_yen": 22_000_000,
}


def document(**changes: Any) -> dict[str, Any]:
    """Return an application file that keeps every rule; `works__name=…` changes inside."""
    made = copy.deepcopy(ADVANCE)
    for path, value in changes.items():
        *outer, last = path.split("__")
        part = made
        for name in outer:
            part = part[name]
        part[last] = value
    return made


class Way:
    """Walks an application along, step by step, with the people and tools of one test.

    出典: なし (試験用)
    """

    def __init__(self, people: People, tools: Toolbox, at: datetime = NOON) -> None:
        self.people, self.tools, self.at = people, tools, at

    def drafted(self, **changes: Any) -> str:
        """Return a draft of Alice's."""
        return save_draft(None, document=document(**changes), by=self.people.alice, at=self.at)

    def submitted(self, **changes: Any) -> str:
        """Return one that Alice has submitted."""
        made = self.drafted(**changes)
        submit(made, by=self.people.alice, at=self.at, toolbox=self.tools)
        return made

    def accepted(self, **changes: Any) -> str:
        """Return one that Ume has accepted."""
        made = self.submitted(**changes)
        accept(made, by=self.people.ume, at=self.at)
        return made

    def approved(self, **changes: Any) -> str:
        """Return one that Matsu has approved."""
        made = self.accepted(**changes)
        approve(made, by=self.people.matsu, at=self.at, toolbox=self.tools)
        return made

    def concluded(self, **changes: Any) -> Guarantee:
        """Return the guarantee of one that was paid for; not sealed yet."""
        made = self.approved(**changes)
        self.pay(made)
        return Guarantee.objects.get(application_id=made)

    def sealed(self, **changes: Any) -> Guarantee:
        """Return the guarantee of one whose certificate is ready and announced."""
        guarantee = self.concluded(**changes)
        run_until_idle(toolbox=self.tools)
        return guarantee

    def pay(self, application_id: str) -> None:
        """Record the premium as quoted."""
        premium = Application.objects.get(pk=application_id).premium_yen
        assert premium is not None
        record_payment(
            application_id,
            amount_yen=premium,
            paid_on=date(2026, 11, 20),
            method="transfer",
            by=self.people.ume,
            at=self.at,
            toolbox=self.tools,
        )
