"""Rules of names and numbers (共同企業体・番号・約款): what must agree with what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from akashi.domain.application.codes import Code
from akashi.domain.application.document import texts
from akashi.domain.application.fields import label
from akashi.domain.application.notes import listed
from akashi.domain.application.rules.rule import Case, looks_at, violation
from akashi.domain.text import is_dash
from akashi.domain.violations import Violation
from akashi.domain.works import NumberKind

_ALL = 100


@looks_at("contractor.joint_venture.members.*.share_percent")
def shares_are_the_whole(case: Case) -> Iterator[Violation]:
    """The shares of a joint venture's members are exactly 100 % together.

    出典: なし (本システムの決定, 申込データの約束)
    """
    venture = case.application.contractor.joint_venture
    if venture is None:
        return
    total = sum((member.share_percent for member in venture.members), Decimal(0))
    if total != _ALL:
        difference = _ALL - total
        ja = f"{difference:f}% 足りません" if difference > 0 else f"{-difference:f}% 超えています"
        en = f"{difference:f} % short" if difference > 0 else f"{-difference:f} % too much"
        yield violation(
            Code.SHARES_NOT_100,
            "contractor.joint_venture.members",
            ja=f"出資比率の合計をちょうど100%にしてください。入力の合計: {total:f}%({ja})",
            en=f"The shares must be exactly 100 % together. Given: {total:f} % ({en})",
        )


@looks_at("contractor.joint_venture.lead", "contractor.joint_venture.members.*.name")
def the_lead_is_a_member(case: Case) -> Iterator[Violation]:
    """The lead of a joint venture is one of its members, spelled the same.

    出典: なし (本システムの決定, 申込データの約束)
    """
    venture = case.application.contractor.joint_venture
    names = () if venture is None else tuple(member.name for member in venture.members)
    if venture is not None and venture.lead not in names:
        yield violation(
            Code.LEAD_NOT_A_MEMBER,
            "contractor.joint_venture.lead",
            ja=f"共同企業体の代表者「{venture.lead}」が構成員({listed(names) or 'なし'})に"
            "ありません。構成員に加えるか、構成員と同じ表記にしてください。",
            en=f"The lead company “{venture.lead}” is not among the members "
            f"({listed(names, 'en') or 'none'}). Add it, or spell it as there.",
        )


@looks_at("works.number", "works.numbers.works")
def one_works_number(case: Case) -> Iterator[Violation]:
    """`works.number` and `works.numbers.works` are two places for the same 工事番号.

    出典: なし (本システムの決定, 申込データの約束)
    """
    works = case.application.works
    other = (works.numbers or {}).get(NumberKind.WORKS)
    if works.number is None or other is None or _plain(works.number) == _plain(other):
        return
    yield violation(
        Code.WORKS_NUMBERS_DIFFER,
        "works.number",
        ja=f"工事番号が2か所で違います: number は「{works.number}」、numbers.works は「{other}」。"
        "同じにするか、片方を削除してください。",
        en=f"The works number is given twice and differs: number is “{works.number}”, "
        f"numbers.works is “{other}”. Make them equal or remove one.",
    )


@looks_at("terms_version")
def the_terms_are_those_in_force(case: Case) -> Iterator[Violation]:
    """Who names the terms agreed to names those in force.

    出典: なし (本システムの決定, 申込データの約束)
    """
    agreed, in_force = case.application.terms_version, case.terms_version
    if agreed is None or in_force is None or agreed == in_force:
        return
    yield violation(
        Code.TERMS_NOT_IN_FORCE,
        "terms_version",
        ja=f"同意した約款の版「{agreed}」は現行のものではありません。現行の版「{in_force}」を確かめ、"
        "版を直すか、この項目を削除してください。",
        en=f"The terms “{agreed}” are not in force; “{in_force}” are. Read those, then correct "
        "the version or leave it out.",
    )


@looks_at()
def every_character_can_be_drawn(case: Case) -> Iterator[Violation]:
    """No name is printed with a box in it: what the fonts lack is named, field by field.

    出典: なし (本システムの決定, 申込データの約束)
    """
    for path, text in texts(case.application):
        names = [_named(cluster) for cluster in case.undrawable(text)]
        if names:
            words = label(path)
            yield violation(
                Code.UNDRAWABLE_CHARACTER,
                path,
                ja=f"{words.ja}に、証書に印字できない文字があります: {listed(names)}。"
                "別の字体か、かなにしてください。",
                en=f"In {words.en} there are characters the certificate's fonts cannot draw: "
                f"{listed(names, 'en')}. Use another form of the character, or kana.",
            )


def _plain(number: str) -> str:
    """Fold the dashes into one, keeping each in its place: 12-3 is not 1-23."""
    return "".join("-" if is_dash(char) else char for char in number)


def _named(cluster: str) -> str:
    """Return a character with its code points, as two variants of one may look alike."""
    points = " ".join(f"U+{ord(char):04X}" for char in cluster)
    private = any(unicodedata.category(char) in {"Co", "Cn"} for char in cluster)
    return points if private else f"{cluster} ({points})"


RULES = (
    shares_are_the_whole,
    the_lead_is_a_member,
    one_works_number,
    the_terms_are_those_in_force,
    every_character_can_be_drawn,
)
