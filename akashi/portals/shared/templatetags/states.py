"""Tags for where things stand (状態の表示): `{% load states %}`, a word and its color."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akashi.domain.lifecycle import ApplicationState, GuaranteeState
from akashi.portals.shared.context import language
from akashi.portals.shared.templatetags.parts import badge
from akashi.records.reading.application_rows import HistoryRow

register = template.Library()

_TONES = {
    ApplicationState.DRAFT: "",
    ApplicationState.SUBMITTED: "info",
    ApplicationState.RETURNED: "warning",
    ApplicationState.ACCEPTED: "info",
    ApplicationState.APPROVED: "info",
    ApplicationState.DECLINED: "error",
    ApplicationState.WITHDRAWN: "",
    ApplicationState.CONCLUDED: "success",
}


@register.simple_tag
def application_state(state: str) -> SafeString:
    """Draw where an application stands.

    出典: なし (本システムの決定)
    """
    known = ApplicationState(state)
    return badge(_TONES[known], known.label(language()))


@register.simple_tag
def guarantee_state(state: str, in_force: bool) -> SafeString:  # noqa: FBT001 - a template says both
    """Draw whether a guarantee is in force, and how it ended where it is not.

    出典: なし (本システムの決定)
    """
    if in_force:
        return badge("success", _("保証期間中"))
    known = GuaranteeState(state)
    if known is GuaranteeState.CONCLUDED:
        return badge("", _("保証期間外"))
    return badge("error", known.label(language()))


_ACTS = {
    "applying.create": gettext_lazy("下書きを作成"),
    "applying.save_draft": gettext_lazy("下書きを保存"),
    "applying.submit": gettext_lazy("申込み"),
    "applying.return": gettext_lazy("差戻し"),
    "applying.accept": gettext_lazy("引受承認"),
    "applying.approve": gettext_lazy("承認"),
    "applying.decline": gettext_lazy("引受拒否"),
    "applying.withdraw": gettext_lazy("取下げ"),
    "applying.record_payment": gettext_lazy("保証料領収"),
    "guaranteeing.conclude": gettext_lazy("保証契約の締結"),
    "guaranteeing.publish": gettext_lazy("透明性ログへの採録"),
    "guaranteeing.seal": gettext_lazy("電子証書の封印"),
    "guaranteeing.raise_seal": gettext_lazy("時刻認証・検証情報の追加"),
    "guaranteeing.renew_evidence": gettext_lazy("長期保存の時刻認証"),
    "delivering.announce": gettext_lazy("お知らせメールの準備"),
    "delivering.send_notice": gettext_lazy("メールの送信"),
    "delivering.disclose_key": gettext_lazy("認証キーの表示"),
    "delivering.make_key_notice": gettext_lazy("認証キー等のお知らせの保存"),
    "delivering.open_certificate": gettext_lazy("発注者による閲覧"),
}


@register.filter
def without_resaving(history: Sequence[HistoryRow]) -> list[HistoryRow]:
    """Leave out every saving of a draft that the same person saved again right after.

    出典: なし (本システムの決定)
    """
    kept: list[HistoryRow] = []
    for act in history:
        if kept and act.act == "applying.save_draft" == kept[-1].act and act.who == kept[-1].who:
            kept.pop()
        kept.append(act)
    return kept


@register.filter
def act_name(act: str) -> str:
    """Show the name of a recorded act; an act without one under the name it is recorded by.

    出典: なし (本システムの決定)
    """
    return str(_ACTS.get(act, act))
