"""Certificate contents to print (見本の証書記載事項): the plain one and the hard ones."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path

from akashi.domain.certificate import content
from akashi.domain.parties import Surety
from akashi.domain.terms import Terms

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NUMBER = "MH-2026-0000017-K"
KEY = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2"
URL = "https://akashi.example"

EVIDENCE = {
    "schema": "akashi.evidence/1",
    "leaf_index": 16,
    "inclusion_proof": ["q" * 43 + "="] * 20,
    "checkpoint": "akashi.example/log\n17\n"
    + "r" * 43
    + "=\n\n— akashi.example "
    + "s" * 96
    + "\n",
}

TSUJI = "辻\U000e0100"
KATSU = "葛\U000e0100"
RARE_NAME = f"{TSUJI}﨑 髙𠮷"
RARE_COMPANY = f"株式会社{KATSU}城槗本組"


def sample(example: str = "yomitan-advance-payment", obligee: str = "読谷村") -> dict:
    """The content of the example application, concluded on 2026-05-13."""
    return content(
        json.loads((EXAMPLES / f"{example}.json").read_text(encoding="utf-8")),
        number=NUMBER,
        version=1,
        concluded_on=date(2026, 5, 13),
        surety=Surety(
            "MH",
            "みほん建設保証株式会社",
            "代表取締役社長 見本 太郎",
            "東京都千代田区みほん町一丁目1番1号",
        ),
        obligee_name=obligee,
        terms=Terms("保証約款", "2026-04-01", date(2026, 4, 1)),
    )


def changed(base: dict, **changes: object) -> dict:
    """A copy with `part__field=value` changed."""
    copy = deepcopy(base)
    for path, value in changes.items():
        *parts, last = path.split("__")
        place = copy
        for part in parts:
            place = place[part]
        place[last] = value
    return copy


PLAIN = sample()
INTERIM = sample("mie-interim-joint-venture", "三重県")
PERFORMANCE = sample("yomitan-performance")
RARE = changed(PLAIN, contractor__name=RARE_COMPANY, contractor__representative__name=RARE_NAME)
TWENTY_MEMBERS = [{"name": f"第{n}みほん建設工業株式会社", "share_percent": 5} for n in range(20)]
LONG = changed(
    INTERIM,
    obligee__name="みほん地方整備局長" * 22,
    contractor__name=f"{KATSU}城髙﨑𠮷" * 40,
    contractor__joint_venture={"lead": "第0みほん建設工業株式会社", "members": TWENTY_MEMBERS},
    works__name="W" * 200,
    works__site="国道三百二十一号線地先 " * 16,
    surety__name="みほん建設保証" * 12,
)
INJECTIONS = (
    '#read("/etc/passwd")',
    "*太字* _斜体_ `code`",
    "@ref <label> $x^2$",
    '"quotes" \\ back\\slash \\u{41}',
    "#let x = 1; [#emph[a]] // comment /* c */",
    "= heading - list + enum / term: x",
    "<b>html</b> &amp; {{ jinja }} %s {0}",
    "https://example.com/ -- --- ... ~",
)
