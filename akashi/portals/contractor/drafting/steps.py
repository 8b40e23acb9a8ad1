"""The seven steps of an application (申込の手順): what each one asks, for each guarantee."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from akashi.domain.products import Product
from akashi.portals.contractor.drafting import documents
from akashi.portals.contractor.drafting.boxes import Box, Kind
from akashi.portals.contractor.drafting.documents import Document

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

USES = "use_of_advance"
MEMBERS = "contractor.joint_venture.members"

OPTIONAL_PARTS = ("deposit_bank", "contractor.joint_venture", "works.numbers")
INTERIM_PARTS = ("prior_advance", "progress_finding")


@dataclass(frozen=True, slots=True)
class Table:
    """A list filled in row by row: where it stands in the file and the columns of a row.

    出典: なし (本システムの決定)
    """

    path: str
    columns: tuple[Box, ...]
    spare: int
    """Empty rows shown below the filled ones."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the application.

    出典: なし (本システムの決定)
    """

    slug: str
    title: _StrPromise
    boxes: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    products: tuple[Product, ...] = tuple(Product)
    template: str = "contractor/step.html"

    def owns(self, path: str) -> bool:
        """Tell whether the value at `path`, or something inside it, is filled in on this page."""
        tops = [box.path for box in self.boxes] + [table.path for table in self.tables]
        return any(within(path, top) for top in tops)


def within(path: str, top: str) -> bool:
    """Tell whether one of two paths is, or holds, the other.

    出典: なし (本システムの決定)
    """
    return path == top or path.startswith(f"{top}.") or top.startswith(f"{path}.")


def product_of(document: Document) -> Product | None:
    """Return the guarantee the file asks for, None while it is not chosen.

    出典: なし (本システムの決定)
    """
    chosen = documents.at(document, "product")
    return next((product for product in Product if product.value == chosen), None)


def steps_for(document: Document) -> tuple[Step, ...]:
    """Return the pages of this application in order; which ones depends on the guarantee.

    出典: なし (本システムの決定)
    """
    product = product_of(document) or Product.ADVANCE_PAYMENT
    return tuple(
        replace(step, boxes=_asked(step, product)) for step in STEPS if product in step.products
    )


def _asked(step: Step, product: Product) -> tuple[Box, ...]:
    if step.slug == "works":
        return _WORKS_BEFORE_SIGNING if product is Product.PERFORMANCE else step.boxes
    return _AMOUNTS[product] if step.slug == "amounts" else step.boxes


_MONEY_HINT = _("円単位。「,」や全角も使えます。")
_DATE_HINT = _("例: 令和8年4月1日、R8.4.1、2026-04-01")

_PRICE = Box("works.contract_price_yen", Kind.YEN, required=True, hint=_MONEY_HINT)
_LOW_PRICE = Box(
    "works.low_price_bid",
    Kind.FLAG,
    hint=_("低入札価格調査の基準価格を下回る価格で落札した契約です。"),
)
_ADVANCE = Box("advance_amount_yen", Kind.YEN, required=True, hint=_MONEY_HINT)

_AMOUNTS: dict[Product, tuple[Box, ...]] = {
    Product.ADVANCE_PAYMENT: (_PRICE, _ADVANCE, _LOW_PRICE),
    Product.INTERIM_PAYMENT: (
        _PRICE,
        Box(
            "advance_amount_yen",
            Kind.YEN,
            required=True,
            hint=_("今回請求する中間前払金の額です。円単位。"),
        ),
        Box("prior_advance.amount_yen", Kind.YEN, required=True, hint=_MONEY_HINT),
        Box("prior_advance.surety", required=True),
        Box("prior_advance.guarantee_number"),
        Box("progress_finding.date", Kind.DATE, required=True, hint=_DATE_HINT),
        Box("progress_finding.number"),
        _LOW_PRICE,
    ),
    Product.PERFORMANCE: (
        _PRICE,
        Box("guaranteed_amount_yen", Kind.YEN, required=True, hint=_MONEY_HINT),
        Box(
            "works.advance_planned",
            Kind.FLAG,
            required=True,
            hint=_("契約保証は、前払金を請求する予定の契約にだけ付けられます。"),
        ),
        _LOW_PRICE,
    ),
}

_NAMES = (
    Box("works.name", required=True, wide=True),
    Box("works.number", hint=_("契約書に書かれた番号")),
    Box("works.site", required=True, wide=True),
)
_TERM = (
    Box("works.period.from", Kind.DATE, required=True, hint=_DATE_HINT),
    Box("works.period.to", Kind.DATE, required=True, hint=_DATE_HINT),
)
DATES_OF_THE_BODY = (
    Box("works.notice_date", Kind.DATE, hint=_DATE_HINT),
    Box("works.designation_date", Kind.DATE, hint=_DATE_HINT),
    Box("works.planned_notice_date", Kind.DATE, hint=_DATE_HINT),
    Box("works.bid_date", Kind.DATE, hint=_DATE_HINT),
    Box("works.department"),
)
"""Asked only where the obligee goes by them; behind a fold that opens by itself then."""
OTHER_NUMBERS = tuple(
    Box(f"works.numbers.{kind}")
    for kind in ("execution", "specification", "project", "procurement", "contract")
)
LEAD = Box("contractor.joint_venture.lead", wide=True)
FOLDED = (*DATES_OF_THE_BODY, *OTHER_NUMBERS, LEAD)

_SIGNED = Box("works.contract_date", Kind.DATE, required=True, hint=_DATE_HINT)
_WORKS = (*_NAMES, _SIGNED, *_TERM, *DATES_OF_THE_BODY, *OTHER_NUMBERS)
_WORKS_BEFORE_SIGNING = (
    *_NAMES,
    Box(
        "works.contract_date",
        Kind.DATE,
        hint=_("まだ契約していないときは空欄にして、下の予定日を入力してください。"),
    ),
    Box("works.planned_contract_date", Kind.DATE, hint=_DATE_HINT),
    *_TERM,
    *DATES_OF_THE_BODY,
    *OTHER_NUMBERS,
)

COMPANY = (
    Box("contractor.name", required=True, autocomplete="organization", wide=True),
    Box("contractor.name_kana", wide=True),
    Box("contractor.corporate_number", hint=_("13桁")),
    Box("contractor.permit", hint=_("例: 沖縄県知事許可(特-5)第12345号")),
    Box("contractor.postal_code", required=True, autocomplete="postal-code"),
    Box("contractor.address", required=True, autocomplete="street-address", wide=True),
    Box("contractor.representative.title", required=True, autocomplete="organization-title"),
    Box("contractor.representative.name", required=True),
    Box("contractor.email", required=True, autocomplete="email", wide=True),
)

STEPS = (
    Step(
        "guarantee",
        _("保証の種類と発注者"),
        (
            Box("product", Kind.CHOICE, required=True),
            Box("works.kind", Kind.CHOICE, required=True),
            Box("obligee", Kind.CHOICE, required=True),
        ),
        template="contractor/step_guarantee.html",
    ),
    Step("works", _("工事(請負契約)"), _WORKS, template="contractor/step_works.html"),
    Step("amounts", _("金額"), (_PRICE, _ADVANCE)),
    Step(
        "use",
        _("使途と預託金融機関"),
        (Box("deposit_bank.name"), Box("deposit_bank.branch")),
        (
            Table(
                USES,
                (
                    Box(f"{USES}.*.item", wide=True),
                    Box(f"{USES}.*.quantity"),
                    Box(f"{USES}.*.amount_yen", Kind.YEN),
                    Box(f"{USES}.*.payee", wide=True),
                ),
                spare=3,
            ),
        ),
        (Product.ADVANCE_PAYMENT, Product.INTERIM_PAYMENT),
        template="contractor/step_use.html",
    ),
    Step(
        "contractor",
        _("受注者と連絡先"),
        (*COMPANY, LEAD),
        (
            Table(
                MEMBERS,
                (
                    Box(f"{MEMBERS}.*.name", wide=True),
                    Box(f"{MEMBERS}.*.share_percent", Kind.SHARE, hint="%"),
                ),
                spare=2,
            ),
        ),
        template="contractor/step_contractor.html",
    ),
    Step(
        "delivery",
        _("受取方法と約款"),
        (
            Box("delivery", Kind.CHOICE, required=True),
            Box("terms_version", Kind.AGREEMENT, required=True, words=_("約款に同意する")),
        ),
        template="contractor/step_delivery.html",
    ),
)
LAST = "check"
"""The page that shows everything before it is submitted."""
