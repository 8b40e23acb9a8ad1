"""Is the contract on or after the obligee's start, by the right one of its dates (開始日の判定)?"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from akashi.domain.directory import wording
from akashi.domain.directory.covering import covers_surety, covers_works
from akashi.domain.directory.days import Result
from akashi.domain.directory.question import Reason
from akashi.domain.directory.words import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from akashi.domain.directory.days import Since
    from akashi.domain.directory.model import Obligee, StartRule
    from akashi.domain.directory.question import Question

_CONTRACT = "contract_date"
_UNITS = "部局課室所係署庁院"
"""How units end (部・課): behind one of these another name begins."""

_DATES: dict[Basis, tuple[str, ...]] = {
    Basis.CONTRACT_DATE: (_CONTRACT,),
    Basis.NEW_CONTRACT_DATE: (_CONTRACT,),
    Basis.NOTICE_DATE: ("notice_date",),
    Basis.NOTICE_OR_DESIGNATION_DATE: ("notice_date", "designation_date"),
    Basis.PLANNED_NOTICE_DATE: ("planned_notice_date",),
    Basis.BID_PROCEDURE_DATE: ("bid_date",),
    Basis.PROCUREMENT_START: ("procurement_date",),
    # Nobody said which date counts: only where both agree is it certain.
    Basis.OPERATION_START: ("notice_date", _CONTRACT),
}


def start_reasons(obligee: Obligee, question: Question) -> tuple[Reason, ...]:
    """Return what the start rules that may hold for this contract say of it.

    出典: なし (本システムの決定)
    """
    standing = [(rule, _applies(rule, question)) for rule in obligee.start]
    touching = _nearest([pair for pair in standing if pair[1] is not Result.FAILED], question)
    if not touching:
        sentence = wording.start_unknown(obligee)
        reasons = [Reason("start", Result.UNKNOWN, sentence, "works.contract_date")]
    else:
        reasons = [_start_reason(rule, fit, question) for rule, fit in touching]
    return (*reasons, *_change_reasons(obligee, touching, question))


def _nearest(
    touching: list[tuple[StartRule, Result]], question: Question
) -> list[tuple[StartRule, Result]]:
    """Leave out rules for a neighboring kind of works where one names the very kind asked about."""
    by_name = [rule for rule, _ in touching if question.works_kind in (rule.contract_kinds or ())]
    if not by_name:
        return touching
    return [pair for pair in touching if pair[0] in by_name or pair[0].contract_kinds is None]


def _applies(rule: StartRule, question: Question) -> Result:
    return worst(
        (
            covers_works(rule.contract_kinds, question.works_kind, otherwise=Result.MET),
            _among(rule.guarantees, question.product),
            covers_surety(rule.sureties, question.surety_kind, otherwise=Result.MET),
            _in_department(rule.departments, question.department),
        )
    )


def worst(results: Iterable[Result]) -> Result:
    """Return failed if one failed, else unknown if one is unknown, else met.

    出典: なし (本システムの決定)
    """
    found = set(results)
    for result in (Result.FAILED, Result.UNKNOWN):
        if result in found:
            return result
    return Result.MET


def _among(values: tuple[str, ...] | None, value: str) -> Result:
    return Result.MET if values is None or value in values else Result.FAILED


def _in_department(departments: tuple[str, ...] | None, asked: str | None) -> Result:
    """Match a department; the last unit of a full name (契約課 of 契約部契約課) names it too."""
    if departments is None:
        return Result.MET
    if not asked or not _folded(asked):
        return Result.UNKNOWN
    given = _folded(asked)
    names = [_folded(name) for name in departments]
    if any(_ends_with_the_unit(name, given) for name in names):
        return Result.MET
    # A longer name may be the same desk (財政部契約課) or another (水道局契約課), a scrap any.
    alike = any(given.endswith(name) or name.endswith(given) for name in names)
    return Result.UNKNOWN if alike else Result.FAILED


def _ends_with_the_unit(name: str, unit: str) -> bool:
    before = name.removesuffix(unit)
    return name == unit or (before != name and before[-1] in _UNITS)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True, slots=True)
class _Finding:
    result: Result
    name: str
    """The question's date that decides, or that is missing."""
    day: date | None


def _start_reason(rule: StartRule, fit: Result, question: Question) -> Reason:
    if fit is Result.UNKNOWN:
        missing = "department" if rule.departments is not None else "kind"
        return Reason("start", fit, wording.start_limited(rule), f"works.{missing}")
    if rule.since is None or rule.basis is None:
        finding = _without_basis(rule.since, question)
    else:
        finding = _judge(rule.since, rule.basis, question)
    sentence = wording.start(rule, finding.result, finding.name, finding.day)
    return Reason("start", finding.result, sentence, f"works.{finding.name}")


def _without_basis(since: Since | None, question: Question) -> _Finding:
    day = question.contract_date
    failed = since is not None and day is not None and since.judge(day) is Result.FAILED
    return _Finding(Result.FAILED if failed else Result.UNKNOWN, _CONTRACT, day)


def _judge(since: Since, basis: Basis, question: Question) -> _Finding:
    dates: dict[str, date | None] = {
        _CONTRACT: question.contract_date,
        "notice_date": question.notice_date,
        "designation_date": question.designation_date,
        "planned_notice_date": question.planned_notice_date,
        "bid_date": question.bid_date,
        "procurement_date": question.procurement_date,
    }
    findings = [_find(since, name, dates[name]) for name in _DATES[basis]]
    contract = _find(since, _CONTRACT, question.contract_date)
    # Everything else of a contract comes before its date, so this fails under every basis.
    if contract.result is Result.FAILED:
        return contract
    if basis is Basis.OPERATION_START:
        return _all_or_unknown(findings)
    return _any_decides(findings)


def _find(since: Since, name: str, day: date | None) -> _Finding:
    return _Finding(Result.UNKNOWN if day is None else since.judge(day), name, day)


def _all_or_unknown(findings: list[_Finding]) -> _Finding:
    unsure = [finding for finding in findings if finding.result is not Result.MET]
    if not unsure:
        return findings[-1]
    missing = [finding for finding in unsure if finding.day is None]
    first = (missing or unsure)[0]
    return _Finding(Result.UNKNOWN, first.name, first.day)


def _any_decides(findings: list[_Finding]) -> _Finding:
    given = [finding for finding in findings if finding.day is not None]
    for result in (Result.MET, Result.UNKNOWN, Result.FAILED):
        for finding in given:
            if finding.result is result:
                return finding
    return findings[0]


def _change_reasons(
    obligee: Obligee, touching: Sequence[tuple[StartRule, Result]], question: Question
) -> list[Reason]:
    only_first = {rule.initial_contract_only for rule, _ in touching} or {None}
    if not question.change:
        result = Result.MET
    elif True in only_first:
        certain = any(r.initial_contract_only and fit is Result.MET for r, fit in touching)
        result = Result.FAILED if certain else Result.UNKNOWN
    else:
        result = Result.UNKNOWN if None in only_first else Result.MET
    if not question.change and True not in only_first:
        return []
    sentence = wording.change(obligee, result, asked=question.change)
    return [Reason("initial_contract_only", result, sentence, "change")]
