"""What the surety sees (閲覧): the queue, a case in full, guarantees with seal and log."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse

from akashi.records.models import Application
from tests.fakes import HEAD
from tests.portals.walking import browser_of, status, words

QUEUE = reverse("surety:home")


def names(answer):
    return [row.works_name for row in answer.context["page"].items]


def test_the_queue_shows_first_what_has_waited_longest(ume, way):
    for name, hours in (("後の工事", 0), ("先の工事", 5)):
        made = way.submitted(works__name=name)
        Application.objects.filter(pk=made).update(submitted_at=way.at - timedelta(hours=hours))
    assert names(ume.get(QUEUE)) == ["先の工事", "後の工事"]


def test_each_state_has_its_tab_with_the_number_of_cases(ume, way):
    way.submitted(works__name="待つ工事")
    way.accepted(works__name="進む工事")
    said = words(ume.get(QUEUE))
    assert "すべて 2" in said
    assert "受付済(審査待ち) 1" in said
    assert names(ume.get(QUEUE, {"state": "accepted"})) == ["進む工事"]


def test_the_queue_is_searched_by_number_company_and_works(ume, way):
    made = way.submitted(works__name="都屋漁港護岸補修工事")
    number = Application.objects.get(pk=made).receipt_number
    for query in ("都屋", "残波", number):
        assert names(ume.get(QUEUE, {"q": query})) == ["都屋漁港護岸補修工事"]
    answer = ume.get(QUEUE, {"q": "ない工事"})
    assert "当てはまる案件はありません" in words(answer)


def test_an_unknown_state_shows_all(ume, way):
    way.submitted()
    assert len(names(ume.get(QUEUE, {"state": "nonsense"}))) == 1


def test_drafts_are_not_in_the_queue(ume, way):
    way.drafted()
    assert names(ume.get(QUEUE)) == []


def test_a_case_shows_everything_that_was_applied_for_and_what_the_rules_say(ume, way):
    made = way.submitted(works__notice_date=None)
    said = words(ume.get(reverse("surety:case", args=[made])))
    for text in (
        "株式会社残波建設",
        "比嘉 𠮷髙",
        "55,000,000円",
        "61,500円",
        "保証料は説明用の料率によります",
        "電子交付を受け付けています",
        "引受承認",
        "差戻し",
        "引受拒否",
    ):
        assert text in said


def test_other_applications_for_the_same_works_stand_beside_it(ume, way):
    first, second = way.submitted(), way.submitted()
    said = ume.get(reverse("surety:case", args=[second])).content.decode()
    assert reverse("surety:case", args=[first]) in said


def test_no_act_is_offered_on_a_case_that_is_over(ume, way):
    made = way.concluded().application_id
    assert ume.get(reverse("surety:case", args=[made])).context["offers"] == ()


def test_a_guarantee_shows_seal_time_stamp_and_place_in_the_log(ume, way):
    number = way.sealed().number
    said = words(ume.get(reverse("surety:guarantee", args=[number])))
    assert "済（水準 B-LT）" in said
    assert "透明性ログの番号 0" in said
    pdf = ume.get(reverse("surety:certificate_pdf", args=[number]))
    assert pdf.content.startswith(HEAD)
    assert f"電子証書_{number}.pdf" in unquote(pdf["Content-Disposition"])


def test_a_guarantee_not_sealed_yet_says_so_and_has_no_file(ume, way):
    number = way.concluded().number
    assert "準備中" in words(ume.get(reverse("surety:guarantee", args=[number])))
    assert status(ume.get(reverse("surety:certificate_pdf", args=[number]))) == 404


def test_guarantees_are_listed_and_found(ume, way):
    number = way.sealed().number
    found = ume.get(reverse("surety:guarantees"), {"q": number})
    assert [row.number for row in found.context["page"].items] == [number]
    nothing = ume.get(reverse("surety:guarantees"), {"q": "MH-0000"})
    assert "当てはまる保証契約はありません" in words(nothing)


def test_the_surety_is_never_shown_a_key(ume, way):
    number = way.sealed().number
    key = reverse("contractor:key", args=[number])
    assert status(ume.post(key)) == 403


def test_a_missing_number_is_not_there(ume):
    for name in ("guarantee", "certificate_pdf"):
        assert status(ume.get(reverse(f"surety:{name}", args=["MH-2026-9999999-0"]))) == 404


@pytest.mark.usefixtures("doors")
def test_staff_of_every_role_may_look(way):
    made = way.submitted()
    for actor in (way.people.ume, way.people.matsu, way.people.otto, way.people.audrey):
        assert status(browser_of(actor).get(reverse("surety:case", args=[made]))) == 200
