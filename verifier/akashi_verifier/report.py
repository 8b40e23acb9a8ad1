"""The report on a file (検証の報告): three lines, then every check, then the sealed content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from akashi_verifier.examine.findings import Check, Examination
from akashi_verifier.examine.in_short import printable
from akashi_verifier.sentence import Language, Sentence

SIGNS = {True: "○", False: "×", None: "―"}

_CHECKS: Mapping[str, Sentence] = {
    "seal": Sentence("封印", "Seal"),
    "chain": Sentence("封印した者", "Who sealed"),
    "timestamp": Sentence("時刻認証", "Time stamp"),
    "content_match": Sentence("記載事項", "Content"),
    "log_inclusion": Sentence("公開の記録", "Public record"),
    "no_later_changes": Sentence("封印後の変更", "Later changes"),
}
_LABELS: Mapping[str, Sentence] = {
    "guarantee_number": Sentence("保証契約番号", "Guarantee number"),
    "product": Sentence("保証の種類", "Kind of guarantee"),
    "obligee": Sentence("発注者", "Obligee"),
    "contractor": Sentence("受注者", "Contractor"),
    "works": Sentence("工事", "Works"),
    "name": Sentence("名称", "name"),
    "title": Sentence("役職", "title"),
    "id": Sentence("コード", "code"),
    "number": Sentence("番号", "number"),
    "site": Sentence("場所", "site"),
    "address": Sentence("住所", "address"),
    "representative": Sentence("代表者", "representative"),
    "joint_venture": Sentence("共同企業体", "Joint venture"),
    "lead": Sentence("代表", "lead"),
    "members": Sentence("構成員", "member"),
    "share_percent": Sentence("出資比率（%）", "share (%)"),
    "contract_date": Sentence("契約日", "contract date"),
    "planned_contract_date": Sentence("契約予定日", "planned contract date"),
    "contract_price_yen": Sentence("請負代金額（円）", "contract price (yen)"),
    "period": Sentence("期間", "period"),
    "advance_amount_yen": Sentence("前払金額（円）", "Advance (yen)"),
    "prior_advance": Sentence("既受領の前払金", "Advance already received"),
    "amount_yen": Sentence("金額（円）", "amount (yen)"),
    "guaranteed_amount_yen": Sentence("保証金額（円）", "Guaranteed amount (yen)"),
    "guarantee_period": Sentence("保証期間", "Guarantee period"),
    "from": Sentence("始め", "from"),
    "to": Sentence("終わり", "to"),
    "concluded_on": Sentence("保証契約締結日", "Concluded on"),
    "surety": Sentence("保証会社", "Surety"),
    "terms": Sentence("約款", "Terms"),
    "version": Sentence("版", "version"),
    "schema": Sentence("様式", "Format"),
    "advance_payment": Sentence("前払金保証", "Advance payment"),
    "interim_payment": Sentence("中間前払金保証", "Interim payment"),
    "performance": Sentence("契約保証", "Performance"),
}
_ORDER = tuple(_LABELS)
_SEALED_CONTENT = Sentence("封印された記載事項", "Sealed content")


def report(found: Examination, lang: Language | str = "ja") -> list[str]:
    """Return the lines to print; only data from the signed attachment, never from the page.

    A field that is not known here stands under its own name: nothing is left out.
    出典: issue 3, contract §2 verify
    """
    lines = [each.text(lang) for each in found.lines]
    lines += ["", f"{found.verdict}: {found.summary.text(lang)}"]
    if found.kind == "certificate":
        lines += [_line(check, lang) for check in found.checks]
    if found.evidence.level is not None:
        level = Sentence("長期署名の水準", "Level of the long-term signature")
        lines.append(f"  {level.text(lang)}: {found.evidence.level}")
    if found.verdict == "authentic" and found.content:
        lines += ["", _SEALED_CONTENT.text(lang)]
        lines += [f"  {label}: {value}" for label, value in _rows(found.content, lang, ())]
    return lines


def _line(check: Check, lang: Language | str) -> str:
    name = _CHECKS[check.name].text(lang)
    return f"  {SIGNS[check.ok]} {name} ({check.name}): {printable(check.detail.text(lang))}"


def _rows(value: Any, lang: Language | str, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inside in sorted(value.items(), key=_place):
            yield from _rows(inside, lang, (*path, _label(key, lang)))
    elif isinstance(value, list):
        for place, inside in enumerate(value, 1):
            yield from _rows(inside, lang, (*path, str(place)))
    elif value is not None:
        yield " ".join(path), _shown(value, lang)


def _place(item: tuple[str, Any]) -> int:
    """Return where a field stands: in the order of the labels, what is unknown at the end."""
    return _ORDER.index(item[0]) if item[0] in _ORDER else len(_ORDER)


def _label(key: str, lang: Language | str) -> str:
    return _LABELS[key].text(lang) if key in _LABELS else printable(key)


def _shown(value: Any, lang: Language | str) -> str:
    if type(value) is int:
        return f"{value:,}"
    return _LABELS[value].text(lang) if value in _LABELS else printable(str(value))
