"""The premium (保証料) of one guarantee, with every step of its calculation as a printed line."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from akashi.domain.violations import Sentence, refuse
from akashi.domain.yen import MAX_YEN, format_yen

if TYPE_CHECKING:
    from datetime import date

    from akashi.domain.premium.rate_table import RateTable
    from akashi.domain.products import Product
    from akashi.domain.violations import Language


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the breakdown; the exact amounts of all lines add up to the premium.

    出典: なし (本システムの決定)
    """

    label: Sentence
    amount: Fraction
    """Yen, exact; below 0 for what the rounding cuts."""

    base_yen: int | None = None
    """The part of the guaranteed amount this line is about; None for rounding and minimum."""

    percent: str | None = None

    @property
    def amount_text(self) -> str:
        """Return the amount as a plain decimal, exact: `35750`, `-0.45`.

        出典: なし (本システムの決定)
        """
        return _decimal(self.amount)

    def as_json(self, lang: Language | str = "ja") -> dict[str, str | int | None]:
        """Return the line as command line and API print it.

        出典: なし (本システムの決定)
        """
        return {
            "label": self.label.text(lang),
            "base_yen": self.base_yen,
            "percent": self.percent,
            "amount_yen": self.amount_text,
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """A premium in whole yen, how it came about, and from which table.

    出典: なし (本システムの決定)
    """

    premium_yen: int
    guaranteed_amount_yen: int
    lines: tuple[Line, ...]
    table: RateTable

    @property
    def illustrative(self) -> bool:
        """Tell whether the rates are examples of our own without a source.

        出典: なし (本システムの決定)
        """
        return self.table.illustrative

    def as_json(self, lang: Language | str = "ja") -> dict[str, object]:
        """Return the quote as command line and API print it, and as it is stored.

        出典: なし (本システムの決定)
        """
        return {
            "premium_yen": self.premium_yen,
            "guaranteed_amount_yen": self.guaranteed_amount_yen,
            "product": self.table.product.value,
            "lines": [line.as_json(lang) for line in self.lines],
            "illustrative": self.illustrative,
            "note": self.table.note.text(lang),
            "rate_table": {
                "surety": self.table.surety,
                "product": self.table.product.value,
                "effective_from": self.table.effective_from.isoformat(),
                "source": self.table.source,
            },
        }


def quote(table: RateTable, product: Product, guaranteed_amount_yen: int, on: date) -> Quote:
    """Return the premium: each slice of the amount at its own rate, rounded, at least the minimum.

    The order is fixed: slices, then rounding of their sum, then the minimum.
    Raises: RuleViolation `amount_range` on `guaranteed_amount_yen`; ValueError for a table of
    another product or one not yet in force on the day.
    出典: docs/premium.md (本システムの決定)
    """
    if table.product is not product or on < table.effective_from:
        raise ValueError("this rate table is not the one for the product and the day")
    if not 1 <= guaranteed_amount_yen <= MAX_YEN:
        raise refuse(
            "amount_range",
            "guaranteed_amount_yen",
            ja=f"保証金額は1円以上{MAX_YEN:,}円以下です。",
            en=f"The guaranteed amount is 1 to {MAX_YEN:,} yen.",
        )
    lines = _slices(table, guaranteed_amount_yen)
    exact = sum((line.amount for line in lines), Fraction(0))
    rounded = table.rounding.apply(exact)
    premium = max(rounded, table.minimum_yen or 0)
    if rounded != exact:
        label = Sentence(
            f"端数処理({table.rounding.label('ja')})", f"Rounding ({table.rounding.label('en')})"
        )
        lines.append(Line(label, rounded - exact))
    if premium > rounded:
        lines.append(Line(_minimum_label(premium), Fraction(premium - rounded)))
    return Quote(premium, guaranteed_amount_yen, tuple(lines), table)


def _slices(table: RateTable, amount: int) -> list[Line]:
    lines: list[Line] = []
    below = 0
    for tier in table.tiers:
        end = amount if tier.up_to_yen is None else min(amount, tier.up_to_yen)
        part = end - below
        if part <= 0:
            break
        lines.append(
            Line(_slice_label(below, tier.up_to_yen), part * tier.rate, part, tier.percent)
        )
        below = end
    return lines


def _slice_label(below: int, up_to: int | None) -> Sentence:
    if up_to is None and not below:
        return Sentence("保証金額", "Guaranteed amount")
    if up_to is None:
        return Sentence(f"{format_yen(below)}を超える部分", f"Part above {below:,} yen")
    if not below:
        return Sentence(f"{format_yen(up_to)}までの部分", f"Part up to {up_to:,} yen")
    return Sentence(
        f"{format_yen(below)}を超え{format_yen(up_to)}までの部分",
        f"Part above {below:,} up to {up_to:,} yen",
    )


def _minimum_label(minimum: int) -> Sentence:
    return Sentence(
        f"最低保証料({format_yen(minimum)})に満たない額",
        f"Raised to the minimum premium ({minimum:,} yen)",
    )


def _decimal(amount: Fraction) -> str:
    """Return an exact decimal; rates have at most eight places after the point as shares of 1."""
    scaled = amount * 10**8
    whole, rest = divmod(abs(int(scaled)), 10**8)
    digits = f"{whole}.{rest:08}".rstrip("0").rstrip(".")
    return f"-{digits}" if scaled < 0 else digits
