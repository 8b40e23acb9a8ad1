"""The rates (保証料率表) of one surety for one product from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from akashi.domain.periods import wareki
from akashi.domain.violations import Sentence, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from akashi.domain.products import Product
    from akashi.domain.yen import Rounding


@dataclass(frozen=True, slots=True)
class Tier:
    """One slice of the guaranteed amount and the rate for the money inside it.

    出典: なし (本システムの決定)
    """

    up_to_yen: int | None
    """Upper end of the slice, included; None for the last one, which has no end."""

    percent: str
    """As written in the table (`0.065`), so that it prints as it was decided."""

    @property
    def rate(self) -> Fraction:
        """Return the exact rate as a share of 1.

        出典: なし (本システムの決定)
        """
        return Fraction(self.percent) / 100


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates in force from a day on, until a later table of the same surety and product.

    出典: 公共工事の前払金保証事業に関する法律 第12条第2項第1号 (料率は約款に定める)
    """

    surety: str
    product: Product
    effective_from: date
    tiers: tuple[Tier, ...]
    minimum_yen: int | None
    rounding: Rounding
    illustrative: bool
    """True while no source for these figures could be read; pages and quotes say so."""

    source: str
    note: Sentence


def table_on(tables: Iterable[RateTable], product: Product, on: date) -> RateTable:
    """Return the table of one surety in force for `product` on a day: the latest begun by then.

    Raises: RuleViolation `no_rate_table` when none had begun.
    出典: なし (本システムの決定)
    """
    begun = [t for t in tables if t.product is product and t.effective_from <= on]
    if not begun:
        raise refuse(
            "no_rate_table",
            "product",
            ja=f"{wareki(on)}に適用される{product.label('ja')}の保証料率がありません。",
            en=f"There are no rates for this product ({product.label('en')}) on {on}.",
        )
    return max(begun, key=lambda table: table.effective_from)
