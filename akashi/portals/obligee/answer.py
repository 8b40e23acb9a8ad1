"""The answer (三行の答え): it is genuine, it is in force, and what to compare it with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from akashi.domain.certificate import Row, labelled_rows
from akashi.domain.guarantee import GuaranteeStatus
from akashi.portals.obligee.proof import evidence_rows, version_lines
from akashi.portals.shared.context import language
from akashi.portals.shared.templatetags.parts import day

if TYPE_CHECKING:
    from akashi.workflows.delivering.open_certificate import Opened

COMPARED = (
    "contractor.name",
    "works.name",
    "works.contract_price_yen",
    "works.period",
    "guaranteed_amount_yen",
)
"""What a clerk holds against the works contract first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: yes, no, or for the reader to decide.

    出典: vision.md 「三行の答え」
    """

    kind: Literal["yes", "no", "open"]
    title: str
    text: str

    @property
    def mark(self) -> str:
        """Return the sign in front of the line; it never says more than the line itself."""
        return {"yes": "✓", "no": "×", "open": "＝"}[self.kind]


def answer_page(request: HttpRequest, opened: Opened, *, at: datetime, grant: str) -> HttpResponse:
    """Return the certificate as a page that reads on a phone and prints on A4.

    出典: vision.md ⑥
    """
    rows = labelled_rows(opened.content, language())
    shown = {
        "opened": opened,
        "lines": (_genuine(opened), _in_force(opened), _comparing()),
        "compared": [row for row in rows if _is_compared(row)],
        "rows": rows,
        "evidence": evidence_rows(opened),
        "versions": version_lines(opened),
        "grant": grant,
        "at": at,
    }
    return render(request, "obligee/answer.html", shown)


def _is_compared(row: Row) -> bool:
    return any(row.field == field or row.field.startswith(f"{field}.") for field in COMPARED)


def _genuine(opened: Opened) -> Line:
    text = _("%(surety)sが締結し、電子署名で封印した保証の証書です。")
    return Line("yes", _("本物です"), text % {"surety": opened.content["surety"]["name"]})


def _in_force(opened: Opened) -> Line:
    period = opened.content["guarantee_period"]
    words = {
        "from": day(date.fromisoformat(period["from"])),
        "to": day(date.fromisoformat(period["to"])),
        "as_of": day(opened.as_of),
    }
    if opened.in_force:
        text = _("保証期間は%(from)sから%(to)sまでです（%(as_of)s現在）。")
        return Line("yes", _("いま有効です"), text % words)
    return Line("no", _("いまは有効ではありません"), _why_not(opened.status) % words)


def _why_not(status: GuaranteeStatus) -> str:
    if status is GuaranteeStatus.NOT_BEGUN:
        return _("保証期間は%(from)sに始まります。")
    if status is GuaranteeStatus.EXPIRED:
        return _(
            "保証期間は%(to)sに終わりました。工期を延ばしたときは、変更の保証を受けてください。"
        )
    if status is GuaranteeStatus.CANCELLED:
        return _("この保証契約は解約されています。受注者または保証会社に確かめてください。")
    return _("この保証契約は解除されています。受注者または保証会社に確かめてください。")


def _comparing() -> Line:
    return Line(
        "open",
        _("契約書と見比べてください"),
        _("受注者、工事名、請負代金額、工期、保証金額が、お手元の契約書と同じか確かめてください。"),
    )
