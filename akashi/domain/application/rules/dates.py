"""Rules of the dates (工期・契約日・認定日): which day may not be before or after which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from akashi.domain.application.codes import Code
from akashi.domain.application.fields import label
from akashi.domain.application.rules.rule import Case, looks_at, violation
from akashi.domain.periods import Period, wareki
from akashi.domain.products import Product
from akashi.domain.violations import Violation


@looks_at("works.period.from", "works.period.to")
def the_period_runs_forward(case: Case) -> Iterator[Violation]:
    """The works end on or after the day they begin.

    出典: なし (本システムの決定, 申込データの約束)
    """
    works = case.application.works
    if works.period_from > works.period_to:
        yield violation(
            Code.PERIOD_REVERSED,
            "works.period.to",
            ja=f"工期の終期({wareki(works.period_to)})が始期({wareki(works.period_from)})より前です。"
            "始期以後の日にしてください。",
            en=f"The works end ({works.period_to}) before they begin ({works.period_from}). "
            "Give a last day on or after the first.",
        )


@looks_at("works.period.to")
def the_period_is_not_over(case: Case) -> Iterator[Violation]:
    """A guarantee runs from its conclusion to the end of the works, so that day is still to come.

    出典: なし (本システムの決定, 申込データの約束)
    """
    last_day = case.application.works.period_to
    if last_day < case.today:
        yield violation(
            Code.PERIOD_OVER,
            "works.period.to",
            ja=f"工期の終期({wareki(last_day)})を過ぎています。今日({wareki(case.today)})以後の日に"
            "してください。工期が延びた場合は変更後の日です。",
            en=f"The works ended on {last_day}. Give a day from today ({case.today}) on; "
            "if the works were extended, the new last day.",
        )


@looks_at("works.contract_date", "works.period.to")
def the_contract_is_signed_before_the_works_end(case: Case) -> Iterator[Violation]:
    """The day of the works contract is not after the works period.

    出典: なし (本システムの決定, 申込データの約束)
    """
    signed, last_day = case.application.contract_date, case.application.works.period_to
    if signed is not None and signed > last_day:
        field = case.application.contract_date_field
        words = label(field)
        yield violation(
            Code.CONTRACT_DATE_AFTER_PERIOD,
            field,
            ja=f"{words.ja}({wareki(signed)})が工期の終期({wareki(last_day)})より後です。"
            "終期以前の日にしてください。",
            en=f"Give {words.en} on or before the last day of the works ({last_day}). "
            f"Given: {signed}",
        )


@looks_at("product", "progress_finding.date", "works.period.from", "works.period.to")
def half_of_the_period_has_passed(case: Case) -> Iterator[Violation]:
    """An interim advance follows a finding made when half of the works period had passed.

    Days are counted with the first day and the day of the finding; a reversed period is
    another rule's matter.
    出典: 東日本建設業保証「中間前払金保証」(工期の2分の1を経過)、数え方は申込データの約束
    """
    application, works = case.application, case.application.works
    finding = application.progress_finding
    if application.product is not Product.INTERIM_PAYMENT or finding is None:
        return
    if works.period_from > works.period_to:
        return
    days = Period(works.period_from, works.period_to).days
    passed = max(0, (finding.on - works.period_from).days + 1)
    if passed * 2 < days:
        first = works.period_from + timedelta(days=(days + 1) // 2 - 1)
        yield violation(
            Code.HALF_PERIOD_NOT_PASSED,
            "progress_finding.date",
            ja=f"認定日({wareki(finding.on)})までに経過した工期は{passed}日で、工期{days}日の2分の1に"
            f"足りません。認定は{wareki(first)}以後である必要があります。",
            en=f"By the date of the progress finding ({finding.on}) {passed} of {days} days of the "
            f"works had passed, less than half. The finding must be of {first} or later.",
        )


RULES = (
    the_period_runs_forward,
    the_period_is_not_over,
    the_contract_is_signed_before_the_works_end,
    half_of_the_period_has_passed,
)
