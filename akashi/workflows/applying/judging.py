"""What the rules say of an application (申込内容の点検): every violation, the premium, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from akashi.adapters.toolbox import Toolbox
from akashi.domain import application as rules
from akashi.domain import directory, premium, underwriting
from akashi.domain.application.notes import usable
from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.periods import japan_date
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.records.models import Application, Company, Guarantee, Terms
from akashi.records.reading import reference
from akashi.workflows.same_works import same_works_key

MOST_SAME_WORKS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """An application whose rules are all kept, and what follows from it.

    出典: なし (本システムの決定)
    """

    asked: rules.Application
    terms_version: str
    quote: premium.Quote
    findings: tuple[underwriting.Finding, ...]


def judge(application: Application, *, at: datetime, toolbox: Toolbox) -> Judged:
    """Return the judged application.

    Raises: RuleViolation with every violation at once; nothing is written.
    出典: contract.md 第3節
    """
    today = japan_date(at)
    reading = rules.read(application.document)
    around = _surroundings(reading, today)
    found = _broken(reading, around, today, toolbox)
    found += check_company(reading, application.company_id)
    asked, (obligee, terms) = reading.application, around
    if found or asked is None or terms is None:
        raise RuleViolation(found or [_no_terms()])
    table = reference.rate_table(application.surety_id, asked.product, today)
    quote = premium.quote(table, asked.product, rules.guaranteed_amount(asked), today)
    findings = underwriting.findings(
        rules.remarks(asked, obligee, today=today),
        same_works=tuple(_same_works(application)),
        illustrative=quote.illustrative,
    )
    return Judged(asked, terms.version, quote, findings)


def broken_rules(reading: rules.Reading, *, at: datetime, toolbox: Toolbox) -> list[Violation]:
    """Return every rule an application file breaks, whoever sends it; nothing need be stored.

    出典: contract.md 第3節
    """
    today = japan_date(at)
    return _broken(reading, _surroundings(reading, today), today, toolbox)


def check_company(reading: rules.Reading, company_id: int | None) -> list[Violation]:
    """Return a violation unless the contractor is the applicant's own company, or led by it.

    出典: contract.md 第5節
    """
    known = ("contractor.name", "contractor.joint_venture", "contractor.joint_venture.lead")
    if not all(usable(path, reading.unusable) for path in known):
        return []
    company = Company.objects.filter(pk=company_id).first() if company_id else None
    contractor = reading.legible.contractor
    venture = contractor.joint_venture
    own = {contractor.name, venture.lead if venture else ""}
    if company is not None and company.name in own:
        return []
    name = company.name if company else ""
    return [
        Violation(
            "foreign_contractor",
            "contractor.name",
            Sentence(
                f"登録された会社({name})と異なる受注者の申込はできません。",
                f"You can only apply for your own company ({name}).",
            ),
        )
    ]


_Surroundings = tuple[directory.Obligee | None, Terms | None]


def _surroundings(reading: rules.Reading, today: date) -> _Surroundings:
    obligee = reference.obligee(reading.obligee_id) if reading.obligee_id else None
    if "product" in reading.unusable:
        return obligee, None
    return obligee, reference.terms_in_force(reading.legible.product, today)


def _broken(
    reading: rules.Reading, around: _Surroundings, today: date, toolbox: Toolbox
) -> list[Violation]:
    obligee, terms = around
    return rules.problems(
        reading,
        today=today,
        obligee=obligee,
        undrawable=toolbox.press.undrawable,
        terms_version=terms.version if terms else None,
    )


def _same_works(application: Application) -> Iterator[str]:
    yield from Guarantee.objects.filter(
        same_works=same_works_key(application), state=GuaranteeState.CONCLUDED.value
    ).values_list("number", flat=True)[:MOST_SAME_WORKS]


def _no_terms() -> Violation:
    return Violation(
        "no_terms",
        "product",
        Sentence(
            "この種類の保証の約款がまだ登録されていません。",
            "No terms are registered for this kind of guarantee.",
        ),
    )
