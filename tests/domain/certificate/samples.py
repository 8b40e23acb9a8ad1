"""Application files and what the surety adds, for certificates in tests."""

from __future__ import annotations

import copy
from datetime import date

from akashi.domain.certificate import content
from akashi.domain.parties import Surety
from akashi.domain.terms import Terms

CONCLUDED_ON = date(2026, 11, 22)
SURETY = Surety("MH", "みほん建設保証株式会社", "代表取締役社長 明石 証", "東京都みほん区0-0")

ADVANCE = {
    "schema": "akashi.application/1",
    "product": "advance_payment",
    "delivery": "electronic",
    "obligee": "okinawa-yomitan",
    "contractor": {
        "name": "株式会社残波建設",
        "name_kana": "カブシキガイシャザンパケンセツ",
        "postal_code": "904-0301",
        "address": "沖縄県中頭郡読谷村字座喜味0000番地",
        "representative": {"title": "代表取締役", "name": "比嘉 𠮷髙"},
        "email": "keiri@zanpa-kensetsu.example",
    },
    "works": {
        "kind": "construction",
        "name": "村道中央残波線道路改良工事（R8-1工区）",
        "number": "R8-道改-12",
        "site": "読谷村字波平 地内",
        "contract_price_yen": 55_000_000,
        "contract_date": "2026-05-11",
        "period": {"from": "2026-05-12", "to": "2027-02-26"},
    },
    "advance_amount_yen": 22_000_000,
}
INTERIM = {
    **ADVANCE,
    "product": "interim_payment",
    "contractor": {
        **ADVANCE["contractor"],
        "joint_venture": {
            "lead": "株式会社みほん建設",
            "members": [
                {"name": "株式会社みほん建設", "share_percent": 66.67},
                {"name": "さくら土木株式会社", "share_percent": 33.33},
            ],
        },
    },
    "advance_amount_yen": 11_000_000,
    "prior_advance": {
        "amount_yen": 22_000_000,
        "surety": "みほん建設保証株式会社",
        "guarantee_number": "MH-2026-0000017-T",
    },
    "progress_finding": {"date": "2026-10-15"},
}
PERFORMANCE = {
    **ADVANCE,
    "product": "performance",
    "works": {
        **ADVANCE["works"],
        "contract_date": None,
        "planned_contract_date": "2026-12-01",
        "advance_planned": True,
    },
    "guaranteed_amount_yen": 5_500_000,
}
ALL = [ADVANCE, INTERIM, PERFORMANCE]


def certificate_of(document, **changed):
    given = {
        "number": "MH-2026-0000018-R",
        "version": 1,
        "concluded_on": CONCLUDED_ON,
        "surety": SURETY,
        "obligee_name": "読谷村",
        "terms": Terms("前払金保証約款(説明用)", "2026-04-01", date(2026, 4, 1)),
    }
    return content(document, **{**given, **changed})


def with_works(document, **changed):
    made = copy.deepcopy(document)
    made["works"].update(changed)
    return made
