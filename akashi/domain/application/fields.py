"""Every field of the application file (申込データの項目): its path, type and name for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from akashi.domain.violations import Sentence
from akashi.domain.works import NumberKind

ROW = "*"
"""Stands in a path for the position in a list."""


class Shape(StrEnum):
    """What a field holds.

    出典: なし (本システムの決定)
    """

    TEXT = "text"
    KANA = "kana"
    CODE = "code"
    CHOICE = "choice"
    YEN = "yen"
    SHARE = "share"
    DATE = "date"
    FLAG = "flag"
    PART = "part"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: dotted path into the file, `*` for a position in a list.

    出典: なし (本システムの決定)
    """

    path: str
    shape: Shape
    label: Sentence


def _field(path: str, shape: Shape, ja: str, en: str) -> Field:
    return Field(path, shape, Sentence(ja, en))


_MEMBER = f"contractor.joint_venture.members.{ROW}"
_USE = f"use_of_advance.{ROW}"

FIELDS: tuple[Field, ...] = (
    _field("schema", Shape.CODE, "データの書式", "the schema"),
    _field("product", Shape.CHOICE, "保証の種類", "the kind of guarantee"),
    _field("delivery", Shape.CHOICE, "保証証書の受取方法", "the way of delivery"),
    _field("obligee", Shape.CODE, "発注者", "the obligee"),
    _field("terms_version", Shape.CODE, "約款の版", "the version of the terms"),
    _field("contractor", Shape.PART, "受注者", "the contractor"),
    _field("contractor.name", Shape.TEXT, "受注者の商号又は名称", "the contractor's name"),
    _field("contractor.name_kana", Shape.KANA, "受注者のフリガナ", "the contractor's name in kana"),
    _field(
        "contractor.corporate_number",
        Shape.CODE,
        "法人番号",
        "the corporate number",
    ),
    _field("contractor.permit", Shape.CODE, "建設業許可番号", "the construction permit"),
    _field(
        "contractor.postal_code", Shape.CODE, "受注者の郵便番号", "the contractor's postal code"
    ),
    _field("contractor.address", Shape.TEXT, "受注者の住所", "the contractor's address"),
    _field("contractor.representative", Shape.PART, "受注者の代表者", "the representative"),
    _field(
        "contractor.representative.title", Shape.TEXT, "代表者の役職", "the representative's title"
    ),
    _field(
        "contractor.representative.name", Shape.TEXT, "代表者の氏名", "the representative's name"
    ),
    _field(
        "contractor.email", Shape.CODE, "受注者のメールアドレス", "the contractor's e-mail address"
    ),
    _field("contractor.joint_venture", Shape.PART, "共同企業体", "the joint venture"),
    _field("contractor.joint_venture.lead", Shape.TEXT, "共同企業体の代表者", "the lead company"),
    _field(
        "contractor.joint_venture.members",
        Shape.LIST,
        "共同企業体の構成員",
        "the members of the joint venture",
    ),
    _field(_MEMBER, Shape.PART, "共同企業体の構成員", "the members of the joint venture"),
    _field(f"{_MEMBER}.name", Shape.TEXT, "構成員の名称", "the member's name"),
    _field(f"{_MEMBER}.share_percent", Shape.SHARE, "構成員の出資比率", "the member's share"),
    _field("works", Shape.PART, "工事(業務)", "the works"),
    _field("works.kind", Shape.CHOICE, "契約の種類", "the kind of works"),
    _field("works.name", Shape.TEXT, "工事(業務)名", "the works name"),
    _field("works.number", Shape.CODE, "工事番号", "the works number"),
    _field("works.numbers", Shape.PART, "発注者の番号", "the obligee's numbers"),
    *(
        _field(f"works.numbers.{kind}", Shape.CODE, kind.label("ja"), kind.label("en").lower())
        for kind in NumberKind
    ),
    _field("works.site", Shape.TEXT, "工事(履行)場所", "the works site"),
    _field("works.contract_price_yen", Shape.YEN, "請負代金額", "the contract price"),
    _field("works.contract_date", Shape.DATE, "請負契約締結日", "the contract date"),
    _field(
        "works.planned_contract_date",
        Shape.DATE,
        "請負契約締結予定日",
        "the planned contract date",
    ),
    _field("works.period", Shape.PART, "工期", "the works period"),
    _field("works.period.from", Shape.DATE, "工期の始期", "the first day of the works"),
    _field("works.period.to", Shape.DATE, "工期の終期", "the last day of the works"),
    _field("works.notice_date", Shape.DATE, "公告日", "the notice date"),
    _field("works.designation_date", Shape.DATE, "指名日", "the designation date"),
    _field(
        "works.planned_notice_date",
        Shape.DATE,
        "契約予定工事の通知日",
        "the date of the planned-works notice",
    ),
    _field("works.bid_date", Shape.DATE, "入札日", "the bid date"),
    _field("works.low_price_bid", Shape.FLAG, "低入札", "the low-price bid"),
    _field("works.advance_planned", Shape.FLAG, "前払金の予定", "the planned advance"),
    _field("works.department", Shape.TEXT, "発注部署", "the ordering department"),
    _field("advance_amount_yen", Shape.YEN, "前払金額", "the advance"),
    _field("guaranteed_amount_yen", Shape.YEN, "保証金額", "the guaranteed amount"),
    _field("prior_advance", Shape.PART, "当初の前払金", "the first advance"),
    _field("prior_advance.amount_yen", Shape.YEN, "当初の前払金額", "the first advance's amount"),
    _field(
        "prior_advance.surety",
        Shape.TEXT,
        "当初の前払金を保証した会社",
        "the surety of the first advance",
    ),
    _field(
        "prior_advance.guarantee_number",
        Shape.CODE,
        "当初の前払金の保証契約番号",
        "the guarantee number of the first advance",
    ),
    _field("progress_finding", Shape.PART, "認定調書", "the progress finding"),
    _field("progress_finding.date", Shape.DATE, "認定日", "the date of the progress finding"),
    _field(
        "progress_finding.number",
        Shape.CODE,
        "認定調書の番号",
        "the number of the progress finding",
    ),
    _field("deposit_bank", Shape.PART, "預託金融機関", "the deposit bank"),
    _field("deposit_bank.name", Shape.TEXT, "預託金融機関の名称", "the deposit bank's name"),
    _field("deposit_bank.branch", Shape.TEXT, "預託金融機関の支店", "the deposit bank's branch"),
    _field("use_of_advance", Shape.LIST, "前払金の使途", "the uses of the advance"),
    _field(_USE, Shape.PART, "前払金の使途", "the use of the advance"),
    _field(f"{_USE}.item", Shape.TEXT, "使途の項目", "the item of the use"),
    _field(f"{_USE}.quantity", Shape.TEXT, "使途の数量", "the quantity of the use"),
    _field(f"{_USE}.amount_yen", Shape.YEN, "使途の金額", "the amount of the use"),
    _field(f"{_USE}.payee", Shape.TEXT, "使途の支払先", "the payee of the use"),
)

