"""Text, amounts, shares and dates as the application file takes them (文字・金額・日付)."""

from __future__ import annotations

import pytest

from akashi.domain.application import read
from tests.domain.application.samples import INTERIM, example, paths, put, shape

NAME = "contractor.name"


def named(text):
    return example(contractor__name=text)


@pytest.mark.parametrize(
    ("char", "name_ja", "name_en"),
    [
        ("\n", "U+000A 改行", "U+000A line feed"),
        ("\x00", "U+0000 ヌル文字", "U+0000 null"),
        ("\u202e", "U+202E 双方向制御文字 RLO", "U+202E right-to-left override"),
        ("\u200b", "U+200B ゼロ幅スペース", "U+200B zero width space"),
        ("\U000e0041", "U+E0041 タグ文字", "U+E0041 tag character"),
        ("\uffff", "U+FFFF 非文字", "U+FFFF noncharacter"),
        ("\ud83d", "U+D83D サロゲート", "U+D83D lone surrogate"),
    ],
)
def test_a_character_that_does_not_print_is_named(char, name_ja, name_en):
    (violation,) = read(named(f"株式{char}会社")).violations
    assert (violation.code, violation.field) == ("forbidden_character", NAME)
    assert name_ja in violation.message("ja")
    assert name_en in violation.message("en")


def test_of_many_such_characters_ten_are_named_and_the_rest_counted():
    (violation,) = read(named("".join(chr(code) for code in range(1, 31)))).violations
    assert violation.message("ja").count("U+") == 10
    assert "ほか20種" in violation.message("ja")
    assert "and 20 more" in violation.message("en")


def text_fields():
    found = []
    for name in ("yomitan-advance-payment", INTERIM):
        document = example(name)
        for path in paths(document):
            value = document
            for step in path.split("."):
                value = value[int(step)] if isinstance(value, list) else value[step]
            if isinstance(value, str):
                found.append((name, path))
    return found


@pytest.mark.parametrize(("name", "path"), text_fields())
def test_no_text_field_takes_a_bidi_override(name, path):
    document = example(name)
    put(document, path, "\u202e")
    assert [field for _, field in shape(document)] == [path]


def test_a_variation_selector_stays_with_its_base():
    assert read(named("辻\U000e0100建設")).application.contractor.name == "辻\U000e0100建設"


@pytest.mark.parametrize("path", [NAME, "works.name", "works.site", "use_of_advance.0.payee"])
def test_a_text_has_at_most_200_characters_as_a_reader_counts(path):
    document = example()
    put(document, path, "辻\U000e0100" * 200)
    assert shape(document) == []
    put(document, path, "辻\U000e0100" * 201)
    assert shape(document) == [("text_too_long", path)]


def test_a_thousand_accents_on_one_letter_are_too_long():
    assert shape(named("e" + "\u0301" * 1000)) == [("text_too_long", NAME)]


@pytest.mark.parametrize("amount", [1, 999_999_999_999])
def test_an_amount_may_be_one_yen_and_twelve_nines(amount):
    assert shape(example(works__contract_price_yen=amount)) == []


@pytest.mark.parametrize("amount", [0, -1, 1_000_000_000_000, pytest.param(10**5000, id="huge")])
def test_an_amount_outside_is_refused(amount):
    document = example(works__contract_price_yen=amount)
    assert shape(document) == [("amount_out_of_range", "works.contract_price_yen")]


@pytest.mark.parametrize(
    ("share", "code"),
    [
        (0, "share_out_of_range"),
        (-40, "share_out_of_range"),
        (100.01, "share_out_of_range"),
        (float("nan"), "share_out_of_range"),
        (float("inf"), "share_out_of_range"),
        (33.333, "share_decimals"),
        (1e-9, "share_decimals"),
        ("40", "wrong_type"),
        (True, "wrong_type"),
    ],
)
def test_a_share_is_a_number_up_to_100_with_two_decimals(share, code):
    document = example(INTERIM)
    document["contractor"]["joint_venture"]["members"][1]["share_percent"] = share
    assert shape(document) == [(code, "contractor.joint_venture.members.1.share_percent")]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "2026-5-11",
        "2026/05/11",
        "20260511",
        "令和8年5月11日",
        "２０２６-０５-１１",
        "2026-05-11T00:00:00",
        " 2026-05-11",
        "",
    ],
)
def test_a_date_is_iso_and_in_the_calendar(typed):
    document = example(works__notice_date=typed)
    assert shape(document) == [("date_malformed", "works.notice_date")]


def test_a_leap_day_is_in_the_calendar():
    assert shape(example(works__notice_date="2024-02-29")) == []


@pytest.mark.parametrize("day", ["1926-12-24", "2200-01-01", "9999-12-31"])
def test_a_date_of_another_age_is_refused(day):
    document = example(works__notice_date=day)
    assert shape(document) == [("date_out_of_range", "works.notice_date")]


def test_what_was_given_stands_in_the_sentence_shortened_and_safe_to_print():
    (violation,) = read(example(product="x\ud800" + "y" * 100)).violations
    assert f"x[U+D800]{'y' * 38}…" in violation.message("ja")
    (violation,) = read(example(**{"\ud800": 1})).violations
    assert violation.field == "[U+D800]"
