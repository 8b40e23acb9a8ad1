"""The receipt of a premium (保証料領収): by which way, how much, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.periods import wareki
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.domain.word import Word
from akashi.domain.yen import format_yen

if TYPE_CHECKING:
    from datetime import date


class PaymentMethod(Word):
    """How a premium is paid (支払方法).

    出典: 東日本建設業保証「契約保証の申込み」 (現金・小切手・銀行振込、保証料一括納付)
    """

    TRANSFER = "transfer", "銀行振込", "Bank transfer"
    CASH = "cash", "現金", "Cash"
    CHEQUE = "cheque", "小切手", "Cheque"
    BATCH = "batch", "一括納付", "Batch settlement"


def check_payment(*, amount_yen: int, premium_yen: int, paid_on: date, today: date) -> None:
    """Let only the exact premium be recorded as received, on a day that has come.

    Raises: RuleViolation with every fault: `payment_amount` on `amount_yen`,
    `payment_in_future` on `paid_on`.
    出典: 前払金保証約款 第1条の2 (所定の保証料を領収したとき); 日付は本システムの決定
    """
    faults: list[Violation] = []
    if amount_yen != premium_yen:
        sentence = Sentence(
            f"領収額が保証料({format_yen(premium_yen)})と一致しません。",
            f"The amount received is not the premium ({premium_yen:,} yen).",
        )
        faults.append(Violation("payment_amount", "amount_yen", sentence))
    if paid_on > today:
        sentence = Sentence(
            f"領収日({wareki(paid_on)})が今日より後です。",
            f"The day of receipt ({paid_on}) has not come yet.",
        )
        faults.append(Violation("payment_in_future", "paid_on", sentence))
    if faults:
        raise RuleViolation(faults)
