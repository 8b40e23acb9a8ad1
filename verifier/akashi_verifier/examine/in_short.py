"""The answer in three lines (三行の答え): genuine or not, who sealed it when, on record or not."""

from __future__ import annotations

from unicodedata import category

from akashi_verifier.examine.findings import Check, Examination
from akashi_verifier.sentence import Sentence

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}

_GENUINE = Sentence(
    "本物です。封印されてから、何も変えられていません。",
    "It is genuine: nothing was changed since it was sealed.",
)
_NOT_GENUINE = Sentence("本物とは認められません。", "It cannot be taken as genuine.")
_NOBODY = Sentence(
    "だれがいつ封印したかは、確かめられません。",
    "Who sealed it, and when, cannot be established.",
)
_NOT_ON_RECORD = {
    "none": Sentence(
        "公開の記録（透明性ログ）に載っている証拠は、このファイルにありません。",
        "The file carries no evidence that it is on public record (in the transparency log).",
    ),
    "unknown_log": Sentence(
        "公開の記録（透明性ログ）に載っているかは、そのログの鍵がここに無いので確かめていません。",
        "Whether it is on public record was not checked: the key of its log is not known here.",
    ),
}
_NO_RECORD = Sentence(
    "公開の記録（透明性ログ）に載っていることは、確かめられません。",
    "That it is on public record cannot be established.",
)


def in_short(found: Examination) -> tuple[Sentence, Sentence, Sentence]:
    """Return the three plain sentences that stand before every detail, on every surface.

    The first says whether the file is genuine, and if not the first reason; the second
    who sealed it and when, the third whether it is on public record. What was not
    established is never said.
    出典: issue 3 「本物か、いつ誰が封印したか、公開の記録に載っているか」
    """
    if found.kind != "certificate" or found.verdict == "unreadable":
        return found.summary, _NOBODY, _NO_RECORD
    return _genuine(found), _sealed(found), _recorded(found)


def _genuine(found: Examination) -> Sentence:
    if found.verdict == "authentic":
        return _GENUINE
    wrong = [each for each in found.checks if each.ok is False]
    return _joined(_NOT_GENUINE, wrong[0].detail) if wrong else _NOT_GENUINE


def _sealed(found: Examination) -> Sentence:
    name = found.evidence.sealed_by
    if name is None:
        return _NOBODY
    shown = printable(name)
    by = Sentence(f"封印したのは {shown} です。", f"It was sealed by {shown}.")
    return _joined(by, found.check("timestamp").detail)


def _recorded(found: Examination) -> Sentence:
    check: Check = found.check("log_inclusion")
    if found.verdict != "authentic":
        return check.detail if check.ok is False else _NO_RECORD
    if check.ok is None:
        return _NOT_ON_RECORD.get(check.reason, _NO_RECORD)
    evidence = found.evidence
    origin = printable(evidence.log_origin or "")
    return Sentence(
        f"公開の記録（透明性ログ {origin}）の {evidence.log_index} 番に載っています。",
        f"It is on public record: entry {evidence.log_index} of the transparency log {origin}.",
    )


def _joined(first: Sentence, second: Sentence) -> Sentence:
    return Sentence(first.ja + second.ja, f"{first.en} {second.en}")


def printable(text: str) -> str:
    """Return a text with everything that does not print replaced: no file steers a terminal.

    出典: なし (本システムの決定)
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if category(each) in _UNSEEN else each for each in text
    )
