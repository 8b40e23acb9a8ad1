"""The sentences of an answer (回答の文): what the rule is, what was given, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.directory.days import Result
from akashi.domain.directory.words import Basis
from akashi.domain.periods import wareki, wareki_year
from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from akashi.domain.directory.days import Since
    from akashi.domain.directory.model import Obligee, StartRule
    from akashi.domain.parties import SuretyKind
    from akashi.domain.products import Product
    from akashi.domain.violations import Language
    from akashi.domain.works import WorksKind

ASK = Sentence("発注者に確認してください。", "Ask the obligee.")

DATE_NAMES = {
    "contract_date": Sentence("契約締結日", "contract date"),
    "notice_date": Sentence("公告日", "notice date"),
    "designation_date": Sentence("指名日", "designation date"),
    "planned_notice_date": Sentence("契約予定工事の通知日", "date of the planned-works notice"),
    "bid_date": Sentence("入札日", "bid date"),
    "procurement_date": Sentence("発注手続の開始日", "start of the procurement"),
}


def listed(
    subject: Sentence,
    result: Result,
    taken: Sequence[Product | WorksKind | SuretyKind],
    obligee: Obligee,
    note: str | None,
) -> Sentence:
    """Say whether the body takes `subject`, and where not, what it does take.

    出典: なし (本システムの決定)
    """
    plain = _listed(subject, result, taken, obligee.name)
    return _noted(note, plain.ja, plain.en)


def _listed(
    subject: Sentence, result: Result, taken: Sequence[Product | WorksKind | SuretyKind], name: str
) -> Sentence:
    ja, en = subject.ja, subject.en
    if result is Result.MET:
        return Sentence(
            f"{name}は{ja}を電子保証の対象としています。",
            f"{name} takes this electronically: {en}.",
        )
    if result is Result.UNKNOWN:
        return Sentence(
            f"{name}が{ja}を電子保証の対象とするかは分かっていません。{ASK.ja}",
            f"It is not known whether {name} takes this electronically: {en}. {ASK.en}",
        )
    return Sentence(
        f"{name}の電子保証は{ja}を対象としていません(対象: {_labels(taken, 'ja') or 'なし'})。",
        f"{name} does not take this electronically: {en} "
        f"(it takes: {_labels(taken, 'en') or 'none'}).",
    )


def name_only(obligee: Obligee) -> Sentence:
    """Say that the body has started but none of its rules is known.

    出典: なし (本システムの決定)
    """
    return Sentence(
        f"{obligee.name}は電子保証を始めたと報じられていますが、受入れの決まりは分かっていません。"
        f"{ASK.ja}",
        f"{obligee.name} is reported to have started, but its rules are not known. {ASK.en}",
    )


def start_unknown(obligee: Obligee) -> Sentence:
    """Say that no start date is known that holds for this contract.

    出典: なし (本システムの決定)
    """
    return Sentence(
        f"{obligee.name}の電子保証の開始日のうち、この契約に当てはまるものは分かっていません。{ASK.ja}",
        f"No start date of {obligee.name} is known that holds for this contract. {ASK.en}",
    )


def start_limited(rule: StartRule) -> Sentence:
    """Say that it is open whether the rule holds, as department or works kind is not certain.

    出典: なし (本システムの決定)
    """
    departments = "、".join(rule.departments or ())
    kinds = rule.contract_kinds or ()
    ja = departments or _labels(kinds, "ja") or "一部の案件"
    en = departments or _labels(kinds, "en") or "some contracts"
    return _noted(
        rule.note,
        f"開始日{_since_ja(rule.since)}は{ja}の案件についての定めです。"
        f"この契約がこれに当たるかを{ASK.ja}",
        f"The start {_since_en(rule.since)} is a rule for {en}. "
        f"Ask the obligee whether it holds for this contract.",
    )


def start(rule: StartRule, result: Result, name: str, day: date | None) -> Sentence:
    """Say on which side of the start the deciding date lies, naming both dates and the rule.

    出典: なし (本システムの決定)
    """
    called = DATE_NAMES[name]
    rule_ja, rule_en = _rule_ja(rule), _rule_en(rule)
    if day is None and rule.since is not None and rule.basis is not None:
        if rule.basis is Basis.NOTICE_OR_DESIGNATION_DATE:
            called = Sentence(rule.basis.label("ja"), rule.basis.label("en"))
        return _noted(
            rule.note,
            f"{rule_ja}{called.ja}を入力すると判定できます。分からないときは{ASK.ja}",
            f"{rule_en} Give the {called.en} to have this decided; if you do not know it: {ASK.en}",
        )
    if day is None or result is Result.UNKNOWN:
        return _noted(rule.note, f"{rule_ja}この契約が対象かは{ASK.ja}", f"{rule_en} {ASK.en}")
    side = ("以降です", "on or after it") if result is Result.MET else ("より前です", "before it")
    return _noted(
        rule.note,
        f"{rule_ja}{called.ja}の{wareki(day)}は開始日{side[0]}。",
        f"{rule_en} The {called.en} {day} is {side[1]}.",
    )


def change(obligee: Obligee, result: Result, *, asked: bool) -> Sentence:
    """Say whether a change of a contract older than the start is taken.

    出典: なし (本システムの決定)
    """
    rule = f"({obligee.change_contracts})" if obligee.change_contracts else ""
    if not asked:
        return Sentence(
            f"当初(新規)の契約のみが対象です{rule}。この照会は変更契約ではありません。",
            "Only first contracts are covered; this is not a change of an older one.",
        )
    if result is Result.FAILED:
        return Sentence(
            f"開始日より前に結んだ契約の変更は、{obligee.name}の電子保証の対象ではありません{rule}。",
            f"{obligee.name} does not cover changes of contracts older than the start.",
        )
    if result is Result.MET:
        return Sentence(
            f"{obligee.name}は開始日より前に結んだ契約の変更も対象としています{rule}。",
            f"{obligee.name} covers changes of contracts older than the start too.",
        )
    return Sentence(
        f"開始日より前に結んだ契約の変更が対象かは分かっていません{rule}。{ASK.ja}",
        f"It is not known whether changes of contracts older than the start are covered. {ASK.en}",
    )


def _rule_ja(rule: StartRule) -> str:
    if rule.since is None:
        return "電子保証の開始日は分かっていません。"
    if rule.basis is None:
        return f"電子保証の開始日は{_since_ja(rule.since)}です(どの日を基準とするかは不明)。"
    if rule.basis is Basis.OPERATION_START:
        return f"電子保証の運用開始日は{_since_ja(rule.since)}です(基準とする日の定めは不明)。"
    return f"電子保証の開始日は{_since_ja(rule.since)}です(基準: {rule.basis.label('ja')})。"


def _rule_en(rule: StartRule) -> str:
    if rule.since is None:
        return "The start date is not known."
    if rule.basis is None:
        return f"The start is {rule.since.text}, but which date counts is not known."
    if rule.basis is Basis.OPERATION_START:
        return f"Operation started {rule.since.text} (which date counts is not stated)."
    return f"The start is {rule.since.text} (by {rule.basis.label('en')})."


def _since_ja(since: Since | None) -> str:
    if since is None:
        return "(不明)"
    if since.first == since.last:
        return wareki(since.first)
    month = f"{since.first.month}月" if since.first.month == since.last.month else ""
    return f"{wareki_year(since.first)}{month}(日は不明)"


def _since_en(since: Since | None) -> str:
    return "(not known)" if since is None else since.text


def _noted(note: str | None, ja: str, en: str) -> Sentence:
    return Sentence(f"{ja} 注記: {note}", f"{en} Note: {note}") if note else Sentence(ja, en)


def _labels(values: Sequence[Product | WorksKind | SuretyKind], lang: Language) -> str:
    return ("、" if lang == "ja" else ", ").join(value.label(lang) for value in values)
