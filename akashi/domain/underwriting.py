"""The surety's answer (引受審査): two pairs of eyes, remarks, reasons, and what to look at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.text import unprintable
from akashi.domain.violations import RuleViolation, Sentence, Violation, refuse

MAX_REMARK_LENGTH = 1000
MAX_REMARKS = 50


@dataclass(frozen=True, slots=True)
class Remark:
    """What the contractor is asked to mend when an application is returned (差戻しの指摘).

    出典: なし (本システムの決定)
    """

    field: str
    """Dotted path into the application file; empty when the whole of it is meant."""

    text: str

    def as_json(self) -> dict[str, str]:
        """Return the remark as it is stored and answered.

        出典: なし (本システムの決定)
        """
        return {"field": self.field, "text": self.text}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the rules allow and the underwriter should look at (審査上の確認事項).

    出典: なし (本システムの決定)
    """

    code: str
    sentence: Sentence

    def as_json(self) -> dict[str, str]:
        """Return the finding as it is stored: both languages.

        出典: なし (本システムの決定)
        """
        return {"code": self.code, "ja": self.sentence.ja, "en": self.sentence.en}


def check_another_person(
    person_id: int,
    step: ApplicationStep,
    *,
    applied: Collection[int | None],
    accepted: int | None,
) -> None:
    """Let nobody judge what is their own: 引受承認 is not the applicant's, 承認 neither's.

    `applied` are all who made or submitted the application, `accepted` who said 引受承認.
    Raises: RuleViolation `same_person`.
    出典: acceptance.md A07 (四つの目)
    """
    own = {
        ApplicationStep.ACCEPT: applied,
        ApplicationStep.APPROVE: (*applied, accepted),
    }
    if person_id in own.get(step, ()):
        raise refuse(
            "same_person",
            "",
            ja="申込みをした人、引受承認をした人、承認をする人は、それぞれ別の人でなければなりません。"
            "別の担当者が行ってください。",
            en="Whoever applied, whoever accepts and whoever approves must be different people; "
            "somebody else must do this.",
        )


def read_remarks(given: object) -> tuple[Remark, ...]:
    """Return the remarks of a return, `[{"field", "text"}]`, at least one.

    Raises: RuleViolation with every fault: `remarks_needed`, `remark_shape`, `remark_text`.
    出典: なし (本システムの決定, contract 5)
    """
    rows = _list(given, "remarks")
    faults: list[Violation] = []
    remarks: list[Remark] = []
    for index, row in enumerate(rows):
        path = f"remarks.{index}"
        if not isinstance(row, Mapping) or not set(row) <= {"field", "text"}:
            faults.append(_shape(path, '{"field": …, "text": …}'))
            continue
        field = row.get("field") or ""
        if not isinstance(field, str):
            faults.append(_field_is_no_name(f"{path}.field"))
            continue
        faults += _text_faults(f"{path}.text", row.get("text"))
        remarks.append(Remark(field, str(row.get("text")).strip()))
    if faults:
        raise RuleViolation(faults)
    return tuple(remarks)


def read_reasons(given: object) -> tuple[str, ...]:
    """Return the reasons of a decline, a list of texts, at least one.

    Raises: RuleViolation with every fault: `reasons_needed`, `remark_text`.
    出典: なし (本システムの決定, contract 5)
    """
    rows = _list(given, "reasons")
    faults = [fault for i, row in enumerate(rows) for fault in _text_faults(f"reasons.{i}", row)]
    if faults:
        raise RuleViolation(faults)
    return tuple(str(row).strip() for row in rows)


def findings(
    remarks: Sequence[Sentence], *, same_works: Sequence[str] = (), illustrative: bool = False
) -> tuple[Finding, ...]:
    """Return what the underwriter should look at.

    `remarks` are what the application leaves open, `same_works` the numbers of guarantees of
    the same kind already standing behind the same works, `illustrative` whether the premium
    comes from rates without a source.
    出典: なし (本システムの決定, contract 2: 同じ工事への二つ目の保証は審査で確認する)
    """
    found = [Finding("remark", sentence) for sentence in remarks]
    if same_works:
        numbers = "、".join(same_works)
        found.append(
            Finding(
                "same_works",
                Sentence(
                    f"同じ工事に同じ種類の保証契約があります({numbers})。重複でないか確かめてください。",
                    f"The same works already have such a guarantee ({', '.join(same_works)}); "
                    "check that this is no duplicate.",
                ),
            )
        )
    if illustrative:
        found.append(
            Finding(
                "illustrative_rates",
                Sentence(
                    "保証料は説明用の料率によります。",
                    "The premium comes from illustrative rates.",
                ),
            )
        )
    return tuple(found)


def _list(given: object, field: str) -> Sequence[object]:
    if isinstance(given, list) and 1 <= len(given) <= MAX_REMARKS:
        return given
    words = {"remarks": ("差戻しの指摘", "remark"), "reasons": ("引受拒否の理由", "reason")}
    ja, en = words[field]
    raise refuse(
        f"{field}_needed",
        field,
        ja=f"{ja}を一つ以上({MAX_REMARKS}件まで)記入してください。",
        en=f"Give at least one {en}, at most {MAX_REMARKS}.",
    )


def _shape(path: str, expected: str) -> Violation:
    sentence = Sentence(f"{expected} の形で記入してください。", f"Write it as {expected}.")
    return Violation("remark_shape", path, sentence)


def _field_is_no_name(path: str) -> Violation:
    sentence = Sentence(
        "項目名は works.name のような文字で、申込全体への指摘なら空欄で記入してください。",
        "Write the field as text like works.name, or leave it empty for the whole application.",
    )
    return Violation("remark_shape", path, sentence)


def _unprintable_in_lines(text: str) -> Sentence | None:
    """Lines may be broken in a remark, unlike in a name: it is a letter, not a field."""
    joined = text.replace("\r\n", "").replace("\n", "")
    if not unprintable(joined):
        return None
    return Sentence("、".join(unprintable(joined)), ", ".join(unprintable(joined, "en")))


def _text_faults(path: str, text: object) -> list[Violation]:
    if not isinstance(text, str) or not text.strip():
        sentence = Sentence("本文を記入してください。", "Write a text.")
    elif len(text) > MAX_REMARK_LENGTH:
        sentence = Sentence(
            f"{MAX_REMARK_LENGTH}文字以内で記入してください。",
            f"Write at most {MAX_REMARK_LENGTH} characters.",
        )
    elif lines := _unprintable_in_lines(text):
        sentence = Sentence(
            f"印字できない文字があります: {lines.ja}。取り除いてください。",
            f"Remove the characters that do not print: {lines.en}.",
        )
    else:
        return []
    return [Violation("remark_text", path, sentence)]
