"""The words obligees' rules are written in: bases of start dates, ways to hand in (提出方法), …"""

from __future__ import annotations

from akashi.domain.word import Word


class ObligeeKind(Word):
    """What sort of public body the obligee is (発注者の種類).

    出典: なし (本システムの決定)
    """

    PREFECTURE = "prefecture", "都道府県", "Prefecture"
    CITY = "city", "市", "City"
    TOWN = "town", "町", "Town"
    VILLAGE = "village", "村", "Village"
    ASSOCIATION = "association", "組合", "Association"
    UNIVERSITY = "university", "大学", "University"
    PUBLIC_CORP = "public_corp", "公営企業・公社", "Public corporation"


class Basis(Word):
    """The date of the works contract that a start date speaks of (基準日).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    CONTRACT_DATE = "contract_date", "契約締結日", "contract date"
    NOTICE_DATE = "notice_date", "公告日", "notice date"
    NOTICE_OR_DESIGNATION_DATE = (
        "notice_or_designation_date",
        "公告日又は指名日",
        "notice or designation date",
    )
    PLANNED_NOTICE_DATE = (
        "planned_notice_date",
        "契約予定工事の通知日",
        "date of the planned-works notice",
    )
    BID_PROCEDURE_DATE = "bid_procedure_date", "入札等の日", "date of the bidding"
    PROCUREMENT_START = "procurement_start", "発注手続の開始日", "start of the procurement"
    NEW_CONTRACT_DATE = "new_contract_date", "新規(当初)契約の締結日", "date of the first contract"
    OPERATION_START = "operation_start", "運用開始日", "start of operation"


class Method(Word):
    """A way in which an obligee takes number and key (認証キーの提出方法).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    EMAIL = "email", "電子メール", "E-mail"
    FAX = "fax", "ファクシミリ", "Fax"
    IN_PERSON = "in_person", "窓口へ持参", "In person"
    PAPER_PRINTOUT = "paper_printout", "印刷して提出", "On paper, printed"
    ONLINE_FORM = "online_form", "電子申請", "Online form"
    WITH_CONTRACT_DOCUMENTS = (
        "with_contract_documents",
        "契約書類と一緒に",
        "With the contract documents",
    )
