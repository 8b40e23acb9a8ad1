"""Reading rooms (閲覧): Alice sees hers, Bob her colleague too, Charlie elsewhere nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from akashi.domain.guarantee import GuaranteeStatus
from akashi.domain.lifecycle import WhoActs
from akashi.records.models import Application
from akashi.records.reading import for_contractor, for_operator, for_public, for_surety
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.delivering.disclose_key import disclose_key
from tests.factories.guarantees import Way
from tests.fakes import NOON

TODAY = date(2026, 11, 22)


def test_applications_are_shown_to_the_company_and_nobody_else(way: Way):
    made = way.submitted()
    people = way.people
    for reader in (people.alice, people.bob):
        assert [row.id for row in for_contractor.applications(reader).items] == [made]
        assert for_contractor.application(reader, made) is not None
    for stranger in (people.charlie, people.ume, people.audrey):
        assert for_contractor.applications(stranger).items == ()
        assert for_contractor.application(stranger, made) is None


def test_guarantees_are_shown_to_the_company_and_nobody_else(way: Way):
    number = way.sealed().number
    people = way.people
    for reader in (people.alice, people.bob):
        rows = for_contractor.guarantees(reader, today=TODAY).items
        assert [row.number for row in rows] == [number]
        assert for_contractor.guarantee(reader, number, today=TODAY) is not None
        assert for_contractor.certificate_pdf(reader, number) is not None
    for stranger in (people.charlie, people.matsu):
        assert for_contractor.guarantees(stranger, today=TODAY).items == ()
        assert for_contractor.guarantee(stranger, number, today=TODAY) is None
        assert for_contractor.certificate_pdf(stranger, number) is None


def test_the_surety_sees_every_case_once_it_is_submitted(way: Way):
    draft, made = way.drafted(), way.submitted()
    for reader in (way.people.ume, way.people.matsu, way.people.otto, way.people.audrey):
        assert [row.id for row in for_surety.queue(reader).items] == [made]
        assert for_surety.case(reader, made) is not None
        assert for_surety.case(reader, draft) is None
    assert for_surety.counts(way.people.ume) == {"submitted": 1}


def test_contractors_and_other_sureties_see_no_case(way: Way):
    guarantee = way.sealed()
    other = replace(way.people.ume, surety_id=-1)
    for stranger in (way.people.alice, way.people.charlie, other):
        assert for_surety.queue(stranger).items == ()
        assert for_surety.case(stranger, guarantee.application_id) is None
        assert for_surety.guarantees(stranger, today=TODAY).items == ()
        assert for_surety.guarantee(stranger, guarantee.number, today=TODAY) is None
        assert for_surety.certificate_pdf(stranger, guarantee.number) is None


def test_a_case_holds_what_the_two_pairs_of_eyes_need(way: Way):
    first = way.sealed()
    second = way.accepted()
    case = for_surety.case(way.people.matsu, second)
    assert case is not None
    assert [finding.code for finding in case.findings] == ["same_works", "illustrative_rates"]
    assert first.number in case.findings[0].sentence.ja
    assert case.accepted_by_id == way.people.ume.person_id
    assert case.accepted_by == "梅"
    assert [row.id for row in case.same_works] == [first.application_id]
    assert case.who_acts is WhoActs.APPROVER
    assert not case.is_paid


def test_the_contractor_reads_the_suretys_name_and_not_its_clerks(way: Way):
    made = way.submitted()
    return_application(
        made,
        remarks=[{"field": "works.number", "text": "確かめてください"}],
        by=way.people.ume,
        at=NOON,
    )
    view = for_contractor.application(way.people.alice, made)
    assert view is not None
    assert [(row.act, row.who) for row in view.history] == [
        ("applying.create", "Alice"),
        ("applying.submit", "Alice"),
        ("applying.return", "みほん建設保証株式会社"),
    ]
    assert view.remarks == [{"field": "works.number", "text": "確かめてください"}]
    assert view.editable


def test_a_guarantee_shows_its_rows_seal_and_log_in_the_readers_language(way: Way):
    number = way.sealed().number
    disclose_key(number, by=way.people.alice, at=NOON, toolbox=way.tools)
    view = for_contractor.guarantee(way.people.alice, number, today=TODAY)
    assert view is not None
    assert (view.ready, view.in_force, view.level, view.log_index) == (True, True, "B-LT", 0)
    assert view.has_key
    assert [row.act for row in view.displays] == ["delivering.disclose_key"]
    assert view.openings_count == 0
    with override("ja"):
        assert "読谷村" in {row.value for row in view.rows}
    with override("en"):
        assert view.rows[0].label == "Guarantee number"
    assert view.evidence_json()["log"]["leaf_index"] == 0


def test_whether_a_guarantee_is_in_force_depends_on_the_day(way: Way):
    number = way.sealed().number
    last = for_contractor.guarantee(way.people.alice, number, today=date(2027, 2, 26))
    after = for_contractor.guarantee(way.people.alice, number, today=date(2027, 2, 27))
    assert last is not None
    assert last.in_force
    assert after is not None
    assert after.status is GuaranteeStatus.EXPIRED


def test_lists_are_cut_into_pages_that_neither_repeat_nor_lose_a_row(way: Way):
    made = {way.drafted() for _ in range(5)}
    seen: list[str] = []
    after: str | None = None
    for _ in range(3):
        page = for_contractor.applications(way.people.alice, after=after, limit=2)
        seen += [row.id for row in page.items]
        after = page.next
    assert after is None
    assert len(seen) == 5
    assert set(seen) == made


def test_a_case_that_moves_or_leaves_the_queue_meanwhile_hides_no_other(way: Way):
    made = [way.submitted() for _ in range(6)]
    for days, each in enumerate(made):
        Application.objects.filter(pk=each).update(submitted_at=NOON + timedelta(days=days))

    def read(after: str | None) -> tuple[list[str], str | None]:
        page = for_surety.queue(way.people.ume, state="submitted", after=after, limit=2)
        assert page.found
        return [row.id for row in page.items], page.next

    first, place = read(None)
    Application.objects.filter(pk=first[-1]).update(submitted_at=NOON + timedelta(days=9))
    second, place = read(place)
    Application.objects.filter(pk=second[-1]).update(state="accepted")
    third, place = read(place)
    assert [*first, *second, *third] == made
    assert read(place) == ([first[-1]], None)


@pytest.mark.parametrize(
    "after", ["nowhere", "20261122T030000.000000Z_", "20269922T030000.000000Z_a", "_a"]
)
def test_what_is_no_place_of_a_list_is_said(way: Way, after: str):
    assert not for_surety.queue(way.people.ume, after=after).found


def test_the_queue_finds_by_number_company_and_works(way: Way):
    made = way.submitted()
    way.submitted(works__name="座喜味地区排水路整備工事")
    receipt = Application.objects.get(pk=made).receipt_number or ""
    assert [row.id for row in for_surety.queue(way.people.ume, query=receipt).items] == [made]
    assert len(for_surety.queue(way.people.ume, query="残波建設").items) == 2
    assert len(for_surety.queue(way.people.ume, query="排水路").items) == 1


@pytest.mark.parametrize("rows", [1, 6])
def test_lists_ask_the_same_number_of_questions_however_long_they_are(way: Way, rows: int):
    for _ in range(rows):
        way.sealed()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for_contractor.applications(way.people.alice)
        for_contractor.guarantees(way.people.alice, today=TODAY)
        for_surety.queue(way.people.ume)
        for_surety.guarantees(way.people.ume, today=TODAY)
    assert len(asked) == 8


@pytest.mark.usefixtures("people")
def test_the_directory_is_found_by_name_and_prefecture_however_spelled():
    assert [row.id for row in for_public.obligees("読谷").items] == ["okinawa-yomitan"]
    assert "okinawa-yomitan" in {row.id for row in for_public.obligees("沖縄").items}
    assert for_public.obligees("そんな団体はない").items == ()
    assert for_public.obligee("okinawa-yomitan") is not None
    assert for_public.obligee("nowhere") is None


@pytest.mark.usefixtures("people")
def test_the_directory_is_cut_into_pages():
    first = for_public.obligees(limit=20)
    second = for_public.obligees(after=first.next, limit=20)
    assert len(first.items) == len(second.items) == 20
    assert not {row.id for row in first.items} & {row.id for row in second.items}
    assert not first.items[0].name_only


def test_the_operator_sees_mails_and_what_waits(way: Way):
    way.concluded()
    state = for_operator.queue_state()
    assert (state.ready, state.running, state.failed) == (2, 0, 0)
    assert state.oldest_due == NOON
    assert [mail.kind for mail in for_operator.mails()] == ["application_received"]
    assert for_operator.sources_waiting(NOON) == 0
