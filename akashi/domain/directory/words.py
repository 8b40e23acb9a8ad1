"""The words obligees' rules are written in: bases of start dates, ways to hand in (提出方法), …"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from akashi.domain.violations import Language


class ObligeeKind(StrEnum):
    """What sort of public body the obligee is (発注者の種類).

    出典: なし (本システムの決定)
    """

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    ASSOCIATION = "association"
    UNIVERSITY = "university"
    PUBLIC_CORP = "public_corp"

    def label(self, lang: Language | str = "ja") -> str:
        """Return the name shown to users.

        出典: なし (本システムの決定)
        """
        return _KINDS[self].text(lang)


class Basis(StrEnum):
    """The date of the works contract that a start date speaks of (基準日).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    CONTRACT_DATE = "contract_date"
    NOTICE_DATE = "notice_date"
    NOTICE_OR_DESIGNATION_DATE = "notice_or_designation_date"
    PLANNED_NOTICE_DATE = "planned_notice_date"
    BID_PROCEDURE_DATE = "bid_procedure_date"
    PROCUREMENT_START = "procurement_start"
    NEW_CONTRACT_DATE = "new_contract_date"
    OPERATION_START = "operation_start"

    def label(self, lang: Language | str = "ja") -> str:
        """Return how the body's page calls the date.

        出典: 発注者各団体の公表資料 (data/obligees)
        """
        return _BASES[self].text(lang)


class Method(StrEnum):
    """A way in which an obligee takes number and key (認証キーの提出方法).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    EMAIL = "email"
    FAX = "fax"
    IN_PERSON = "in_person"
    PAPER_PRINTOUT = "paper_printout"
    ONLINE_FORM = "online_form"
    WITH_CONTRACT_DOCUMENTS = "with_contract_documents"

    def label(self, lang: Language | str = "ja") -> str:
        """Return the way as a short phrase for users.

        出典: なし (本システムの決定)
        """
        return _METHODS[self].text(lang)


_KINDS = {
    ObligeeKind.PREFECTURE: Sentence("都道府県", "Prefecture"),
    ObligeeKind.CITY: Sentence("市", "City"),
    ObligeeKind.TOWN: Sentence("町", "Town"),
    ObligeeKind.VILLAGE: Sentence("村", "Village"),
    ObligeeKind.ASSOCIATION: Sentence("組合", "Association"),
    ObligeeKind.UNIVERSITY: Sentence("大学", "University"),
    ObligeeKind.PUBLIC_CORP: Sentence("公営企業・公社", "Public corporation"),
}

_BASES = {
    Basis.CONTRACT_DATE: Sentence("契約締結日", "contract date"),
    Basis.NOTICE_DATE: Sentence("公告日", "notice date"),
    Basis.NOTICE_OR_DESIGNATION_DATE: Sentence("公告日又は指名日", "notice or designation date"),
    Basis.PLANNED_NOTICE_DATE: Sentence("契約予定工事の通知日", "date of the planned-works notice"),
    Basis.BID_PROCEDURE_DATE: Sentence("入札等の日", "date of the bidding"),
    Basis.PROCUREMENT_START: Sentence("発注手続の開始日", "start of the procurement"),
    Basis.NEW_CONTRACT_DATE: Sentence("新規(当初)契約の締結日", "date of the first contract"),
    Basis.OPERATION_START: Sentence("運用開始日", "start of operation"),
}

_METHODS = {
    Method.EMAIL: Sentence("電子メール", "E-mail"),
    Method.FAX: Sentence("ファクシミリ", "Fax"),
    Method.IN_PERSON: Sentence("窓口へ持参", "In person"),
    Method.PAPER_PRINTOUT: Sentence("印刷して提出", "On paper, printed"),
    Method.ONLINE_FORM: Sentence("電子申請", "Online form"),
    Method.WITH_CONTRACT_DOCUMENTS: Sentence("契約書類と一緒に", "With the contract documents"),
}
