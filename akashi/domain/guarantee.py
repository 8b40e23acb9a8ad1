"""The guarantee in force (保証契約): whether it binds the surety on a day, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.violations import Sentence
from akashi.domain.word import Word

if TYPE_CHECKING:
    from datetime import date

    from akashi.domain.periods import Period
    from akashi.domain.violations import Language


class GuaranteeStatus(Word):
    """What a guarantee is on a given day (保証契約の現況).

    出典: なし (本システムの決定)
    """

    IN_FORCE = "in_force", "有効", "In force"
    NOT_BEGUN = "not_begun", "保証期間前", "Not yet begun"
    EXPIRED = "expired", "保証期間満了", "Expired"
    CANCELLED = "cancelled", "解約済", "Cancelled"
    RELEASED = "released", "保証解除済", "Released"

    def sentence(self, lang: Language | str = "ja") -> str:
        """Return the status as the answer to an obligee's question.

        出典: なし (本システムの決定)
        """
        return _SENTENCES[self].text(lang)


_SENTENCES = {
    GuaranteeStatus.IN_FORCE: Sentence("いま有効です。", "It is in force now."),
    GuaranteeStatus.NOT_BEGUN: Sentence(
        "保証期間がまだ始まっていません。", "Its period has not begun yet."
    ),
    GuaranteeStatus.EXPIRED: Sentence("保証期間が終わっています。", "Its period has ended."),
    GuaranteeStatus.CANCELLED: Sentence("解約されています。", "It has been cancelled."),
    GuaranteeStatus.RELEASED: Sentence("保証が解除されています。", "It has been released."),
}

_ENDED = {
    GuaranteeState.CANCELLED: GuaranteeStatus.CANCELLED,
    GuaranteeState.RELEASED: GuaranteeStatus.RELEASED,
}


def status(state: GuaranteeState, period: Period, as_of: date) -> GuaranteeStatus:
    """Return what the guarantee is on the day `as_of` (Japan time).

    出典: contract 7 (本システムの決定)
    """
    if state in _ENDED:
        return _ENDED[state]
    if as_of in period:
        return GuaranteeStatus.IN_FORCE
    return GuaranteeStatus.NOT_BEGUN if as_of < period.start else GuaranteeStatus.EXPIRED


def in_force(state: GuaranteeState, period: Period, as_of: date) -> bool:
    """Tell whether the guarantee binds the surety on the day `as_of` (Japan time).

    出典: contract 7 (本システムの決定)
    """
    return status(state, period, as_of) is GuaranteeStatus.IN_FORCE
