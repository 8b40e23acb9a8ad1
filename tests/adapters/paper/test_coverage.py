"""What the shipped fonts draw (描ける文字), and what is refused before anyone promises it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from akashi.adapters.paper import Coverage
from akashi.adapters.paper.coverage import SHIPPED_FONTS
from akashi.domain.text import clusters
from tests.adapters.paper.looking import FONT_FILES
from tests.adapters.paper.samples import KATSU, TSUJI

COVERAGE = Coverage()
DRAWABLE = [
    *"髙﨑𠮷槗德濵桒𣘺栁①㈱é",
    "e\u0301",
    TSUJI,
    KATSU,
    "葛\U000e0101",
    "祇\U000e0100",
    "邉\U000e0102",
    "恵\ufe00",
    "か\u3099",
]
UNDRAWABLE = {
    "undefined sequence of a common character": "辻\U000e0109",
    "sequence of the other collection": "葛\U000e0102",
    "selector after a character that takes none": "A\U000e0100",
    "rare ideograph of Extension B": "𪚥",
    "Hangul": "한",
    "emoji": "😀",
    "unassigned code point": "\u0378",
    "private use": "\ue000",
}


@pytest.mark.parametrize("cluster", DRAWABLE, ids=ascii)
def test_a_character_of_a_japanese_name_is_drawable(cluster):
    assert COVERAGE.undrawable(cluster) == []


@pytest.mark.parametrize("cluster", UNDRAWABLE.values(), ids=UNDRAWABLE.keys())
def test_what_no_font_draws_is_named_with_its_selector(cluster):
    assert COVERAGE.undrawable(f"株式会社{cluster}建設") == [cluster]


def test_each_missing_cluster_is_named_once_and_in_order():
    assert COVERAGE.undrawable("𪚥田辻\U000e0109𪚥") == ["𪚥", "辻\U000e0109"]


def test_a_sequence_counts_only_when_one_font_has_all_of_it():
    bases = [face for face in COVERAGE.faces if ord("葛") in face.characters]
    selectors = [face for face in COVERAGE.faces if "\U000e0102" in face.sequences]
    assert (len(bases) > 0, len(selectors) > 0) == (True, True)
    assert COVERAGE.undrawable("葛\U000e0102") == ["葛\U000e0102"]


def test_a_sequence_only_the_fallback_has_is_sent_there():
    assert COVERAGE.elsewhere(["渡邉\U000e0102", "渡邉\U000e0100"]) == {
        "Akashi Mincho Fallback": ["邉\U000e0102"]
    }


@given(st.text())
def test_whatever_is_named_is_a_cluster_of_the_text(text):
    assert set(COVERAGE.undrawable(text)) <= set(clusters(text))


@given(st.text(), st.text())
def test_a_longer_text_never_hides_what_is_missing(text, more):
    # A tab ends any cluster; a line feed would join a carriage return.
    assert set(COVERAGE.undrawable(text)) <= set(COVERAGE.undrawable(f"{text}\t{more}"))


@pytest.mark.parametrize(("family", "file"), FONT_FILES.items(), ids=FONT_FILES.keys())
def test_the_coverage_file_says_what_the_font_says(family, file):
    face = next(f for f in COVERAGE.faces if f.family == family)
    with TTFont(SHIPPED_FONTS / file) as font:
        sequences = {
            (chr(selector), chr(base))
            for table in font["cmap"].tables
            if table.format == 14
            for selector, entries in table.uvsDict.items()
            for base, _glyph in entries
        }
        selectors = {ord(selector) for selector, _base in sequences}
        assert face.characters == set(font.getBestCmap()) - selectors
        assert {(s, b) for s, bases in face.sequences.items() for b in bases} == sequences


def test_all_kanji_of_jis_x_0213_are_drawable():
    planes = [b"", b"\x8f"]
    rows = [bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    decoded = (prefix + row for prefix in planes for row in rows)
    text = "".join(code.decode("euc_jis_2004", "ignore") for code in decoded)
    kanji = {c for c in text if unicodedata.name(c, "").startswith("CJK")}
    assert len(kanji) > 10_000
    assert COVERAGE.undrawable("".join(kanji)) == []


def test_fonts_of_an_extra_folder_are_asked_last(tmp_path):
    shutil.copy(SHIPPED_FONTS / "BIZUDGothic-Bold.ttf", tmp_path)
    families = Coverage(tmp_path).families
    assert families == ["BIZ UDMincho", "Akashi Mincho Fallback", "BIZ UDGothic"]


def test_the_fonts_stay_small_enough_for_the_repository():
    fonts = [p for p in SHIPPED_FONTS.iterdir() if p.suffix in {".ttf", ".otf"}]
    assert sum(p.stat().st_size for p in fonts) < 12_000_000


def test_the_coverage_is_loaded_only_when_asked_for():
    script = (
        "import json,sys\n"
        "from akashi.adapters.paper import Coverage\n"
        "c = Coverage()\n"
        "before = 'faces' in vars(c)\n"
        "c.undrawable('髙')\n"
        "print(json.dumps([before, 'faces' in vars(c), 'fontTools' in sys.modules,"
        " 'django' in sys.modules]))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [False, True, False, False]


def test_benchmark_of_loading_the_coverage(benchmark):
    assert benchmark(lambda: Coverage().undrawable("𪚥")) == ["𪚥"]
