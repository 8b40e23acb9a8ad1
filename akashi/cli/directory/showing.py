"""The answer of `akashi directory check` for people (照会の回答): why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

import click

from akashi.domain.directory import Delivery, Eligibility, Obligee
from akashi.domain.violations import Sentence

_SIGNS = {"met": "○", "failed": "×", "unknown": "？"}
_ANSWERS = {
    "yes": Sentence("電子証書で受け付けます", "taken electronically"),
    "no": Sentence("電子証書では受け付けません", "not taken electronically"),
    "ask": Sentence("発注者に確認", "ask the obligee"),
}
LABELS = {
    "method_labels": Sentence("提出方法", "How"),
    "to": Sentence("提出先", "To"),
    "address": Sentence("メールアドレス", "Address"),
    "subject": Sentence("件名", "Subject"),
    "subject_example": Sentence("件名の例", "Subject, for example"),
    "body_items": Sentence("本文に書くこと", "In the body"),
    "fax": Sentence("FAX", "Fax"),
    "online_form": Sentence("電子申請", "Online form"),
    "file": Sentence("提出するもの", "What to hand in"),
    "deadline": Sentence("期限", "Deadline"),
    "phone_call": Sentence("到達確認の電話が必要", "Phone call on arrival"),
    "paper_accepted": Sentence("紙の証書も受け付ける", "Paper taken too"),
    "not_accepted": Sentence("提出と認められないもの", "Not accepted"),
    "invoice": Sentence("前払金の請求書", "Invoice"),
    "change_contracts": Sentence("変更契約", "Changes of contract"),
    "note": Sentence("備考", "Note"),
    "remarks": Sentence("注記", "Remarks"),
    "clerk": Sentence("発注者の確認方法", "What the clerk does"),
    "source": Sentence("出典", "Source"),
    "as_of": Sentence("出典の日付", "As of"),
    "missing": Sentence("示されていない記入事項", "Needed and not given"),
}
_FLAGS = {True: Sentence("はい", "yes"), False: Sentence("いいえ", "no")}


def show(obligee: Obligee, found: Eligibility, delivery: Delivery, lang: str) -> None:
    """Print whether the obligee takes it, why, and how number and key are handed in.

    出典: contract.md 第2節 directory check
    """
    click.echo(f"{obligee.name}: {_ANSWERS[found.electronic].text(lang)}")
    for reason in found.reasons:
        click.echo(f"  {_SIGNS[reason.result.value]} {reason.sentence.text(lang)}")
    told = delivery.as_json(lang)
    for name, label in LABELS.items():
        if told[name] not in (None, []):
            click.echo(f"  {label.text(lang)}: {_in_words(told[name], lang)}")


def _in_words(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return _FLAGS[value].text(lang)
    if isinstance(value, Mapping):
        value = [inner for inner in value.values() if inner]
    if isinstance(value, list):
        return ("、" if lang == "ja" else ", ").join(_in_words(item, lang) for item in value)
    return str(value)
