"""Numbers, readings and search keys are folded; everything else stays as typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain import tables
from akashi.domain.text import fold_code, fold_kana, fold_width, search_key

DASHES = "-‐‑‒–—―−－ー\uff70─━﹣\u00ad"
SPACES = " \u3000\u00a0\t\n\r\n\u2003"


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_folded_away_from_a_code(dash):
    assert fold_code(f"mh{dash}2026") == "MH2026"


@pytest.mark.parametrize("space", SPACES)
def test_every_space_is_folded_away_from_a_code(space):
    assert fold_code(f"{space}ＭＨ{space}２０２６") == "MH2026"


def test_what_a_paste_brings_along_unseen_is_folded_away():
    assert fold_code("\ufeffAB\u200bCD\u200e") == "ABCD"


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("ｶﾌﾞｼｷｶﾞｲｼｬ", "カブシキガイシャ"),
        ("かぶしきがいしゃ", "カブシキガイシャ"),
        ("カフ\u3099シキ", "カブシキ"),
        ("か゛き゛", "ガギ"),
        ("カﾞ", "ガ"),
        ("ﾊﾟｲﾌﾟ", "パイプ"),
        ("ｳﾞｧ", "ヴァ"),
        ("う゛ぁ", "ヴァ"),
        ("っゃゅょ", "ッャュョ"),
        ("いすゞ", "イスヾ"),
        ("サーバー　ﾆｼ", "サーバー　ニシ"),
        ("ヶヵ", "ヶヵ"),
        ("ABC 漢字", "ABC 漢字"),
        ("ｱﾞ", "ア\u3099"),
    ],
)
def test_a_reading_becomes_full_width_katakana(typed, kana):
    assert fold_kana(typed) == kana


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x30FF), max_size=12))
@settings(max_examples=60, deadline=None)
def test_folding_a_reading_twice_changes_nothing(text):
    assert fold_kana(fold_kana(text)) == fold_kana(text)


@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        ("株式会社髙﨑組", "㈱高崎組"),
        ("㍿山田", "株式会社山田"),
        ("(有)みほん", "有限会社みほん"),
        ("𠮷田建設", "吉田建設"),
        ("斉藤 齊藤 齋藤 斎藤", "斎藤斎藤斎藤斎藤"),
        ("渡邉 渡邊", "渡辺渡辺"),
        ("濵田", "浜田"),
        ("辻󠄀 﨑子", "辻崎子"),
        ("ﾐﾎﾝ土木", "みほん土木"),
        ("ＡＢＣ－建設", "abc建設"),
        ("サーバ", "サーバー"),
        ("神\ufa19", "神神"),
    ],
)
def test_a_name_is_found_however_its_characters_are_written(stored, sought):
    assert search_key(stored) == search_key(sought)


@given(st.text(st.sampled_from("㈱(株)髙﨑齋ｶﾞがゞ　ー-ＡaÉ①辻\U000e0100"), max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_search_key_is_its_own_search_key(text):
    assert search_key(search_key(text)) == search_key(text)


def test_width_alone_is_folded_without_touching_anything_else():
    assert fold_width("１，２３４　￥① ² ㈱ ｶﾞ") == "1,234 ¥① ² ㈱ ｶﾞ"


def test_no_variant_belongs_to_two_characters():
    groups = tables.read("variants")["groups"]
    variants = "".join(groups.values())
    assert len(variants) == len(set(variants))
    assert not set(variants) & set(groups)


def test_every_variant_is_a_single_ideograph_that_normalisation_would_not_fold():
    for usual, variants in tables.read("variants")["groups"].items():
        for char in usual + variants:
            assert unicodedata.category(char) == "Lo"
            assert unicodedata.normalize("NFKC", char) == char
