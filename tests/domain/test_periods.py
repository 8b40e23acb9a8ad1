"""Dates, eras, fiscal years and inclusive periods."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.periods import JST, Period, fiscal_year, japan_date, parse_date, wareki
from akashi.domain.violations import RuleViolation

days = st.dates(date(1912, 7, 30), date(2117, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-04-01", date(2026, 4, 1)),
        ("2026/4/1", date(2026, 4, 1)),
        ("2026年4月1日", date(2026, 4, 1)),
        ("２０２６－０４－０１", date(2026, 4, 1)),
        ("令和8年4月1日", date(2026, 4, 1)),
        ("令和８年４月１日", date(2026, 4, 1)),
        ("令和 8年 4月 1日", date(2026, 4, 1)),
        ("R8.4.1", date(2026, 4, 1)),
        ("r8/4/1", date(2026, 4, 1)),
        ("Ｒ８．４．１", date(2026, 4, 1)),
        ("㋿8年4月1日", date(2026, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("平成31-04-30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("平成32年1月1日", "令和2年1月1日"),
        ("平成31年5月1日", "令和元年5月1日"),
        ("昭和64年1月8日", "平成元年1月8日"),
    ],
)
def test_a_year_past_the_end_of_its_era_is_converted(typed, said):
    assert wareki(parse_date(typed)) == said


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_format"),
        ("8年4月1日", "date_format"),
        ("26-4-1", "date_format"),
        ("2026-04", "date_format"),
        ("慶応3年1月1日", "date_format"),
        ("②年4月1日", "date_format"),
        ("2026-02-30", "date_impossible"),
        ("2027-02-29", "date_impossible"),
        ("令和8年13月1日", "date_impossible"),
        ("令和0年5月1日", "date_impossible"),
        ("0000-01-01", "date_impossible"),
        ("令和元年4月30日", "date_before_era"),
        ("平成元年1月7日", "date_before_era"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(typed, code):
    with pytest.raises(RuleViolation) as refused:
        parse_date(typed, "works.contract_date")
    [violation] = refused.value.violations
    assert (violation.code, violation.field) == (code, "works.contract_date")


def test_a_day_before_its_era_is_told_in_the_right_era():
    with pytest.raises(RuleViolation) as refused:
        parse_date("令和元年4月30日")
    assert "平成31年4月30日" in refused.value.violations[0].sentence.ja


@given(days)
@settings(max_examples=60, deadline=None)
def test_every_printed_date_reads_back(day):
    assert parse_date(wareki(day)) == parse_date(day.isoformat()) == day


def test_a_day_before_the_era_table_is_said_in_the_western_calendar():
    assert wareki(date(1900, 1, 2)) == "1900年1月2日"


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026)],
)
def test_a_fiscal_year_begins_in_april(day, year):
    assert fiscal_year(day) == year


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), date(2026, 3, 31)),
        (datetime(2026, 3, 31, 15, 0, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2026, 4, 1, 0, 0, tzinfo=JST), date(2026, 4, 1)),
    ],
)
def test_the_date_is_that_of_japan(instant, day):
    assert japan_date(instant) == day


def test_an_instant_without_a_time_zone_has_no_date():
    with pytest.raises(ValueError, match="time zone"):
        japan_date(datetime(2026, 4, 1))  # noqa: DTZ001 - the very mistake under test


@given(days, st.integers(0, 5000))
@settings(max_examples=60, deadline=None)
def test_a_period_counts_its_first_and_its_last_day(start, length):
    period = Period(start, start + timedelta(days=length))
    assert period.days == length + 1
    assert period.start in period
    assert period.end in period
    assert start - timedelta(days=1) not in period
    assert period.end + timedelta(days=1) not in period


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(RuleViolation) as refused:
        Period(date(2026, 4, 2), date(2026, 4, 1))
    assert refused.value.violations[0].code == "period_order"