_BY_PATH = {field.path: field for field in FIELDS}


def _pattern(path: str) -> str:
    return ".".join(ROW if step.isdecimal() else step for step in path.split("."))


def field_at(path: str) -> Field:
    """Return the field of a path that may carry positions (`use_of_advance.0.item`).

    Raises:
        KeyError: the file knows no such field.
    出典: なし (本システムの決定)
    """
    return _BY_PATH[_pattern(path)]


def is_field(path: str) -> bool:
    """Tell whether the file has a field at the path.

    出典: なし (本システムの決定)
    """
    return _pattern(path) in _BY_PATH


def label(path: str) -> Sentence:
    """Return the field's name for people, with the row (from 1) where it stands in a list.

    出典: なし (本システムの決定)
    """
    words = field_at(path).label
    rows = [int(step) + 1 for step in path.split(".") if step.isdecimal()]
    if not rows:
        return words
    return Sentence(f"{rows[0]}行目の{words.ja}", f"{words.en} (row {rows[0]})")


def names_under(path: str) -> tuple[str, ...]:
    """Return the names a part may have; of the whole file for the empty path.

    出典: なし (本システムの決定)
    """
    parent = f"{_pattern(path)}." if path else ""
    return tuple(
        field.path.removeprefix(parent)
        for field in FIELDS
        if field.path.startswith(parent) and "." not in field.path.removeprefix(parent)
    )
