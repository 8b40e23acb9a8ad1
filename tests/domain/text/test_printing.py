"""Characters no certificate may carry are named; everything that prints passes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.text import unprintable


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x00", "U+0000 ヌル文字"),
        ("\x07", "U+0007 制御文字"),
        ("\t", "U+0009 タブ"),
        ("\n", "U+000A 改行"),
        ("\r", "U+000D 復帰(改行)"),
        ("\x7f", "U+007F 削除文字"),
        ("\x85", "U+0085 改行(NEL)"),
        ("\x9f", "U+009F 制御文字"),
        ("\u00ad", "U+00AD ソフトハイフン"),
        ("\u200b", "U+200B ゼロ幅スペース"),
        ("\u200c", "U+200C ゼロ幅非接合子"),
        ("\u200d", "U+200D ゼロ幅接合子"),
        ("\u2060", "U+2060 単語結合子(ゼロ幅)"),
        ("\ufeff", "U+FEFF ゼロ幅ノーブレークスペース(BOM)"),
        ("\u202e", "U+202E 双方向制御文字 RLO"),
        ("\u2066", "U+2066 双方向制御文字 LRI"),
        ("\u200f", "U+200F 双方向制御文字 RLM"),
        ("\u2028", "U+2028 行区切り文字"),
        ("\u3164", "U+3164 見えない文字"),
        ("\u034f", "U+034F 見えない文字"),
        ("\U000e0041", "U+E0041 タグ文字"),
        ("\U000e0001", "U+E0001 タグ文字"),
        ("\ufdd0", "U+FDD0 非文字"),
        ("\ufffe", "U+FFFE 非文字"),
        ("\U0010ffff", "U+10FFFF 非文字"),
        ("\ud800", "U+D800 サロゲート(単独)"),
        ("\ufff9", "U+FFF9 書式制御文字"),
    ],
)
def test_a_character_that_does_not_print_is_named_exactly(char, name):
    assert unprintable(f"工{char}事") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "株式会社残波建設",
        "比嘉 𠮷髙",
        "﨑　子",
        "辻\U000e0100子",
        "葛\U000e0101",
        "﨑\U000e0100",
        "𠮷\U000e0100",
        "☎\ufe0e ☎\ufe0f 1\ufe0f\u20e3",
        "が か\u3099 é",
        "\ue000",
        "①㈱㋿½~～",
        "Ａ＆Ｂ・Ｃ，Ｄ’－．",
        "",
    ],
)
def test_what_prints_passes(text):
    assert unprintable(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "\U000e0100",
        "\ufe0f",
        "あ\U000e0100",
        "A\U000e0100",
        "、\U000e0101",
        "辻\U000e0100\U000e0101",
        "辻\ufe00\U000e0100",
        " \ufe0f",
        "\u3000\ufe0f",
        "\ufa19\U000e0100",
    ],
)
def test_a_variation_selector_needs_a_base_it_can_belong_to(text):
    [name] = unprintable(text)
    assert "異体字セレクタ VS" in name


def test_a_selector_is_named_by_its_number():
    assert unprintable("A\U000e0101", "en") == [
        "U+E0101 variation selector VS18 (without a base it can belong to)"
    ]


def test_each_character_is_named_once_in_the_order_found():
    assert unprintable("\u200b工\n事\u200b", "en") == [
        "U+200B zero width space",
        "U+000A line feed",
    ]


@given(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]))
@settings(max_examples=60, deadline=None)
def test_no_control_or_format_character_passes(char):
    [name] = unprintable(f"工{char}")
    assert name.startswith(f"U+{ord(char):04X} ")


@given(st.characters(categories=["Lo", "Nd", "Po", "So", "Zs"], max_codepoint=0x10FF))
@settings(max_examples=60, deadline=None)
def test_letters_digits_and_signs_pass(char):
    assert unprintable(char) == []
