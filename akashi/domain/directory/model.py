"""What an obligee takes electronically, since when, and how it wants the key (受入規則)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from akashi.domain.parties import SuretyKind
from akashi.domain.works import WorksKind

if TYPE_CHECKING:
    from decimal import Decimal

    from akashi.domain.directory.days import Since
    from akashi.domain.directory.words import Basis, Method, ObligeeKind
    from akashi.domain.products import Product

T = TypeVar("T")

NONLIFE = "nonlife"
"""Key of a choice that holds for every insurer, whatever its way (損保)."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One thing said for every case, or said apart per guarantee, surety or works kind.

    None is "not known" (不明), never "none".
    出典: 発注者各団体の公表資料 (data/obligees)
    """

    general: T | None = None
    apart: tuple[tuple[str, T | None], ...] = ()
    """Product, surety kind, works kind or `nonlife`, and what holds for it."""

    def pick(
        self, product: Product, surety: SuretyKind, works_kind: WorksKind | None = None
    ) -> T | None:
        """Return what holds for this guarantee; the surety's own case goes before the product's.

        出典: なし (本システムの決定)
        """
        insurer = NONLIFE if surety is not SuretyKind.GUARANTEE_COMPANIES else ""
        said = dict(self.apart)
        for key in (surety.value, insurer, product.value, works_kind or ""):
            if key in said:
                return said[key]
        return self.general


@dataclass(frozen=True, slots=True)
class StartRule:
    """From which day an obligee takes electronic guarantees, and for which contracts (運用開始).

    An empty filter (None) means every case. 国東市 starts works and consulting on different
    days, 北九州市 one department alone, 廿日市市 insurers later: one rule each.
    出典: 発注者各団体の公表資料 (data/obligees)
    """

    since: Since | None = None
    basis: Basis | None = None
    initial_contract_only: bool | None = None
    contract_kinds: tuple[WorksKind, ...] | None = None
    departments: tuple[str, ...] | None = None
    guarantees: tuple[Product, ...] | None = None
    sureties: tuple[SuretyKind, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AdvanceRule:
    """A body's own limit of the first advance for one kind of works (前払金の限度).

    出典: 上尾市 前払金制度の運用 ほか (data/obligees)
    """

    rate: Decimal | None = None
    """Share of the contract price, exact: 0.4 is 4割."""
    min_contract: int | None = None
    """Smallest contract price in yen for which an advance is paid."""
    round_down_to: int | None = None
    """The limit is cut to a multiple of this many yen."""
    min_design_amount: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PerformanceRule:
    """A body's own least performance guarantee (契約保証の割合).

    出典: 真岡市、岡崎市 ほか (data/obligees)
    """

    rate: Decimal | None = None
    min_contract: int | None = None
    min_design_amount: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OnlineForm:
    """The obligee's own web form for number and key (電子申請).

    出典: 松山市 えひめ電子申請システム
    """

    name: str | None = None
    url: str | None = None
    fields: tuple[str, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HandIn:
    """How number and key reach the obligee (認証キーの提出).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    methods: Choice[tuple[Method, ...]] = Choice()
    to: Choice[str] = Choice()
    address: Choice[str] = Choice()
    """Mail address; may hold placeholders."""
    subject: Choice[str] = Choice()
    """Template of the mail's subject, placeholders as the body writes them."""
    subject_example: Choice[str] = Choice()
    body_items: Choice[tuple[str, ...]] = Choice()
    file: Choice[str] = Choice()
    deadline: Choice[str] = Choice()
    confirm_by_phone: Choice[bool] = Choice()
    fax: Choice[str] = Choice()
    note: Choice[str] = Choice()
    online_form: OnlineForm | None = None


@dataclass(frozen=True, slots=True)
class Obligee:
    """One public body and its published rules; None everywhere means "ask the obligee" (発注者).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    id: str
    name: str
    pref: str | None = None
    kind: ObligeeKind | None = None
    name_only: bool = False
    """Known to have started, none of its rules read (名称のみ判明)."""
    reported_start: str | None = None
    """What the news said of the start of a name-only body; no rule."""
    start: tuple[StartRule, ...] = ()
    contract_kinds: tuple[WorksKind, ...] | None = None
    guarantees: tuple[Product, ...] | None = None
    sureties: tuple[SuretyKind, ...] | None = None
    nonlife_companies: tuple[str, ...] | None = None
    submit: HandIn = HandIn()
    paper_accepted: bool | None = None
    not_accepted: tuple[str, ...] | None = None
    invoice: str | None = None
    advance_rules: tuple[tuple[WorksKind, AdvanceRule], ...] = ()
    performance_rule: PerformanceRule | None = None
    change_contracts: str | None = None
    terms_amended: str | bool | None = None
    clerk: str | None = None
    source: str | None = None
    as_of: str | None = None
    """Date on the source's page, whole or year and month."""
    excerpt_truncated: bool | None = None
    """The source went on after what was read: None may mean "not seen"."""
    notes: tuple[tuple[str, str], ...] = ()
    """Remarks of the collector by the key they speak of (`start`, `submit.subject`)."""

    def advance_rule(self, works_kind: WorksKind) -> AdvanceRule | None:
        """Return the body's own rule for this kind of works; None: the usual limits hold.

        A rule for consulting covers design and survey as well, as in `contract_kinds`.
        出典: なし (本システムの決定)
        """
        rules = dict(self.advance_rules)
        if works_kind is WorksKind.DESIGN_SURVEY:
            return rules.get(works_kind) or rules.get(WorksKind.CONSULTING)
        return rules.get(works_kind)

    def note(self, key: str) -> str | None:
        """Return the collector's remark on `key`, if there is one.

        出典: なし (本システムの決定)
        """
        return dict(self.notes).get(key)
