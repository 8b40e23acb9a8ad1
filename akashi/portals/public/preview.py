"""How number and key would be handed in for one contract (届け方の下見), its subject filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from akashi.domain.directory import Facts, instructions
from akashi.domain.works import NumberKind
from akashi.portals.shared.context import language, listed
from akashi.portals.shared.forms import Field
from akashi.portals.shared.outside import aliases
from akashi.portals.shared.parts import Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.directory import Obligee, Question


def fields(obligee: Obligee) -> tuple[Field, ...]:
    """Return what the body's mail subject may need; nothing where it asks for no subject.

    出典: 発注者各団体のメール件名の定め (data/obligees)
    """
    subject = obligee.submit.subject
    if subject.general is None and not any(text for _case, text in subject.apart):
        return ()
    return (
        Field("works_name", _("工事名"), required=False),
        Field("works_number", _("工事番号"), required=False, width="medium"),
        Field("contractor", _("受注者名"), required=False),
    )


def how(obligee: Obligee, question: Question, typed: Mapping[str, str]) -> list[Item]:
    """Return the instructions for this guarantee; what is missing stays visible as 〔…〕.

    出典: contract.md 第2節 directory check
    """
    number = typed.get("works_number", "").strip()
    facts = Facts(
        product=question.product,
        works_kind=question.works_kind,
        works_name=typed.get("works_name", "").strip() or None,
        numbers={NumberKind.WORKS.value: number} if number else {},
        contractor=typed.get("contractor", "").strip() or None,
        department=question.department,
        contract_date=question.contract_date,
        notice_date=question.notice_date,
        designation_date=question.designation_date,
        planned_notice_date=question.planned_notice_date,
        bid_date=question.bid_date,
        procurement_date=question.procurement_date,
    )
    told = instructions(obligee, facts, aliases())
    lang = language()
    phone = _("届いたことを電話で確かめてください") if told.phone_call else ""
    said = (
        (_("届け方"), listed(method.label(lang) for method in told.methods or ())),
        (_("届け先の窓口"), told.to),
        (_("メールアドレス"), told.address),
        (_("メールの件名"), told.subject),
        (_("本文に書くこと"), listed(told.body_items or ())),
        (_("期限"), told.deadline),
        (_("届いたかの電話"), phone),
        (_("まだ分からないもの"), listed(told.missing)),
    )
    return [Item(label, value) for label, value in said if value]
