"""Who stands on a certificate: the surety (保証会社) and its kind, and representatives (代表者)."""

from __future__ import annotations

from dataclasses import dataclass

from akashi.domain.word import Word


class SuretyKind(Word):
    """The kind of surety, as obligees distinguish whose guarantees they take (保証機関の種類).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    GUARANTEE_COMPANIES = "guarantee_companies", "保証事業会社", "Guarantee companies"
    NONLIFE_SYSTEM = (
        "nonlife_system",
        "損害保険会社(保証証券等確認システム)",
        "Insurers (bond confirmation system)",
    )
    NONLIFE_PDF = (
        "nonlife_pdf",
        "損害保険会社(PDFで発行した証券)",
        "Insurers (bond issued as a PDF)",
    )
    NONLIFE_UNKNOWN = (
        "nonlife_unknown",
        "損害保険会社(方法は発注者に確認)",
        "Insurers (ask the obligee how)",
    )


@dataclass(frozen=True, slots=True)
class Representative:
    """The person who acts for a company (代表者): office held and name, both as typed.

    出典: なし (本システムの決定)
    """

    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Surety:
    """The company that gives the guarantee (保証会社).

    出典: なし (本システムの決定)
    """

    code: str
    """Two letters A-Z; the first part of every guarantee number of this surety."""

    name: str
    representative: str
    """Office and name in one line, as it stands under a certificate."""

    address: str
    kind: SuretyKind = SuretyKind.GUARANTEE_COMPANIES
