"""Access keys: minted well, read forgivingly, mistyped groups found and named."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.identifiers.access_key import ALPHABET, mint, parse
from akashi.domain.violations import RuleViolation
from tests.domain.identifiers.groups import groups_wrong

ENTROPY = st.binary(min_size=13, max_size=13)
KEY = mint(bytes(range(13)))
GROUPS = KEY.split("-")

few = settings(max_examples=25, deadline=None)


def refusal(text):
    with pytest.raises(RuleViolation) as refused:
        parse(text)
    return refused.value


def joined(groups):
    return "-".join(groups)


def replaced(key, position, symbol):
    symbols = list(key.replace("-", ""))
    symbols[position] = symbol
    return "".join(symbols)


def test_the_format_of_keys_already_handed_out_never_changes():
    assert mint(bytes(13)) == "22223-22224-22225-22226-22227"
    assert KEY == "222JE-62S6Y-2N523-G42BN-3A7J4"


@given(ENTROPY)
@few
def test_a_minted_key_reads_back_as_it_is(entropy):
    key = mint(entropy)
    assert parse(key) == key


def test_a_key_has_five_groups_of_five_symbols_without_look_alikes():
    assert len(set(ALPHABET)) == 32
    assert not set("0O1I") & set(ALPHABET)
    assert [len(group) for group in GROUPS] == [5, 5, 5, 5, 5]


def test_every_bit_of_the_first_hundred_makes_another_key():
    keys = {mint((1 << bit).to_bytes(13, "big")) for bit in range(104)}
    assert len(keys) == 101  # the last four bits make the key of all zeros


def test_all_symbols_come_up_at_every_place():
    at = [Counter() for _ in range(25)]
    for seed in range(32):
        every = int("".join(f"{seed:05b}" for _ in range(20)) + "0000", 2).to_bytes(13, "big")
        for counter, symbol in zip(at, mint(every).replace("-", ""), strict=True):
            counter[symbol] += 1
    assert all(len(counter) == 32 for counter in at)


@pytest.mark.parametrize("size", [0, 12, 14])
def test_a_key_is_minted_from_thirteen_bytes_only(size):
    with pytest.raises(ValueError, match="13"):
        mint(bytes(size))


@pytest.mark.parametrize("dash", [*"-‐‑‒–—―−－ーｰ \u3000\n\t", "", " - ", "\r\n"])
def test_any_dash_space_or_line_break_joins_the_groups(dash):
    assert parse(dash.join(GROUPS)) == KEY


def test_lower_case_full_width_and_pasted_invisibles_are_understood():
    wide = KEY.translate({ord(c): ord(c) + 0xFEE0 for c in KEY if c != "-"})
    assert parse(KEY.lower()) == parse(wide) == parse(f"\ufeff {KEY}\n") == KEY


def test_dashes_in_the_wrong_places_do_not_matter():
    assert parse(KEY.replace("-", "")[:12] + "-" + KEY.replace("-", "")[12:]) == KEY


@given(ENTROPY)
@settings(max_examples=2, deadline=None)
def test_any_single_wrong_symbol_is_found_and_its_group_named(entropy):
    symbols = mint(entropy).replace("-", "")
    for position, right in enumerate(symbols):
        for wrong in ALPHABET.replace(right, ""):
            found = refusal(replaced(symbols, position, wrong))
            assert groups_wrong(found) == (position // 5 + 1,)


@given(ENTROPY)
@few
def test_any_swap_inside_a_group_is_found_and_the_group_named(entropy):
    groups = mint(entropy).split("-")
    for g, group in enumerate(groups):
        for a, b in combinations(range(5), 2):
            if group[a] == group[b]:
                continue
            swapped = list(group)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            found = refusal(joined([*groups[:g], "".join(swapped), *groups[g + 1 :]]))
            assert groups_wrong(found) == (g + 1,)


@given(ENTROPY)
@few
def test_any_swap_of_two_groups_is_found_and_both_are_named(entropy):
    groups = mint(entropy).split("-")
    for a, b in combinations(range(5), 2):
        swapped = list(groups)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        found = refusal(joined(swapped))
        assert groups_wrong(found) == (a + 1, b + 1)
        assert f"第{a + 1}組と第{b + 1}組が入れ替わって" in found.violations[0].sentence.ja


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("0", "「0」(数字のゼロ)"),
        ("O", "「O」(英字のオー)"),
        ("1", "「1」(数字のいち)"),
        ("I", "「I」(英字のアイ)"),
        ("０", "「0」(数字のゼロ)"),
        ("o", "「O」(英字のオー)"),
        ("あ", "「あ」"),
        ("\ud800", "「U+D800」"),
    ],
)
def test_a_symbol_no_key_has_is_refused_by_name_with_its_group(symbol, name):
    found = refusal(replaced(KEY, 7, symbol))
    assert groups_wrong(found) == (2,)
    assert found.violations[0].code == "access_key_symbol"
    assert name in found.violations[0].sentence.ja


def test_every_wrong_group_has_a_violation_of_its_own():
    wrong = joined([GROUPS[0][:4] + "0", GROUPS[1], "22222", GROUPS[3], "ZZZZZ"])
    found = refusal(wrong)
    assert groups_wrong(found) == (1, 3, 5)
    assert [v.code for v in found.violations] == [
        "access_key_symbol",
        "access_key_group",
        "access_key_group",
    ]


def test_a_short_group_is_named_when_the_groups_were_kept_apart():
    found = refusal(joined([GROUPS[0], GROUPS[1][:3], *GROUPS[2:]]))
    assert groups_wrong(found) == (2,)
    assert "3文字" in found.violations[0].sentence.ja


def test_one_symbol_lost_and_one_doubled_names_both_groups():
    found = refusal(joined([GROUPS[0], GROUPS[1][:4], GROUPS[2] + "2", *GROUPS[3:]]))
    assert groups_wrong(found) == (2, 3)


@pytest.mark.parametrize(
    ("typed", "said", "place"),
    [
        ("".join(GROUPS)[:23], "2文字足りません", "第5組から"),
        (joined(GROUPS[:4]), "5文字足りません", "第5組から"),
        (joined([GROUPS[0], *GROUPS[2:]]), "5文字足りません", "第2組から"),
        ("".join(GROUPS) + "2", "1文字多すぎます", "第5組から"),
        ("5", "24文字足りません", "第1組から"),
        (GROUPS[0], "20文字足りません", "第2組から"),
        ("".join(GROUPS[:3]), "10文字足りません", "第4組から"),
    ],
)
def test_a_wrong_length_says_what_is_missing_and_where_to_look(typed, said, place):
    found = refusal(typed)
    assert [v.code for v in found.violations] == ["access_key_length"]
    assert said in found.violations[0].sentence.ja
    assert place in found.violations[0].sentence.ja


@pytest.mark.parametrize("typed", ["", "  ", "-", "\u3000－"])
def test_nothing_typed_is_asked_for(typed):
    assert [v.code for v in refusal(typed).violations] == ["access_key_empty"]


def test_no_sentence_repeats_what_was_typed():
    found = refusal(joined(["ZZZZZ", *GROUPS[1:]]))
    assert not any(g in str(found) + found.violations[0].sentence.ja for g in ("ZZZZZ", *GROUPS))


def test_the_field_is_the_callers():
    with pytest.raises(RuleViolation) as refused:
        parse("5", "key")
    assert refused.value.violations[0].field == "key"
