"""Lists, states and taking back (申込の一覧・状態・取下げ), and the pages beside them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from akashi.domain.lifecycle import ApplicationState
from akashi.records.models import Application, AuditEntry, Person
from akashi.workflows.applying.decline import decline
from akashi.workflows.applying.return_application import return_application
from tests.portals.walking import browser_of, status, words

NEW = "correct horse battery staple"


def one(name: str, application_id: str) -> str:
    return reverse(f"contractor:{name}", args=[application_id])


def test_home_parts_what_waits_for_me_from_what_the_surety_has(alice, way):
    way.drafted(works__name="自分の番の工事")
    way.submitted(works__name="相手の番の工事")
    said = words(alice.get(reverse("contractor:home")))
    mine, theirs = said.split("保証会社が手続しているもの")
    assert "自分の番の工事" in mine
    assert "相手の番の工事" in theirs
    assert "次に手続する人: 保証会社(審査担当者)" in theirs


@pytest.mark.usefixtures("doors")
def test_colleagues_see_each_others_applications_and_strangers_none(charlie, way):
    way.submitted(works__name="村道改良")
    bob = browser_of(way.people.bob)
    assert "村道改良" in words(bob.get(reverse("contractor:applications")))
    assert "村道改良" not in words(charlie.get(reverse("contractor:applications")))


def test_an_application_shows_its_state_its_history_and_all_its_values(alice, way):
    made = way.accepted()
    said = words(alice.get(one("application", made)))
    for text in ("引受承認済(承認待ち)", "申込み", "引受承認", "55,000,000円", "61,500円"):
        assert text in said
    assert "梅" not in said


def test_a_returned_application_says_what_to_mend_and_a_declined_one_why(alice, way):
    back, no = way.submitted(), way.submitted()
    return_application(
        back, remarks=[{"field": "works.name", "text": "工区を"}], by=way.people.ume, at=way.at
    )
    decline(no, reasons=["公共工事ではない"], by=way.people.ume, at=way.at)
    assert "工事(業務)名 工区を" in words(alice.get(one("application", back)))
    assert "公共工事ではない" in words(alice.get(one("application", no)))


def test_taking_back_is_asked_once_more_and_then_done(alice, way):
    made = way.submitted()
    assert "この申込を取り下げますか" in words(alice.get(one("withdraw", made)))
    assert Application.objects.get().state == ApplicationState.SUBMITTED
    alice.post(one("withdraw", made))
    assert Application.objects.get().state == ApplicationState.WITHDRAWN


def test_what_is_concluded_cannot_be_taken_back(alice, way):
    made = way.concluded().application_id
    assert status(alice.get(one("withdraw", made))) == 302
    assert status(alice.post(one("withdraw", made))) == 409
    assert Application.objects.get().state == ApplicationState.CONCLUDED


def test_a_strangers_application_can_neither_be_seen_nor_taken_back(charlie, way):
    made = way.submitted()
    for name in ("application", "withdraw", "received"):
        assert status(charlie.get(one(name, made))) == 404
    assert status(charlie.post(one("withdraw", made))) == 404


def test_a_long_list_is_turned_page_by_page_without_losing_any(alice, way):
    for position in range(51):
        way.drafted(works__name=f"工事{position:03}")
    first = alice.get(reverse("contractor:applications"))
    following = first.context["page"].next
    second = alice.get(reverse("contractor:applications"), {"after": following})
    shown = [row.works_name for part in (first, second) for row in part.context["page"].items]
    assert sorted(shown) == [f"工事{position:03}" for position in range(51)]


def test_a_premium_is_quoted_before_anything_is_applied_for(alice):
    asked = {"product": "advance_payment", "guaranteed_amount_yen": "２２，０００，０００円"}
    assert "61,500円" in words(alice.get(reverse("contractor:quote"), asked))
    assert not Application.objects.exists()


def test_an_amount_that_cannot_be_read_is_said_and_stays(alice):
    answer = alice.get(reverse("contractor:quote"), {"guaranteed_amount_yen": "2千万"})
    assert status(answer) == 422
    assert "「千」「万」「億」などは使えません" in words(answer)
    assert 'value="2千万"' in answer.content.decode()


def test_a_new_password_holds_and_the_session_goes_on(alice, way):
    person = Person.objects.get(pk=way.people.alice.person_id)
    person.set_password("the password of before")
    person.save()
    alice.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    typed = {"old": "the password of before", "new": NEW, "again": NEW}
    answer = alice.post(reverse("contractor:password"), typed)
    assert "パスワードを変更しました" in words(alice.get(answer.headers["Location"]))
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert AuditEntry.objects.filter(act="keeping.change_password").exists()


def test_everything_wrong_with_a_new_password_is_said_at_once(alice):
    answer = alice.post(reverse("contractor:password"), {"old": "x", "new": "short", "again": "y"})
    said = words(answer)
    assert status(answer) == 422
    assert "いまのパスワードが違います" in said
    assert "もう一度の入力が違います" in said
    assert "15" in said
    assert "short" not in answer.content.decode()
