"""Which day may not be before or after which (工期・契約日・認定日)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.application.samples import INTERIM, PERFORMANCE, check, on_paper, rules


def test_the_works_may_last_one_day():
    document = on_paper(works__period={"from": "2027-02-26", "to": "2027-02-26"})
    assert rules(document) == []


def test_the_works_do_not_end_before_they_begin():
    document = on_paper(works__period={"from": "2027-02-27", "to": "2027-02-26"})
    assert rules(document) == [("period_reversed", "works.period.to")]


def test_the_works_end_today_at_the_earliest():
    document = on_paper(works__period__to="2026-11-22")
    assert rules(document, today=date(2026, 11, 22)) == []
    assert rules(document, today=date(2026, 11, 23)) == [("period_over", "works.period.to")]


def test_other_days_may_be_long_past():
    document = on_paper(
        works__contract_date="2019-04-30",
        works__notice_date="2018-01-01",
        works__period__from="2019-05-01",
    )
    assert rules(document) == []


def test_the_contract_is_signed_on_the_last_day_of_the_works_at_the_latest():
    assert rules(on_paper(works__contract_date="2027-02-26")) == []
    assert rules(on_paper(works__contract_date="2027-02-27")) == [
        ("contract_date_after_period", "works.contract_date")
    ]


def test_for_performance_the_planned_date_stands_for_a_missing_contract_date():
    assert rules(on_paper(PERFORMANCE, works__planned_contract_date="2027-02-27")) == [
        ("contract_date_after_period", "works.planned_contract_date")
    ]


def test_a_planned_date_counts_for_nothing_once_the_contract_date_is_known():
    known = {"works__contract_date": "2026-05-11", "works__planned_contract_date": "2027-02-27"}
    assert rules(on_paper(PERFORMANCE, **known)) == []
    assert rules(on_paper(**known)) == []


def finding(day, first, last):
    return on_paper(INTERIM, progress_finding__date=day, works__period={"from": first, "to": last})


@pytest.mark.parametrize(
    ("first", "last", "earliest"),
    [
        ("2026-11-01", "2026-11-30", "2026-11-15"),
        ("2026-11-01", "2026-12-01", "2026-11-16"),
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-22", "2026-11-23", "2026-11-22"),
        ("2026-04-21", "2027-03-19", "2026-10-04"),
    ],
)
def test_half_of_the_works_period_has_passed_at_the_finding(first, last, earliest):
    day = date.fromisoformat(earliest)
    before = (day - timedelta(days=1)).isoformat()
    assert rules(finding(earliest, first, last)) == []
    assert rules(finding(before, first, last)) == [
        ("half_period_not_passed", "progress_finding.date")
    ]


def test_the_sentence_names_the_first_day_a_finding_may_have():
    (violation,) = check(finding("2026-11-14", "2026-11-01", "2026-11-30"))
    assert "経過した工期は14日" in violation.message("ja")
    assert "令和8年11月15日以後" in violation.message("ja")
    assert "14 of 30 days" in violation.message("en")
    assert "2026-11-15 or later" in violation.message("en")


def test_a_finding_before_the_works_began_is_refused():
    (violation,) = check(finding("2026-01-01", "2026-11-01", "2026-11-30"))
    assert "0 of 30 days" in violation.message("en")


def test_a_reversed_period_is_named_once_and_not_by_its_half():
    assert rules(finding("2026-12-10", "2026-12-20", "2026-12-01")) == [
        ("period_reversed", "works.period.to")
    ]


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 900), st.integers(-5, 900))
def test_a_finding_passes_exactly_when_twice_its_days_reach_the_period(first, length, after):
    last, day = first + timedelta(days=length), first + timedelta(days=after)
    document = finding(day.isoformat(), first.isoformat(), last.isoformat())
    refused = ("half_period_not_passed", "progress_finding.date") in rules(document)
    assert refused is ((after + 1) * 2 < length + 1)
