"""Rules of the amounts (前払金・保証金額・使途): limits and sums, in whole yen."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import label
from akashi.domain.application.rules.rule import Case, looks_at, violation
from akashi.domain.directory import AdvanceRule
from akashi.domain.products import (
    ADVANCES_LIMIT_PERCENT,
    INTERIM_LIMIT_PERCENT,
    LOW_PRICE_PERFORMANCE_MINIMUM_PERCENT,
    PERFORMANCE_MINIMUM_PERCENT,
    Product,
    advance_limit_percent,
)
from akashi.domain.violations import Sentence, Violation
from akashi.domain.works import WorksKind
from akashi.domain.yen import Rounding, cut_to, format_yen

_PRICE = "works.contract_price_yen"


@looks_at("product", _PRICE, "advance_amount_yen")
def the_advance_is_within_the_limit(case: Case) -> Iterator[Violation]:
    """A first advance is at most 40 % of the price, 30 % for consulting, design and survey.

    A body's own rule wins: its rate, and its limit rounded down to a unit. The amount asked
    for need not be a multiple of the unit. Where the kind of works cannot be read, the most
    generous limit holds.
    出典: 東日本建設業保証「前払金保証」、上尾市「前払金制度の運用」
    """
    application, works = case.application, case.application.works
    amount = application.advance_amount_yen
    if application.product is not Product.ADVANCE_PAYMENT or amount is None:
        return
    kinds = (works.kind,) if case.can_read("works.kind") else tuple(WorksKind)
    limit, rate, unit = max(_advance_limit(case, kind) for kind in kinds)
    if amount <= limit:
        return
    cut = Sentence("", "")
    if unit > 1:
        cut = Sentence(f"、{format_yen(unit)}未満切捨て", f", cut to a multiple of {unit:,} yen")
    yield violation(
        Code.ADVANCE_ABOVE_LIMIT,
        "advance_amount_yen",
        ja=f"前払金額は請負代金額の{_percent(rate)}%({format_yen(limit)}{cut.ja})以下にしてください。"
        f"入力: {format_yen(amount)}",
        en=f"The advance must be at most {_percent(rate)} % of the contract price ({limit:,} yen"
        f"{cut.en}). Given: {amount:,} yen",
    )


@looks_at("product", "works.kind", _PRICE)
def the_price_is_large_enough_for_an_advance(case: Case) -> Iterator[Violation]:
    """Some bodies pay advances only from a contract price on.

    出典: 上尾市「前払金制度の運用」(工事500万円以上、設計・調査等300万円以上)
    """
    works = case.application.works
    least, price = _own_advance_rule(case, works.kind).min_contract, works.contract_price_yen
    if case.application.product is Product.ADVANCE_PAYMENT and least is not None and price < least:
        yield violation(
            Code.ADVANCE_BELOW_MINIMUM_PRICE,
            _PRICE,
            ja=f"この発注者の前払金は請負代金額{format_yen(least)}以上の契約が対象です。"
            f"入力: {format_yen(price)}。金額を確かめるか、発注者に問い合わせてください。",
            en=f"This obligee pays advances for contracts from {least:,} yen on. Given: "
            f"{price:,} yen. Check the price or ask the obligee.",
        )


@looks_at("product", _PRICE, "advance_amount_yen")
def the_interim_advance_is_within_the_limit(case: Case) -> Iterator[Violation]:
    """An interim advance is at most 20 % of the price.

    出典: 東日本建設業保証「中間前払金制度のご案内」
    """
    amount = case.application.advance_amount_yen
    limit = _share_of_price(case, INTERIM_LIMIT_PERCENT)
    if case.application.product is Product.INTERIM_PAYMENT and amount and amount > limit:
        yield violation(
            Code.INTERIM_ABOVE_LIMIT,
            "advance_amount_yen",
            ja=f"中間前払金額は請負代金額の{INTERIM_LIMIT_PERCENT}%({format_yen(limit)})以下に"
            f"してください。入力: {format_yen(amount)}",
            en=f"The interim advance must be at most {INTERIM_LIMIT_PERCENT} % of the contract "
            f"price ({limit:,} yen). Given: {amount:,} yen",
        )


@looks_at("product", _PRICE, "advance_amount_yen", "prior_advance.amount_yen")
def both_advances_are_within_the_limit(case: Case) -> Iterator[Violation]:
    """First and interim advance are at most 60 % of the price together.

    出典: 東日本建設業保証「中間前払金制度のご案内」
    """
    application = case.application
    amount, prior = application.advance_amount_yen, application.prior_advance
    if application.product is not Product.INTERIM_PAYMENT or amount is None or prior is None:
        return
    limit, total = _share_of_price(case, ADVANCES_LIMIT_PERCENT), amount + prior.amount_yen
    if total > limit:
        yield violation(
            Code.ADVANCES_ABOVE_LIMIT,
            "advance_amount_yen",
            ja=f"当初の前払金との合計は請負代金額の{ADVANCES_LIMIT_PERCENT}%({format_yen(limit)})以下に"
            f"してください。入力: {format_yen(prior.amount_yen)} + {format_yen(amount)} = "
            f"{format_yen(total)}",
            en=f"First and interim advance must be at most {ADVANCES_LIMIT_PERCENT} % of the "
            f"contract price together ({limit:,} yen). Given: {prior.amount_yen:,} + {amount:,} = "
            f"{total:,} yen",
        )


@looks_at("product", _PRICE, "guaranteed_amount_yen")
def the_guarantee_is_large_enough(case: Case) -> Iterator[Violation]:
    """A performance guarantee is at least 10 % of the price, 30 % after a low-price bid.

    A body that asks for more gets more. Where it cannot be read whether the bid was low, it
    is taken not to be.
    出典: 国の契約保証の取扱要領 (1割以上、低入札は3割以上)、真岡市・岡崎市 (10分の1)
    """
    application, works = case.application, case.application.works
    amount = application.guaranteed_amount_yen
    if application.product is not Product.PERFORMANCE or amount is None:
        return
    low = works.low_price_bid is True
    usual = LOW_PRICE_PERFORMANCE_MINIMUM_PERCENT if low else PERFORMANCE_MINIMUM_PERCENT
    own = case.obligee.performance_rule if case.obligee else None
    rate = max(Fraction(usual, 100), Fraction(own.rate if own and own.rate is not None else 0))
    least = Rounding.UP_TO_1.apply(rate * works.contract_price_yen)
    if amount < least:
        why = (
            Sentence("低入札のため、", "After a low-price bid, the") if low else Sentence("", "The")
        )
        yield violation(
            Code.GUARANTEED_AMOUNT_BELOW_MINIMUM,
            "guaranteed_amount_yen",
            ja=f"{why.ja}契約保証の保証金額は請負代金額の{_percent(rate)}%({format_yen(least)})以上に"
            f"してください。入力: {format_yen(amount)}",
            en=f"{why.en} guaranteed amount must be at least {_percent(rate)} % of the contract "
            f"price ({least:,} yen). Given: {amount:,} yen",
        )


@looks_at(_PRICE)
def no_amount_is_above_the_price(case: Case) -> Iterator[Violation]:
    """No amount is larger than the contract price; advances asked for have tighter limits.

    出典: なし (本システムの決定, 申込データの約束)
    """
    application, price = case.application, case.application.works.contract_price_yen
    prior = application.prior_advance
    amounts = {"prior_advance.amount_yen": prior.amount_yen if prior else None}
    if case.can_read("product") and application.product is Product.PERFORMANCE:
        amounts["advance_amount_yen"] = application.advance_amount_yen
        amounts["guaranteed_amount_yen"] = application.guaranteed_amount_yen
    for field, amount in amounts.items():
        if amount is not None and amount > price:
            words = label(field)
            yield violation(
                Code.ABOVE_CONTRACT_PRICE,
                field,
                ja=f"{words.ja}は請負代金額({format_yen(price)})以下にしてください。"
                f"入力: {format_yen(amount)}",
                en=f"Give {words.en} up to the contract price ({price:,} yen). "
                f"Given: {amount:,} yen",
            )


@looks_at("product", "advance_amount_yen", "guaranteed_amount_yen")
def an_advance_is_guaranteed_whole(case: Case) -> Iterator[Violation]:
    """The guaranteed amount of an advance is the advance; who states it states the same.

    出典: 公共工事の前払金保証事業に関する法律 第2条第2項
    """
    application = case.application
    amount, stated = application.advance_amount_yen, application.guaranteed_amount_yen
    if not application.product.secures_an_advance or amount is None or stated in (None, amount):
        return
    yield violation(
        Code.GUARANTEED_AMOUNT_DIFFERS,
        "guaranteed_amount_yen",
        ja=f"{application.product.label('ja')}の保証金額は前払金額({format_yen(amount)})と同じです。"
        "同じ額にするか、この項目を削除してください。",
        en=f"An advance is guaranteed whole: make the guaranteed amount {amount:,} yen like the "
        "advance, or leave it out.",
    )


@looks_at("product", "works.advance_planned")
def a_performance_guarantee_rides_on_an_advance(case: Case) -> Iterator[Violation]:
    """A performance guarantee is a rider: only for works with a planned advance.

    出典: 東日本建設業保証「契約保証」(前払金保証の特約)
    """
    application = case.application
    if application.product is Product.PERFORMANCE and not application.works.advance_planned:
        yield violation(
            Code.ADVANCE_NOT_PLANNED,
            "works.advance_planned",
            ja="契約保証は、前払金を受ける予定の工事に限って申し込めます。予定がある場合は"
            "「前払金の予定」を「はい」にしてください。",
            en="A performance guarantee is given only for works with a planned advance. If one is "
            "planned, say so.",
        )


@looks_at("advance_amount_yen", "use_of_advance.*.amount_yen")
def the_uses_add_up(case: Case) -> Iterator[Violation]:
    """The lines of the use of the advance, where given, add up to it.

    出典: 西日本建設業保証「前払金保証の申込」(前払金使途内訳明細書)
    """
    amount, uses = case.application.advance_amount_yen, case.application.use_of_advance
    total = sum(use.amount_yen for use in uses)
    if not uses or amount is None or total == amount:
        return
    ja = f"{format_yen(abs(total - amount))}{'多い' if total > amount else '少ない'}"
    en = f"{abs(total - amount):,} yen too {'much' if total > amount else 'little'}"
    yield violation(
        Code.USES_DO_NOT_ADD_UP,
        "use_of_advance",
        ja=f"前払金の使途の合計を前払金額({format_yen(amount)})と同じにしてください。"
        f"入力の合計: {format_yen(total)}({ja})",
        en=f"The uses of the advance must add up to it ({amount:,} yen). "
        f"Given: {total:,} yen ({en})",
    )


def _own_advance_rule(case: Case, kind: WorksKind) -> AdvanceRule:
    own = case.obligee.advance_rule(kind) if case.obligee else None
    return own or AdvanceRule()


def _advance_limit(case: Case, kind: WorksKind) -> tuple[int, Fraction, int]:
    """Return the limit in yen, its rate, and the unit it was cut to."""
    own = _own_advance_rule(case, kind)
    usual = Fraction(advance_limit_percent(kind), 100)
    rate = Fraction(own.rate) if own.rate is not None else usual
    unit = own.round_down_to or 1
    return cut_to(rate * case.application.works.contract_price_yen, unit), rate, unit


def _share_of_price(case: Case, percent: int) -> int:
    return case.application.works.contract_price_yen * percent // 100


def _percent(rate: Fraction) -> str:
    return f"{float(rate * 100):.10g}"


RULES = (
    the_advance_is_within_the_limit,
    the_price_is_large_enough_for_an_advance,
    the_interim_advance_is_within_the_limit,
    both_advances_are_within_the_limit,
    the_guarantee_is_large_enough,
    no_amount_is_above_the_price,
    an_advance_is_guaranteed_whole,
    a_performance_guarantee_rides_on_an_advance,
    the_uses_add_up,
)
