"""The construction permit (建設業許可番号): the spellings it comes in, and the one we keep."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from akashi.domain.periods import fiscal_year

_PREFECTURES = (
    "北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|"
    "神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|"
    "大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|"
    "福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県"
)
_AUTHORITY = rf"国土交通大臣|建設大臣|(?:{_PREFECTURES})知事"

_KNOWN_SPELLING = re.compile(
    rf"(?P<authority>{_AUTHORITY})(?:許可)?"
    r"[(〔\[]?(?P<kind>般|特)-?(?P<year>元|[0-9]{1,2})(?:年度?)?[)〕\]]?"
    r"(?P<bureau>(?:(?!第)[\u4e00-\u9fff])?)第?(?P<number>[0-9]{1,6})号?"
)
_NAMES_AUTHORITY = re.compile(rf"(?:^|[^\u4e00-\u9fff])(?:{_AUTHORITY})")
_NUMBERS = re.compile(r"[0-9]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－", "-"))
_LONGEST_NUMBER = 6
_REIWA_BEFORE, _HEISEI_BEFORE = 2018, 1988
_YEARS_VALID = 5


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit whose spelling is understood.

    出典: 建設業法 第3条
    """

    authority: str
    kind: str
    """般 (general) or 特 (special)."""

    year: int
    """Year of the Japanese era of the permit; the era itself is not written in it."""

    bureau: str
    """One character of the 振興局 in Hokkaido, else empty."""

    number: str


def parse(typed: str) -> Permit | None:
    """Return the permit if its spelling is a known one, whatever the width and the spaces.

    出典: acceptance 5.3 (建設業許可番号)
    """
    known = _KNOWN_SPELLING.fullmatch(_fold(typed))
    if known is None:
        return None
    year = 1 if known["year"] == "元" else int(known["year"])
    number = known["number"].zfill(_LONGEST_NUMBER)
    return Permit(known["authority"], known["kind"], year, known["bureau"], number)


def normal_form(typed: str) -> str | None:
    """Return `沖縄県知事許可(特-5)第012345号`, None if the spelling is not a known one.

    出典: なし (本システムの決定)
    """
    permit = parse(typed)
    if permit is None:
        return None
    return f"{permit.authority}許可({permit.kind}-{permit.year}){permit.bureau}第{permit.number}号"


def expires_after(permit: Permit, today: date) -> date:
    """Return the last day a permit of that year can be valid, five years after its fiscal year.

    The era is not written in a permit; 令和 is meant where that year has come, else 平成.
    出典: 建設業法 第3条第3項 (5年ごとの更新)
    """
    reiwa, heisei = permit.year + _REIWA_BEFORE, permit.year + _HEISEI_BEFORE
    granted_in = reiwa if reiwa <= fiscal_year(today) else heisei
    return date(granted_in + 1 + _YEARS_VALID, 3, 31)


def is_malformed(typed: str) -> bool:
    """Tell whether this cannot be a permit: no authority in it, or no number of up to 6 digits.

    Spellings we do not know (two permits in one line, say) are no fault of the contractor.
    出典: なし (本システムの決定)
    """
    folded = _fold(typed)
    lengths = [len(number) for number in _NUMBERS.findall(folded)]
    named = _NAMES_AUTHORITY.search(folded) is not None
    return not named or not 0 < max(lengths, default=0) <= _LONGEST_NUMBER


def _fold(typed: str) -> str:
    folded = unicodedata.normalize("NFKC", typed).translate(_DASHES)
    return "".join(char for char in folded if not char.isspace())
