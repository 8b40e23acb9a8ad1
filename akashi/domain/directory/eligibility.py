"""Does this obligee take this guarantee electronically for this contract? (電子保証の可否)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.directory import wording
from akashi.domain.directory.covering import covers_surety, covers_works
from akashi.domain.directory.days import Result
from akashi.domain.directory.question import Answer, Eligibility, Reason
from akashi.domain.directory.starting import start_reasons, worst
from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from akashi.domain.directory.model import Obligee
    from akashi.domain.directory.question import Question

_ANSWERS: dict[Result, Answer] = {Result.MET: "yes", Result.FAILED: "no", Result.UNKNOWN: "ask"}


def check(obligee: Obligee, question: Question) -> Eligibility:
    """Weigh every condition of the body: one failed is no, else one unknown is ask, else yes.

    出典: なし (本システムの決定)
    """
    if obligee.name_only:
        reasons: tuple[Reason, ...] = (
            Reason("rules", Result.UNKNOWN, wording.name_only(obligee), "obligee"),
        )
    else:
        reasons = (
            _product_reason(obligee, question),
            _works_reason(obligee, question),
            _surety_reason(obligee, question),
            *start_reasons(obligee, question),
        )
    return Eligibility(_ANSWERS[worst(reason.result for reason in reasons)], reasons)


def _product_reason(obligee: Obligee, question: Question) -> Reason:
    taken = obligee.guarantees
    if taken is None:
        result = Result.UNKNOWN
    else:
        result = Result.MET if question.product in taken else Result.FAILED
    label = Sentence(question.product.label("ja"), question.product.label("en"))
    note = obligee.note("guarantees")
    sentence = wording.listed(label, result, taken or (), obligee, note)
    return Reason("guarantees", result, sentence, "product")


def _works_reason(obligee: Obligee, question: Question) -> Reason:
    kind = question.works_kind
    result = covers_works(obligee.contract_kinds, kind)
    label = Sentence("この種類の契約", "this kind of contract")
    if kind is not None:
        label = Sentence(kind.label("ja"), kind.label("en"))
    note = obligee.note("contract_kinds")
    sentence = wording.listed(label, result, obligee.contract_kinds or (), obligee, note)
    return Reason("contract_kinds", result, sentence, "works.kind")


def _surety_reason(obligee: Obligee, question: Question) -> Reason:
    kind = question.surety_kind
    result = covers_surety(obligee.sureties, kind)
    label = Sentence(f"{kind.label('ja')}の保証", f"guarantees of {kind.label('en').lower()}")
    note = obligee.note("sureties")
    sentence = wording.listed(label, result, obligee.sureties or (), obligee, note)
    return Reason("sureties", result, sentence, "surety_kind")
