"""The three guarantees (前払金・中間前払金・契約保証) and the shares of the price they cover."""

from __future__ import annotations

from akashi.domain.word import Word
from akashi.domain.works import WorksKind

INTERIM_LIMIT_PERCENT = 20
"""Interim advance, at most this share of the contract price (中間前払金は2割以内)."""

ADVANCES_LIMIT_PERCENT = 60
"""Advance and interim advance together, at most (前払金と合わせて6割以内)."""

PERFORMANCE_MINIMUM_PERCENT = 10
"""Performance guarantee, at least (契約保証は1割以上)."""

LOW_PRICE_PERFORMANCE_MINIMUM_PERCENT = 30
"""Performance guarantee after a low-price bid, at least (低入札のときは3割以上)."""


class Product(Word):
    """A kind of guarantee a contractor may ask for (保証の種類).

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """

    ADVANCE_PAYMENT = "advance_payment", "前払金保証", "Advance payment guarantee"
    INTERIM_PAYMENT = "interim_payment", "中間前払金保証", "Interim advance payment guarantee"
    PERFORMANCE = "performance", "契約保証", "Performance guarantee"

    @property
    def secures_an_advance(self) -> bool:
        """Tell whether money paid in advance is secured; its amount is the guaranteed amount.

        出典: 公共工事の前払金保証事業に関する法律 第2条第2項
        """
        return self is not Product.PERFORMANCE


def advance_limit_percent(kind: WorksKind) -> int:
    """Return the usual upper limit of a first advance in percent of the contract price.

    An obligee's own rule wins over it.
    出典: 東日本建設業保証「前払金保証」(工事 通常4割)、上尾市 (設計・調査等 10分の3)
    """
    return 40 if kind is WorksKind.CONSTRUCTION else 30
