"""What is asked of an obligee's rules and what is answered (照会と回答)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from akashi.domain.directory.days import Result
from akashi.domain.parties import SuretyKind

if TYPE_CHECKING:
    from datetime import date

    from akashi.domain.products import Product
    from akashi.domain.violations import Language, Sentence
    from akashi.domain.works import WorksKind

Answer = Literal["yes", "no", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The guarantee and the works contract asked about; None is "not given" (照会).

    出典: なし (本システムの決定)
    """

    product: Product
    works_kind: WorksKind | None = None
    surety_kind: SuretyKind = SuretyKind.GUARANTEE_COMPANIES
    contract_date: date | None = None
    """Works contract concluded on, or planned for where it is not signed yet."""
    notice_date: date | None = None
    designation_date: date | None = None
    planned_notice_date: date | None = None
    bid_date: date | None = None
    procurement_date: date | None = None
    department: str | None = None
    change: bool = False
    """A change of a contract older than the start (開始前の契約の変更)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of the body and what is known of it.

    出典: なし (本システムの決定)
    """

    condition: str
    """`guarantees`, `contract_kinds`, `sureties`, `start`, `initial_contract_only`, `rules`."""
    result: Result
    sentence: Sentence
    field: str
    """Where the application says it: `product`, `works.kind`, `works.contract_date`, …"""

    def as_json(self, lang: Language | str = "ja") -> dict[str, str]:
        """Return the reason as the command line and the API print it.

        出典: なし (本システムの決定)
        """
        return {
            "condition": self.condition,
            "result": self.result.value,
            "sentence": self.sentence.text(lang),
            "field": self.field,
        }


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer with every condition it rests on (回答).

    出典: なし (本システムの決定)
    """

    electronic: Answer
    reasons: tuple[Reason, ...]

    def of(self, result: Result) -> tuple[Reason, ...]:
        """Return the reasons with this result: the failed ones are what to mend.

        出典: なし (本システムの決定)
        """
        return tuple(reason for reason in self.reasons if reason.result is result)
