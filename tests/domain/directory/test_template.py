"""Templates are filled literally; what is missing stays visible and is listed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.domain.directory import read_aliases
from akashi.domain.directory.aliases import FACTS, SCHEMA, Aliases
from akashi.domain.directory.template import fill, single_line

FACTS_GIVEN = {
    "guarantee_kind": "契約保証",
    "numbers.works": "R8-道改-12",
    "numbers.contract": "5071000001",
    "works_name": "村道改良工事",
    "contractor": "豊川株式会社",
    "bid_date": "令和8年4月1日",
    "bid_month": "4",
    "bid_day": "1",
    "contract_date": "令和8年5月11日",
    "contract_month": "5",
    "contract_day": "11",
}


@pytest.mark.parametrize(
    ("template", "text", "missing"),
    [
        ("【契約保証】{件名}", "【契約保証】村道改良工事", ()),
        ("{保証名称} {工事番号} {受注者}", "契約保証 R8-道改-12 豊川株式会社", ()),
        (
            "豊川{受注者}契約保証証書認証キー_{入札月}月{入札日}日入札_{契約番号}",
            "豊川豊川株式会社契約保証証書認証キー_4月1日入札_5071000001",
            (),
        ),
        ("【電子保証書】_{工事番号|digits}", "【電子保証書】_812", ()),
        ("{番号}_{受注者}({保証の種類})", "R8-道改-12_豊川株式会社(契約保証)", ()),
        ("{ 工事番号 }", "R8-道改-12", ()),
        ("｛工事番号｝", "｛工事番号｝", ()),
        ("{契約日}締結", "令和8年5月11日締結", ()),
        ("{契約月}月{契約日}日契約", "5月11日契約", ()),
        ("{入札年月日}", "令和8年4月1日", ()),
        ("【電子保証】{施行番号}", "【電子保証】〔施行番号〕", ("施行番号",)),
        ("{仕様書番号|digits}", "〔仕様書番号〕", ("仕様書番号",)),
        ("{保証名称|digits}", "〔保証名称〕", ("保証名称",)),
        ("{工事番号|upper}", "〔工事番号|upper〕", ("工事番号|upper",)),
        ("{謎の項目}{謎の項目}", "〔謎の項目〕〔謎の項目〕", ("謎の項目",)),
        ("{案件番号}{施行番号}", "〔案件番号〕〔施行番号〕", ("案件番号", "施行番号")),
        ("{}{ 工事番号", "{}{ 工事番号", ()),
        ("", "", ()),
    ],
)
def test_a_template_is_filled_and_what_is_missing_is_named(aliases, template, text, missing):
    filled = fill(template, FACTS_GIVEN, aliases)
    assert (filled.text, filled.missing) == (text, missing)


@pytest.mark.parametrize(
    ("placeholder", "given", "value"),
    [
        ("工事番号(業務委託番号)", {"numbers.works": "1"}, "1"),
        ("工事番号（業務委託番号）", {"numbers.works": "1"}, "1"),
        ("案件番号又は案件名", {"numbers.project": "2", "works_name": "橋"}, "2"),
        ("案件番号又は案件名", {"works_name": "橋"}, "橋"),
        ("案件番号または工事番号", {"numbers.works": "1"}, "1"),
        ("工事名または業務委託名", {"works_name": "橋"}, "橋"),
        ("案件番号or工事番号", {"numbers.works": "1"}, "1"),
        ("案件番号 ＯＲ 工事番号", {"numbers.works": "1"}, "1"),
        ("委託業務名称", {"works_name": "橋"}, "橋"),
        ("工事等名称", {"works_name": "橋"}, "橋"),
        ("受注者商号", {"contractor": "豊川"}, "豊川"),
        ("受注者の商号又は名称", {"contractor": "豊川"}, "豊川"),
        ("保証契約の種類", {"guarantee_kind": "契約保証"}, "契約保証"),
        ("工事(委託)番号", {"numbers.works": "1"}, "1"),
        ("工事・業務名", {"works_name": "橋"}, "橋"),
        ("業務(工事)名", {"works_name": "橋"}, "橋"),
        ("施行番号(又は工事番号)", {"numbers.works": "1"}, "1"),
        ("契約番号(案件番号)", {"numbers.project": "2"}, "2"),
        ("契約(案件)番号", {"numbers.project": "2"}, "2"),
        ("契約番号・仕様書番号・案件名", {"works_name": "橋"}, "橋"),
        ("契約又は案件番号", {"numbers.project": "2"}, "2"),
        ("不明な番号又は工事番号", {"numbers.works": "1"}, "1"),
        ("番号", {"numbers.procurement": "3", "numbers.contract": "4"}, "3"),
        ("会社名", {"contractor": "豊川"}, "豊川"),
        ("事業者名", {"contractor": "豊川"}, "豊川"),
        ("課室", {"department": "契約課"}, "契約課"),
        ("調達案件番号", {"numbers.procurement": "3"}, "3"),
        ("公告月", {"notice_month": "4"}, "4"),
        ("発注者名", {"obligee_name": "みほん村"}, "みほん村"),
    ],
)
def test_of_several_names_in_one_the_first_known_value_stands(aliases, placeholder, given, value):
    assert fill(f"{{{placeholder}}}", given, aliases).text == value


@pytest.mark.parametrize("placeholder", ["工事番号(業務委託番号)", "案件番号又は案件名"])
def test_where_none_of_several_names_is_known_all_of_them_stay_visible(aliases, placeholder):
    filled = fill(f"【{{{placeholder}}}】", {}, aliases)
    assert filled.text == f"【〔{placeholder}〕】"
    assert filled.missing == (placeholder,)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("R8-道改-12", "812"),
        ("第０７－１２３４号", "071234"),
        ("①2", "12"),
        ("07-12345-0001", "07123450001"),
    ],
)
def test_the_digits_filter_keeps_digits_of_any_width(aliases, number, digits):
    assert fill("{工事番号|digits}", {"numbers.works": number}, aliases).text == digits


@pytest.mark.parametrize("name", ["{契約番号}", "{0.__class__}", "%s", "${HOME}", r"\g<0>"])
def test_a_fact_is_put_in_literally_and_never_filled_again(aliases, name):
    facts = {"works_name": name, "numbers.contract": "5071000001"}
    assert fill("{件名}", facts, aliases).text == name


@pytest.mark.parametrize(
    "placeholder", ["__class__", "0", "contractor.name", "件名.__len__", "件名!r"]
)
def test_a_placeholder_is_a_name_and_never_code(aliases, placeholder):
    filled = fill(f"{{{placeholder}}}", FACTS_GIVEN, aliases)
    assert filled.missing == (placeholder,)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("豊川\r\nBcc: all@example", "豊川 Bcc: all@example"),
        ("橋\u2028梁", "橋 梁"),
        ("橋\x00梁", "橋 梁"),
        ("橋\u202e梁", "橋梁"),
        ("辻\U000e0100 﨑子", "辻\U000e0100 﨑子"),
        ("二  間", "二  間"),
        ("\r\n", ""),
    ],
)
def test_a_fact_stays_on_one_line(typed, line):
    assert single_line(typed) == line


def test_a_fact_of_breaks_alone_counts_as_missing(aliases):
    assert fill("{件名}", {"works_name": "\r\n"}, aliases).missing == ("件名",)


words = st.text(alphabet=st.characters(exclude_characters="{}|｜", codec="utf-8"), max_size=8)
names = words.filter(bool)
pieces = st.lists(st.one_of(words, names.map(lambda name: f"{{{name}}}")))


@given(pieces=pieces, facts=st.dictionaries(st.sampled_from(FACTS), st.text(max_size=9)))
def test_no_text_of_a_template_is_ever_lost(aliases, pieces, facts):
    template = "".join(pieces)
    literal = re.split(r"\{[^{}]+\}", template)
    filled = fill(template, facts, aliases).text
    place = 0
    for text in literal:
        found = filled.find(text, place)
        assert found >= 0
        place = found + len(text)


@given(template=st.text(alphabet="{}|()・又は/工事番号名A 日", max_size=40))
def test_any_template_at_all_is_filled_without_an_error(aliases, template):
    filled = fill(template, {}, aliases)
    assert all(f"〔{name}〕" in filled.text for name in filled.missing)


@given(name=st.text(alphabet="()又は・/工事番号名、", max_size=120))
def test_any_name_is_looked_up_without_an_error(aliases, name):
    assert set(aliases.facts_for(name)) <= set(FACTS)


def test_a_name_under_several_facts_tries_them_in_their_order():
    table = {"numbers.works": ["番号"], "numbers.contract": ["番号", "契約番号"]}
    found, problems = read_aliases({"schema": SCHEMA, "aliases": table})
    assert problems == ()
    assert isinstance(found, Aliases)
    assert found.facts_for("番号") == ("numbers.works", "numbers.contract")


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"schema": "other", "aliases": {}}, "schema"),
        ({"schema": SCHEMA, "aliases": {"works_nam": ["件名"]}}, "aliases.works_nam"),
        ({"schema": SCHEMA, "aliases": {"works_name": "件名"}}, "aliases.works_name"),
        ({"schema": SCHEMA, "aliases": {"works_name": [1]}}, "aliases.works_name.0"),
        ({"schema": SCHEMA}, ""),
        ([], ""),
    ],
)
def test_a_wrong_alias_table_is_refused_with_its_key(document, key):
    found, problems = read_aliases(document)
    assert found is None
    assert key in [problem.key for problem in problems]
