"""Characters that do not print (印字できない文字), named exactly so that they can be found."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from akashi.domain.violations import Language

_NAMES = {
    0x0000: Sentence("ヌル文字", "null"),
    0x0008: Sentence("後退", "backspace"),
    0x0009: Sentence("タブ", "tab"),
    0x000A: Sentence("改行", "line feed"),
    0x000D: Sentence("復帰(改行)", "carriage return"),
    0x001B: Sentence("エスケープ", "escape"),
    0x007F: Sentence("削除文字", "delete"),
    0x0085: Sentence("改行(NEL)", "next line"),
    0x00AD: Sentence("ソフトハイフン", "soft hyphen"),
    0x061C: Sentence("双方向制御文字 ALM", "Arabic letter mark (bidi control)"),
    0x200B: Sentence("ゼロ幅スペース", "zero width space"),
    0x200C: Sentence("ゼロ幅非接合子", "zero width non-joiner"),
    0x200D: Sentence("ゼロ幅接合子", "zero width joiner"),
    0x200E: Sentence("双方向制御文字 LRM", "left-to-right mark (bidi control)"),
    0x200F: Sentence("双方向制御文字 RLM", "right-to-left mark (bidi control)"),
    0x2028: Sentence("行区切り文字", "line separator"),
    0x2029: Sentence("段落区切り文字", "paragraph separator"),
    0x202A: Sentence("双方向制御文字 LRE", "left-to-right embedding (bidi control)"),
    0x202B: Sentence("双方向制御文字 RLE", "right-to-left embedding (bidi control)"),
    0x202C: Sentence("双方向制御文字 PDF", "pop directional formatting (bidi control)"),
    0x202D: Sentence("双方向制御文字 LRO", "left-to-right override (bidi control)"),
    0x202E: Sentence("双方向制御文字 RLO", "right-to-left override (bidi control)"),
    0x2060: Sentence("単語結合子(ゼロ幅)", "word joiner (zero width)"),
    0x2066: Sentence("双方向制御文字 LRI", "left-to-right isolate (bidi control)"),
    0x2067: Sentence("双方向制御文字 RLI", "right-to-left isolate (bidi control)"),
    0x2068: Sentence("双方向制御文字 FSI", "first strong isolate (bidi control)"),
    0x2069: Sentence("双方向制御文字 PDI", "pop directional isolate (bidi control)"),
    0xFEFF: Sentence("ゼロ幅ノーブレークスペース(BOM)", "zero width no-break space (BOM)"),
}

_OF_CATEGORY = {
    "Cc": Sentence("制御文字", "control character"),
    "Cf": Sentence("書式制御文字", "format control"),
    "Cs": Sentence("サロゲート(単独)", "lone surrogate"),
    "Zl": Sentence("行区切り文字", "line separator"),
    "Zp": Sentence("段落区切り文字", "paragraph separator"),
}

_SELECTORS = range(0xFE00, 0xFE10)  # VS1 to VS16
_IDEOGRAPH_SELECTORS = range(0xE0100, 0xE01F0)  # VS17 to VS256
_ARABIC_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_TWO_OF_PLANE = 0xFFFE
_TAGS = range(0xE0000, 0xE1000)
_IDEOGRAPHS = (range(0x4E00, 0xA000), range(0x3400, 0x4DC0), range(0x20000, 0x3FFFE))

_NONCHARACTER = Sentence("非文字", "noncharacter")
_TAG = Sentence("タグ文字", "tag character")
_INVISIBLE = Sentence("見えない文字", "invisible character")

# Letters and marks by category, yet Unicode says: never drawn (Default_Ignorable_Code_Point).
_NEVER_DRAWN = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0}
)

# Carry a "compatibility" code yet are unified ideographs, so that selectors may follow them.
_UNIFIED_AMONG_COMPATIBILITY = frozenset(
    {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}
)


def unprintable(text: str, lang: Language | str = "ja") -> list[str]:
    """Return the names of the characters in `text` that no certificate may carry, each once.

    Control, bidi-control and zero-width characters, tags, noncharacters, lone surrogates, and
    variation selectors without a base they can belong to. What is drawable at all is for the
    fonts to say, private use included.
    出典: なし (本システムの決定, contract 3; 異体字セレクタは UTS #37)
    """
    found: dict[str, None] = {}
    before = ""
    for char in text:
        sentence = _fault(char, before)
        if sentence is not None:
            found[f"U+{ord(char):04X} {sentence.text(lang)}"] = None
        before = char
    return list(found)


def _fault(char: str, before: str) -> Sentence | None:
    number = _selector(char)
    if number is not None:
        return None if _may_carry(before, number) else _lone_selector(number)
    code, category = ord(char), unicodedata.category(char)
    if code & _LAST_TWO_OF_PLANE == _LAST_TWO_OF_PLANE or code in _ARABIC_NONCHARACTERS:
        return _NONCHARACTER
    if code in _TAGS:
        return _TAG
    if code in _NEVER_DRAWN:
        return _INVISIBLE
    return _NAMES.get(code) or _OF_CATEGORY.get(category)


def _selector(char: str) -> int | None:
    """Return n for the variation selector VSn (1-256), None for any other character."""
    code = ord(char)
    if code in _SELECTORS:
        return _SELECTORS.index(code) + 1
    if code in _IDEOGRAPH_SELECTORS:
        return _IDEOGRAPH_SELECTORS.index(code) + len(_SELECTORS) + 1
    return None


def _lone_selector(number: int) -> Sentence:
    return Sentence(
        f"異体字セレクタ VS{number}(付く文字がありません)",
        f"variation selector VS{number} (without a base it can belong to)",
    )


def _may_carry(base: str, number: int) -> bool:
    if not base or _selector(base) is not None:
        return False
    if number > len(_SELECTORS):
        return _is_ideograph(ord(base))
    return unicodedata.category(base)[0] in "LNPS"


def _is_ideograph(code: int) -> bool:
    unified = any(code in block for block in _IDEOGRAPHS)
    return unified or code in _UNIFIED_AMONG_COMPATIBILITY
