"""An obligee's rules in plain words (受入規則の表示); what nobody has said is to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.utils.translation import gettext as _

from akashi.domain.directory.model import NONLIFE
from akashi.domain.directory.words import Basis
from akashi.domain.parties import SuretyKind
from akashi.domain.periods import wareki, wareki_year
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from akashi.domain.yen import format_yen
from akashi.portals.shared.context import language, listed
from akashi.portals.shared.parts import Item

if TYPE_CHECKING:
    from decimal import Decimal

    from akashi.domain.directory import AdvanceRule, Obligee, PerformanceRule
    from akashi.domain.directory.days import Since
    from akashi.domain.directory.model import Choice, StartRule

T = TypeVar("T")


class Labelled(Protocol):
    """A word of the rules that knows its name in both languages.

    出典: なし (本システムの決定)
    """

    def label(self, lang: str = ...) -> str:
        """Return the name."""
        ...


YEAR_AND_MONTH = len("2025-12")


def what_is_taken(obligee: Obligee) -> list[Item]:
    """Return what the body takes electronically and since when.

    出典: 発注者各団体の公表資料 (data/obligees)
    """
    starts = [text for rule in obligee.start if (text := _start(rule))]
    return [
        _item(_("保証の種類"), _names(obligee.guarantees)),
        _item(_("契約の種類"), _names(obligee.contract_kinds)),
        _item(_("保証機関"), _names(obligee.sureties)),
        _item(_("開始日"), "\n".join(starts)),
        _item(_("書面での提出"), _taken(obligee.paper_accepted)),
        *_known(_("変更契約"), obligee.change_contracts),
        *_known(_("損害保険会社"), listed(obligee.nonlife_companies or ())),
    ]


def how_to_hand_in(obligee: Obligee) -> list[Item]:
    """Return how number and key are to reach the body.

    出典: 発注者各団体の公表資料 (data/obligees)
    """
    said = obligee.submit
    phone = _("必要です")
    no_phone = _("求められていません")
    return [
        _item(_("届け方"), _choice(said.methods, _names)),
        _item(_("届け先の窓口"), _choice(said.to, str)),
        _item(_("メールアドレス"), _choice(said.address, str)),
        _item(_("メールの件名"), _choice(said.subject, str)),
        *_known(_("件名の例"), _choice(said.subject_example, str)),
        _item(_("本文に書くこと"), _choice(said.body_items, listed)),
        _item(_("届けるファイル"), _choice(said.file, str)),
        _item(_("期限"), _choice(said.deadline, str)),
        _item(
            _("届いたかの電話"),
            _choice(said.confirm_by_phone, lambda wanted: phone if wanted else no_phone),
        ),
        *_known(_("ファクシミリ"), _choice(said.fax, str)),
        *_known(_("電子申請"), _form(obligee)),
        *_known(_("注意"), _choice(said.note, str)),
        *_known(_("受け付けられないもの"), "\n".join(obligee.not_accepted or ())),
        *_known(_("前払金の請求書"), obligee.invoice),
    ]


def limits(obligee: Obligee) -> list[Item]:
    """Return the body's own limits of amounts; empty when the usual ones hold.

    出典: 発注者各団体の公表資料 (data/obligees)
    """
    items = [
        Item(
            _("前払金（%(kind)s）") % {"kind": kind.label(language())},
            listed(_limit_parts(rule, _("契約金額の%(rate)s以内"))),
        )
        for kind, rule in obligee.advance_rules
    ]
    if obligee.performance_rule:
        parts = _limit_parts(obligee.performance_rule, _("契約金額の%(rate)s以上"))
        items.append(Item(_("契約保証"), listed(parts)))
    return [item for item in items if item.value]


def since_words(since: Since) -> str:
    """Return a start as exactly as it is known: a day, or only a month or a year.

    出典: 公文書の元号使用の慣行
    """
    if since.first == since.last:
        return wareki(since.first) if language() == "ja" else since.text
    if language() != "ja":
        return since.text
    year = wareki_year(since.first)
    return f"{year}{since.first.month}月" if len(since.text) == YEAR_AND_MONTH else year


def _start(rule: StartRule) -> str:
    if rule.since is None:
        return rule.note or ""
    since = since_words(rule.since)
    if rule.basis is None:
        text = _("%(since)sから") % {"since": since}
    elif rule.basis is Basis.OPERATION_START:
        text = _("%(since)sに運用開始") % {"since": since}
    else:
        basis = rule.basis.label(language())
        text = _("%(basis)sが%(since)s以降のもの") % {"basis": basis, "since": since}
    only = [
        *(word.label(language()) for word in rule.contract_kinds or ()),
        *(word.label(language()) for word in rule.guarantees or ()),
        *(word.label(language()) for word in rule.sureties or ()),
        *(rule.departments or ()),
    ]
    if only:
        text += _("（%(only)s）") % {"only": listed(only)}
    if rule.initial_contract_only:
        text += _("。それより前の契約の変更は対象外")
    return f"{text}\n{rule.note}" if rule.note else text


def _limit_parts(rule: AdvanceRule | PerformanceRule, share: str) -> Iterator[str]:
    if rule.rate is not None:
        yield share % {"rate": _percent(rule.rate)}
    if rule.min_contract is not None:
        yield _("契約金額%(yen)s以上のもの") % {"yen": format_yen(rule.min_contract)}
    if rule.min_design_amount is not None:
        yield _("設計金額%(yen)s以上のもの") % {"yen": format_yen(rule.min_design_amount)}
    unit = getattr(rule, "round_down_to", None)
    if unit is not None:
        yield _("%(yen)s未満切捨て") % {"yen": format_yen(unit)}
    if rule.note:
        yield rule.note


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"


def _form(obligee: Obligee) -> str:
    form = obligee.submit.online_form
    if form is None:
        return ""
    parts = [form.name, form.url, listed(form.fields or ()), form.note]
    return "\n".join(part for part in parts if part)


def _names(words: Sequence[Labelled] | None) -> str:
    return listed(word.label(language()) for word in words or ())


def _taken(flag: bool | None) -> str:  # noqa: FBT001 - three-valued, read from a rule
    if flag is None:
        return ""
    return _("これまでどおり受け付けます") if flag else _("受け付けません")


def _choice(choice: Choice[T], show: Callable[[T], str]) -> str:
    lines = [] if choice.general is None else [show(choice.general)]
    for case, value in choice.apart:
        if value is not None:
            lines.append(_("%(case)s：%(value)s") % {"case": _case(case), "value": show(value)})
    return "\n".join(lines)


def _case(key: str) -> str:
    if key == NONLIFE:
        return _("損害保険会社")
    for kind in (Product, SuretyKind, WorksKind):
        if key in set(kind):
            return kind(key).label(language())
    return key


def _item(label: str, value: str) -> Item:
    return Item(label, value) if value else Item(label, _("発注者に確認"), unknown=True)


def _known(label: str, value: str | None) -> list[Item]:
    return [Item(label, value)] if value else []
