"""What a reader counts as one character, against an independent implementation."""

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.text import clusters, unprintable
from akashi.domain.text.clusters import _read

# Neighbours from these blocks interact; a uniform choice over Unicode would hardly meet them.
BUSY = "".join(
    chr(code)
    for low, high in [
        (0x41, 0x5A),
        (0x300, 0x310),
        (0x915, 0x94D),
        (0xD0A, 0xD4F),
        (0xE30, 0xE4F),
        (0x1000, 0x1040),
        (0x10F0, 0x1210),
        (0x1780, 0x17D3),
        (0x3042, 0x304F),
        (0x3099, 0x309C),
        (0x4E00, 0x4E04),
        (0xAC00, 0xAC1F),
        (0xD7B0, 0xD7FB),
        (0xFF76, 0xFF9F),
        (0xFE00, 0xFE0F),
        (0x11138, 0x11147),
        (0x1F1E6, 0x1F1FF),
        (0x1F3FA, 0x1F3FF),
        (0xE0100, 0xE0103),
    ]
    for code in range(low, high + 1)
    if unicodedata.category(chr(code)) != "Cn"
)
# A linker that links nothing is the one place where the other implementation leaves the
# standard (GB9c asks for a consonant before it), so linkers come with their consonant.
LINKED = ["\u0915\u094d", "\u0d15\u0d4d", "\u1000\u1039", "\u1780\u17d2"]
LINKERS = {chr(code) for code in _read("linker")}
pieces = st.sampled_from([*(c for c in BUSY if c not in LINKERS), *LINKED])
busy_text = st.lists(pieces, max_size=10).map("".join)
any_text = st.text(st.characters(exclude_categories=["Cn", "Cs"]), max_size=8).filter(
    lambda text: not set(text) & LINKERS
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("株式会社", 4),
        ("辻\U000e0100子", 2),
        ("か\u3099ぎ", 2),
        ("ｶﾞ", 1),
        ("𠮷髙", 2),
        ("e\u0301\u0302x", 2),
        ("🇯🇵🇯🇵🇯", 3),
        ("👍🏽", 1),
        ("1\ufe0f\u20e3", 1),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("क्ष", 1),
    ],
)
def test_a_reader_counts_these_as_so_many(text, count):
    assert len(clusters(text)) == count


@given(st.one_of(busy_text, any_text).filter(lambda text: not unprintable(text)))
@settings(max_examples=80, deadline=None)
def test_clusters_are_those_of_the_unicode_standard(text):
    assert clusters(text) == regex.findall(r"\X", text)


@given(st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost_or_changed_by_cutting(text):
    assert "".join(clusters(text)) == text


def test_a_linker_without_a_consonant_before_it_links_nothing():
    assert clusters("a\u094d\u0915") == ["a\u094d", "\u0915"]


def test_a_line_break_of_two_controls_is_one():
    assert clusters("a\r\nb\n\r") == ["a", "\r\n", "b", "\n", "\r"]
