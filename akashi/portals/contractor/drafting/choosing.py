"""What may be chosen on the pages of an application (選択肢): guarantees, works, obligees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from akashi.domain.application.model import Delivery
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from akashi.portals.shared.forms import Choice


@dataclass(frozen=True, slots=True)
class Candidate:
    """An obligee that may be chosen.

    出典: なし (本システムの決定)
    """

    id: str
    name: str
    pref: str
    name_only: bool


def choices(lang: str, obligees: Iterable[Candidate]) -> dict[str, tuple[Choice, ...]]:
    """Return the answers of every choice, by the path it fills.

    出典: なし (本システムの決定)
    """
    hints = {
        Product.ADVANCE_PAYMENT: _("前払金を受け取るとき"),
        Product.INTERIM_PAYMENT: _("工事の半ばで、2回目の前払金を受け取るとき(認定調書が必要)"),
        Product.PERFORMANCE: _("契約保証金の代わりに。契約の締結前に申し込めます"),
    }
    deliveries = {
        Delivery.ELECTRONIC: _("保証契約番号と認証キーで、発注者が画面で確かめます"),
        Delivery.PAPER: _("保証証書を紙で受け取ります"),
    }
    return {
        "product": tuple(Choice(p.value, p.label(lang), hints[p]) for p in Product),
        "works.kind": tuple(Choice(k.value, k.label(lang)) for k in WorksKind),
        "delivery": tuple(Choice(d.value, d.label(lang), deliveries[d]) for d in Delivery),
        "obligee": tuple(_obligee(each) for each in obligees),
    }


def _obligee(candidate: Candidate) -> Choice:
    parts = [candidate.pref] if candidate.pref not in {"", candidate.name} else []
    if candidate.name_only:
        parts.append(_("電子保証の取扱いは発注者に確認"))
    return Choice(candidate.id, candidate.name, "・".join(parts))
