"""The application (保証申込) as it was read: every value of the right type and in normal form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from akashi.domain.parties import Representative
from akashi.domain.periods import Period
from akashi.domain.products import Product
from akashi.domain.word import Word
from akashi.domain.works import NumberKind, WorksKind

SCHEMA = "akashi.application/1"
"""The only value the field `schema` may have."""


class Delivery(Word):
    """How the contractor wants the certificate (保証証書の受取方法).

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """

    ELECTRONIC = "electronic", "電子交付を希望する", "Electronic delivery"
    PAPER = "paper", "書面交付を希望する", "Delivery on paper"


@dataclass(frozen=True, slots=True)
class Member:
    """A company in a joint venture (構成員) and its share (出資比率).

    出典: なし (本システムの決定)
    """

    name: str
    share_percent: Decimal
    """More than 0, at most 100, at most two decimals."""


@dataclass(frozen=True, slots=True)
class JointVenture:
    """The companies that are the contractor together (共同企業体).

    出典: なし (本システムの決定)
    """

    lead: str
    """Name of the lead company (代表者), spelled as among the members."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Contractor:
    """Who asks for the guarantee (受注者, on the certificate 保証契約者); names as typed.

    出典: なし (本システムの決定)
    """

    name: str
    postal_code: str
    """Seven digits as `904-0301`."""

    address: str
    representative: Representative
    email: str
    name_kana: str | None = None
    corporate_number: str | None = None
    """法人番号: thirteen digits, the check digit is right."""

    permit: str | None = None
    """建設業許可番号, in normal form where its spelling is a known one, else folded only."""

    joint_venture: JointVenture | None = None


@dataclass(frozen=True, slots=True)
class Works:
    """The works contract (請負契約) the guarantee stands behind; names as typed, numbers folded.

    出典: なし (本システムの決定)
    """

    kind: WorksKind
    name: str
    site: str
    contract_price_yen: int
    period_from: date
    period_to: date
    contract_date: date | None = None
    planned_contract_date: date | None = None
    number: str | None = None
    """工事番号; read from `numbers` where it stands only there."""

    numbers: Mapping[NumberKind, str] | None = None
    notice_date: date | None = None
    designation_date: date | None = None
    planned_notice_date: date | None = None
    bid_date: date | None = None
    low_price_bid: bool | None = None
    advance_planned: bool | None = None
    department: str | None = None

    @property
    def period(self) -> Period:
        """Return the works period (工期), both days inclusive.

        出典: なし (本システムの決定)
        """
        return Period(self.period_from, self.period_to)

    def number_of(self, kind: NumberKind) -> str | None:
        """Return the contract's number of that kind; `number` is the works number (工事番号).

        出典: なし (本システムの決定)
        """
        given = (self.numbers or {}).get(kind)
        return self.number or given if kind is NumberKind.WORKS else given


@dataclass(frozen=True, slots=True)
class PriorAdvance:
    """The first advance (当初の前払金) an interim advance comes on top of.

    出典: 国土交通省関東地方整備局「中間前金払制度」 (前払金が支出済みであること)
    """

    amount_yen: int
    surety: str
    guarantee_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressFinding:
    """The obligee's finding that half of the works is done (認定調書).

    出典: 東日本建設業保証「中間前払金保証の流れ」
    """

    on: date
    number: str | None = None


@dataclass(frozen=True, slots=True)
class DepositBank:
    """Where the advance is paid to and kept apart (預託金融機関).

    出典: 西日本建設業保証「前払金保証の申込」
    """

    name: str
    branch: str


@dataclass(frozen=True, slots=True)
class Use:
    """One line of what the advance is spent on (前払金使途内訳).

    出典: 西日本建設業保証「前払金保証の申込」
    """

    item: str
    quantity: str
    amount_yen: int
    payee: str


@dataclass(frozen=True, slots=True)
class Application:
    """What the contractor asks the surety for (保証申込), as far as its shape is right.

    Fields that a product does not know may be there all the same; they are kept and not used.
    出典: なし (本システムの決定)
    """

    product: Product
    delivery: Delivery
    obligee_id: str
    contractor: Contractor
    works: Works
    advance_amount_yen: int | None = None
    guaranteed_amount_yen: int | None = None
    prior_advance: PriorAdvance | None = None
    progress_finding: ProgressFinding | None = None
    deposit_bank: DepositBank | None = None
    use_of_advance: tuple[Use, ...] = ()
    terms_version: str | None = None

    @property
    def contract_date(self) -> date | None:
        """Return the day of the works contract that every rule goes by.

        A performance guarantee is handed in before the contract is signed, so for it the
        planned day stands for a day not yet known.
        出典: なし (本システムの決定, 申込データの約束)
        """
        if self.works.contract_date is None and self.product is Product.PERFORMANCE:
            return self.works.planned_contract_date
        return self.works.contract_date

    @property
    def contract_date_field(self) -> str:
        """Return the path of the field that `contract_date` comes from, or would come from.

        出典: なし (本システムの決定)
        """
        planned = self.works.contract_date is None and self.works.planned_contract_date is not None
        if planned and self.product is Product.PERFORMANCE:
            return "works.planned_contract_date"
        return "works.contract_date"


def guaranteed_amount(application: Application) -> int:
    """Return the guaranteed amount (保証金額) in yen: of an advance, all of it.

    出典: 公共工事の前払金保証事業に関する法律 第2条第2項
    """
    if application.product.secures_an_advance:
        return application.advance_amount_yen or 0
    return application.guaranteed_amount_yen or 0
