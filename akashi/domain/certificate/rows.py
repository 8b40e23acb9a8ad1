"""The rows a certificate prints (証書の各欄): one list for the PDF and every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from akashi.domain.periods import wareki
from akashi.domain.products import Product
from akashi.domain.violations import Sentence
from akashi.domain.yen import format_yen

if TYPE_CHECKING:
    from collections.abc import Callable

    from akashi.domain.violations import Language


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: what it is called, what it says, where in the content it comes from.

    出典: なし (本システムの決定)
    """

    label: str
    value: str
    field: str
    """Dotted path into the content."""


def _as_typed(value: object) -> Sentence:
    return Sentence(str(value), str(value))


def _yen(value: object) -> Sentence:
    if not isinstance(value, int):
        raise ValueError("an amount on a certificate is whole yen")  # noqa: TRY004 - one error type
    return Sentence(format_yen(value), f"{value:,} yen")


def _date(value: object) -> Sentence:
    return Sentence(wareki(date.fromisoformat(str(value))), str(value))


def _period(value: object) -> Sentence:
    start, end = _date(_at(value, "from")), _date(_at(value, "to"))
    return Sentence(f"{start.ja}から{end.ja}まで", f"{start.en} to {end.en} (both included)")


def _product(value: object) -> Sentence:
    product = Product(str(value))
    return Sentence(product.label("ja"), product.label("en"))


def _person(value: object) -> Sentence:
    return _as_typed(f"{_at(value, 'title')} {_at(value, 'name')}")


def _terms(value: object) -> Sentence:
    name, version = _at(value, "name"), _at(value, "version")
    return Sentence(f"{name} {version}版", f"{name}, version {version}")


def _version(value: object) -> Sentence:
    return Sentence(f"第{value}版", f"Version {value}")


# The order is that of the sheet. A content field without a row here would be promised but not
# printed; a test compares the two.
_ROWS: tuple[tuple[str, Sentence, Callable[[object], Sentence]], ...] = (
    ("guarantee_number", Sentence("保証契約番号", "Guarantee number"), _as_typed),
    ("product", Sentence("保証の種類", "Kind of guarantee"), _product),
    ("obligee.name", Sentence("発注者(被保証者)", "Obligee (guaranteed party)"), _as_typed),
    ("obligee.id", Sentence("発注者コード", "Obligee code"), _as_typed),
    ("contractor.name", Sentence("受注者(保証契約者) 商号", "Contractor: name"), _as_typed),
    ("contractor.address", Sentence("受注者(保証契約者) 住所", "Contractor: address"), _as_typed),
    (
        "contractor.representative",
        Sentence("受注者(保証契約者) 代表者", "Contractor: representative"),
        _person,
    ),
    ("contractor.joint_venture", Sentence("共同企業体構成員", "Joint venture member"), _as_typed),
    ("works.name", Sentence("工事名", "Works"), _as_typed),
    ("works.number", Sentence("工事番号", "Works number"), _as_typed),
    ("works.site", Sentence("工事場所", "Site"), _as_typed),
    ("works.contract_date", Sentence("請負契約締結日", "Works contract date"), _date),
    (
        "works.planned_contract_date",
        Sentence("請負契約締結予定日", "Planned works contract date"),
        _date,
    ),
    ("works.contract_price_yen", Sentence("請負代金額", "Contract price"), _yen),
    ("works.period", Sentence("工期", "Works period"), _period),
    ("advance_amount_yen", Sentence("前払金額", "Advance"), _yen),
    ("prior_advance.amount_yen", Sentence("既受領の前払金", "Advance already received"), _yen),
    (
        "prior_advance.surety",
        Sentence("既受領の前払金の保証会社", "Surety of the advance already received"),
        _as_typed,
    ),
    (
        "prior_advance.guarantee_number",
        Sentence(
            "既受領の前払金の保証契約番号", "Guarantee number of the advance already received"
        ),
        _as_typed,
    ),
    ("guaranteed_amount_yen", Sentence("保証金額", "Guaranteed amount"), _yen),
    ("guarantee_period", Sentence("保証期間", "Guarantee period"), _period),
    ("concluded_on", Sentence("保証契約締結日", "Concluded on"), _date),
    ("surety.name", Sentence("保証会社", "Surety"), _as_typed),
    ("surety.address", Sentence("保証会社 住所", "Surety: address"), _as_typed),
    ("surety.representative", Sentence("保証会社 代表者", "Surety: representative"), _as_typed),
    ("terms", Sentence("約款", "Terms"), _terms),
    ("version", Sentence("証書の版", "Version of the certificate"), _version),
    ("schema", Sentence("証書の様式", "Format of the certificate"), _as_typed),
)

_INTERIM_ADVANCE = Sentence("中間前払金額", "Interim advance")


def labelled_rows(content: Mapping[str, object], lang: Language | str = "ja") -> list[Row]:
    """Return every printed row of a certificate, in the order of the sheet.

    Dates in the Japanese calendar and money with 円; in English, ISO dates and yen. What a
    content does not hold has no row. Each member of a joint venture has its own.
    Raises: ValueError for a document that is no certificate content.
    出典: contract 7 (記載事項はすべて印字する); 欄の並びは本システムの決定
    """
    return list(_rows(content, lang))


def _rows(content: Mapping[str, object], lang: Language | str) -> Iterator[Row]:
    for field, label, show in _ROWS:
        value = _at(content, field)
        if value is None:
            continue
        if field == "contractor.joint_venture":
            yield from _members(value, label, lang)
            continue
        yield Row(_label(content, field, label).text(lang), show(value).text(lang), field)


def _label(content: Mapping[str, object], field: str, label: Sentence) -> Sentence:
    interim = content.get("product") == Product.INTERIM_PAYMENT.value
    return _INTERIM_ADVANCE if interim and field == "advance_amount_yen" else label


def _members(venture: object, label: Sentence, lang: Language | str) -> Iterator[Row]:
    members = _at(venture, "members")
    if not isinstance(members, list):
        raise ValueError("a joint venture has a list of members")  # noqa: TRY004 - one error type
    for index, member in enumerate(members):
        share = f"{_at(member, 'share_percent')}%"
        lead = _at(member, "name") == _at(venture, "lead")
        role = Sentence(
            f"代表者、出資比率{share}" if lead else f"出資比率{share}",
            f"lead, share {share}" if lead else f"share {share}",
        )
        shown = Sentence(f"{_at(member, 'name')}({role.ja})", f"{_at(member, 'name')} ({role.en})")
        numbered = Sentence(f"{label.ja} {index + 1}", f"{label.en} {index + 1}")
        field = f"contractor.joint_venture.members.{index}"
        yield Row(numbered.text(lang), shown.text(lang), field)


def _at(value: object, path: str) -> object:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
