"""What to hand in, how and where (提出の案内): for this obligee and this guarantee."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akashi.domain.directory import Delivery, Obligee
from akashi.domain.directory.words import Method
from akashi.domain.periods import japan_date
from akashi.portals.contractor.hand_in_texts import facts_of
from akashi.portals.contractor.hand_in_texts import guide as instructed
from akashi.portals.shared import downloads, outside
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Field, Filled
from akashi.portals.shared.guards import SignedInRequest, contractor_only
from akashi.portals.shared.parts import Crumb, Item
from akashi.portals.shared.templatetags.parts import dated
from akashi.records.reading import for_contractor, for_public

FILL = "fill:"
"""Leads the name of a box that fills a placeholder."""


@contractor_only
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: SignedInRequest, number: str) -> HttpResponse:
    """Show how this obligee wants number and key; posting fills its templates, keeping nothing.

    出典: 発注者各団体の公表資料 (data/obligees)
    """
    found = for_contractor.guarantee(request.actor, number, today=japan_date(outside.now()))
    obligee = for_public.obligee(found.obligee_id) if found else None
    if found is None or obligee is None or not found.has_key:
        raise Http404
    typed = {name: str(text) for name, text in request.POST.items() if name.startswith(FILL)}
    told = instructed(
        obligee,
        facts_of(found.content, found.document),
        outside.aliases(),
        {name.removeprefix(FILL): text for name, text in typed.items()},
    )
    delivery = told.delivery
    context = {
        "area": "guarantees",
        "trail": _trail(number),
        "found": found,
        "is_unknown": delivery.methods is None,
        "notice_name": downloads.key_notice_name(number),
        "certificate_name": downloads.certificate_name(number),
        "file": delivery.file,
        "not_accepted": "\n".join(delivery.not_accepted or ()),
        "phone_call": delivery.phone_call,
        "how": _how(delivery),
        "mail": _mail(delivery),
        "others": _others(delivery),
        "form": Filled(tuple(_blank(name, typed) for name in told.asked)),
        "source": _source(obligee),
    }
    return render(request, "contractor/hand_in.html", context)


def _how(delivery: Delivery) -> list[Item]:
    lang = language()
    methods = "、".join(method.label(lang) for method in delivery.methods or ())
    return [
        _item(_("方法"), methods),
        _item(_("宛先(担当)"), delivery.to),
        *_by(delivery, Method.EMAIL, _item(_("メールアドレス"), delivery.address)),
        *([] if delivery.subject else _by(delivery, Method.EMAIL, _item(_("件名"), None))),
        *_by(delivery, Method.FAX, _item(_("ファクシミリ"), delivery.fax)),
        *_form(delivery),
        _item(_("期限"), delivery.deadline),
        _item(_("書面でも出せるか"), _yes_or_no(delivery.paper_accepted)),
    ]


def _mail(delivery: Delivery) -> list[Item]:
    """Return the texts to copy into a mail; none where the body takes no mail."""
    if delivery.methods is not None and Method.EMAIL not in delivery.methods:
        return []
    parts = [
        (_("件名"), delivery.subject),
        (_("件名の例(発注者の資料から)"), delivery.subject_example),
        (_("本文に書くこと"), "\n".join(delivery.body_items or ())),
    ]
    return [Item(label, value) for label, value in parts if value]


def _others(delivery: Delivery) -> list[Item]:
    parts = [
        (_("前払金の請求書"), delivery.invoice),
        (_("変更契約"), delivery.change_contracts),
        (_("発注者の確かめ方"), delivery.clerk),
        (_("注意"), "\n".join([*([delivery.note] if delivery.note else []), *delivery.remarks])),
    ]
    return [Item(label, value) for label, value in parts if value]


def _by(delivery: Delivery, method: Method, item: Item) -> Sequence[Item]:
    """Return the item where the body takes this way, or where nobody has said which it takes."""
    return [item] if delivery.methods is None or method in delivery.methods else []


def _form(delivery: Delivery) -> Sequence[Item]:
    form = delivery.online_form
    if form is None:
        return []
    parts = [form.name, form.url, "、".join(form.fields or ()), form.note]
    return [Item(_("電子申請"), "\n".join(part for part in parts if part))]


def _item(label: str, value: str | None) -> Item:
    return Item(label, value) if value else Item(label, _("発注者に確認"), unknown=True)


def _yes_or_no(taken: bool | None) -> str:  # noqa: FBT001 - three-valued, read from a rule
    if taken is None:
        return ""
    return _("はい") if taken else _("いいえ")


def _blank(name: str, typed: dict[str, str]) -> Field:
    key = f"{FILL}{name}"
    return Field(key, f"〔{name}〕", value=typed.get(key, ""), required=False, width="medium")


def _source(obligee: Obligee) -> str:
    parts = [obligee.source or _("発注者に確認")]
    if obligee.as_of:
        parts.append(_("%(as_of)s 時点") % {"as_of": dated(obligee.as_of)})
    if obligee.excerpt_truncated:
        parts.append(_("公表資料の一部だけを読み取っています"))
    return "・".join(parts)


def _trail(number: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("保証契約一覧"), reverse("contractor:guarantees")),
        Crumb(number, reverse("contractor:guarantee", args=[number])),
        Crumb(_("提出のしかた")),
    )
