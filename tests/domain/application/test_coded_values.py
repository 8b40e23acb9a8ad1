"""Numbers and codes are folded and checked (郵便番号・法人番号・許可番号・メールアドレス)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import cn

from akashi.domain.application import permit, read
from akashi.domain.application.coded_values import corporate_check_digit
from tests.domain.application.samples import example, shape


def contractor_with(**fields):
    reading = read(example(**{f"contractor__{name}": value for name, value in fields.items()}))
    return reading.application and reading.application.contractor


@pytest.mark.parametrize(
    "typed",
    ["904-0301", "9040301", "〒904-0301", "９０４－０３０１", "〒 904 ー 0301", "904‐0301"],
)
def test_a_postal_code_is_understood_in_every_spelling(typed):
    assert contractor_with(postal_code=typed).postal_code == "904-0301"


@pytest.mark.parametrize(
    "typed", ["904-030", "904-03011", "904-O301", "T904-0301", "〒", "٩٠٤٠٣٠١"]
)
def test_a_postal_code_has_seven_digits(typed):
    assert shape(example(contractor__postal_code=typed)) == [
        ("postal_code_malformed", "contractor.postal_code")
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8040001079502", "8040001079502"),
        ("2010401059681", "2010401059681"),
        ("4011001098993", "4011001098993"),
        ("7123456789012", "7123456789012"),
        ("T8040001079502", "8040001079502"),
        ("Ｔ８０４０００１０７９５０２", "8040001079502"),
        ("8-0400-0107-9502", "8040001079502"),
    ],
)
def test_a_corporate_number_is_kept_as_thirteen_digits(typed, kept):
    assert contractor_with(corporate_number=typed).corporate_number == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("8040001079503", "corporate_number_check_digit"),
        ("0040001079502", "corporate_number_check_digit"),
        ("80400010795", "corporate_number_malformed"),
        ("80400010795022", "corporate_number_malformed"),
        ("X8040001079502", "corporate_number_malformed"),
    ],
)
def test_a_wrong_corporate_number_is_refused(typed, code):
    assert shape(example(contractor__corporate_number=typed)) == [
        (code, "contractor.corporate_number")
    ]


def test_for_a_twelve_digit_company_number_the_whole_number_is_offered():
    (violation,) = read(example(contractor__corporate_number="040001079502")).violations
    assert violation.code == "corporate_number_malformed"
    assert "8040001079502" in violation.message("ja")
    assert "8040001079502" in violation.message("en")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_the_check_digit_is_that_of_another_implementation(base):
    assert corporate_check_digit(base) == cn.calc_check_digit(base)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("国土交通大臣許可（特－5）第123456号", "国土交通大臣許可(特-5)第123456号"),
        ("沖縄県知事許可（般-6）第1234号", "沖縄県知事許可(般-6)第001234号"),
        ("北海道知事許可（般-3）石第12345号", "北海道知事許可(般-3)石第012345号"),
        ("沖縄県知事 許可（特－5）第012345号", "沖縄県知事許可(特-5)第012345号"),
        ("沖縄県知事許可（般-30）第１２３４号", "沖縄県知事許可(般-30)第001234号"),
        ("東京都知事許可（般−01）第99号", "東京都知事許可(般-1)第000099号"),
        ("大阪府知事（特ー元）第5号", "大阪府知事許可(特-1)第000005号"),
    ],
)
def test_a_permit_gets_its_normal_form(typed, kept):
    assert contractor_with(permit=typed).permit == kept


@pytest.mark.parametrize(
    "typed",
    ["沖縄県知事許可(特-5)第1号・(般-5)第1号", "沖縄県知事許可 第012345号 (土木工事業)"],
)
def test_a_permit_in_an_unknown_spelling_is_kept_as_typed(typed):
    assert contractor_with(permit=typed).permit == typed


@pytest.mark.parametrize(
    "typed",
    [
        "12345",
        "なし",
        "沖縄県知事許可",
        "沖縄県知事許可（特－5）第1234567号",
        "東京県知事許可（特－5）第12345号",
        "東沖縄県知事許可（特－5）第12345号",
    ],
)
def test_what_can_be_no_permit_is_refused(typed):
    assert shape(example(contractor__permit=typed)) == [("permit_malformed", "contractor.permit")]


@pytest.mark.parametrize(
    ("typed", "last_day"),
    [("特-5", date(2029, 3, 31)), ("般-30", date(2024, 3, 31)), ("般-元", date(2025, 3, 31))],
)
def test_a_permit_lasts_five_years(typed, last_day):
    known = permit.parse(f"沖縄県知事許可({typed})第1号")
    assert permit.expires_after(known, date(2026, 11, 22)) == last_day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("keiri@zanpa-kensetsu.example", "keiri@zanpa-kensetsu.example"),
        ("ｋｅｉｒｉ＠ｚａｎｐａ．ｅｘａｍｐｌｅ", "keiri@zanpa.example"),
        (" keiri.k+1@a.b.example　", "keiri.k+1@a.b.example"),
        ("O'Hara_1@xn--fiqs8s.jp", "O'Hara_1@xn--fiqs8s.jp"),
    ],
)
def test_an_email_address_is_kept_half_width(typed, kept):
    assert contractor_with(email=typed).email == kept


@pytest.mark.parametrize(
    "typed",
    [
        "keiri",
        "keiri@",
        "@zanpa.example",
        "keiri@zanpa",
        "keiri@@zanpa.example",
        "keiri@zanpa..example",
        "keiri@-zanpa.example",
        "keiri@zanpa.example.",
        ".keiri@zanpa.example",
        "kei..ri@zanpa.example",
        "kei ri@zanpa.example",
        "a@zanpa.example,b@zanpa.example",
        "a@zanpa.example;b@zanpa.example",
        "経理 <keiri@zanpa.example>",
        "keiri@192.0.2.1",
        "経理@zanpa.example",
        "=?utf-8?q?a=40b.example=2C?=@zanpa.example",
        f"{'a' * 65}@zanpa.example",
        f"a@{'b' * 64}.example",
        f"a@{'b.' * 130}example",
    ],
)
def test_what_is_no_single_email_address_is_refused(typed):
    assert shape(example(contractor__email=typed)) == [("email_malformed", "contractor.email")]


@pytest.mark.parametrize("typed", ["a@b.example\r\nBcc: c@d.example", "a@b.example\n"])
def test_an_email_address_with_a_line_break_is_refused(typed):
    assert shape(example(contractor__email=typed)) == [("forbidden_character", "contractor.email")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("カブシキガイシャザンパ", "カブシキガイシャザンパ"),
        ("かぶしきがいしゃざんぱ", "カブシキガイシャザンパ"),
        ("ｶﾌﾞｼｷｶﾞｲｼｬ ｻﾞﾝﾊﾟ", "カブシキガイシャ ザンパ"),
        ("エービーシー・ザンパ", "エービーシー・ザンパ"),
        ("ｳﾞｧﾝ　ヵヶゝ", "ヴァン　ヵヶヽ"),
    ],
)
def test_a_reading_becomes_full_width_katakana(typed, kept):
    assert contractor_with(name_kana=typed).name_kana == kept


@pytest.mark.parametrize(
    ("typed", "strange"),
    [
        ("株式会社ザンパ", "株式会社"),
        ("エービーシー・ABC", "ABC"),
        ("ダイ１ケンセツ", "１"),
        ("(カ)ザンパ", "()"),
        ("エ－ス", "－"),
        ("㌔メートル", "㌔"),
    ],
)
def test_what_is_not_kana_is_refused_and_named(typed, strange):
    (violation,) = read(example(contractor__name_kana=typed)).violations
    assert (violation.code, violation.field) == ("not_kana", "contractor.name_kana")
    assert violation.message("ja").endswith(f"使えない文字: {strange}")


def test_a_code_is_no_longer_folded_than_typed():
    assert read(example(works__number="㍿" * 50)).application.works.number == "株式会社" * 50
    assert shape(example(works__number="㍿" * 51)) == [("text_too_long", "works.number")]


def test_numbers_of_others_are_folded_and_trimmed():
    reading = read(
        example(
            "mie-interim-joint-venture",
            prior_advance__guarantee_number=" １２－３４５ ",
            obligee="ｐｒｅｆ-mie",
        )
    )
    assert reading.application.prior_advance.guarantee_number == "12-345"
    assert reading.application.obligee_id == "pref-mie"
