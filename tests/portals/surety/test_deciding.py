"""The surety's acts (審査の手続): asked once more, done by the right person, told when too late."""

from __future__ import annotations

import pytest
from django.urls import reverse

from akashi.domain.lifecycle import ApplicationState
from akashi.records.models import Application, AuditEntry, Guarantee, Payment, Person
from akashi.workflows.applying.accept import accept
from tests.portals.walking import browser_of, status, words


def page(act: str, application_id: str) -> str:
    return reverse(f"surety:{act}", args=[application_id])


def state() -> str:
    return Application.objects.get().state


def test_two_people_and_the_premium_make_a_guarantee_by_themselves(ume, matsu, way):
    made = way.submitted()
    assert status(ume.post(page("accept", made))) == 302
    assert state() == ApplicationState.ACCEPTED
    assert status(matsu.post(page("approve", made))) == 302
    assert state() == ApplicationState.APPROVED
    paid = {"amount_yen": "61,500円", "paid_on": "令和8年11月20日", "method": "transfer"}
    assert status(ume.post(page("payment", made), paid)) == 302
    assert state() == ApplicationState.CONCLUDED
    number = Guarantee.objects.get().number
    said = words(ume.get(page("case", made)))
    assert number in said
    assert "保証契約を締結しました" in said


@pytest.mark.parametrize("act", ["accept", "decline", "return"])
def test_looking_at_an_act_does_nothing(ume, way, act):
    made = way.submitted()
    answer = ume.get(page(act, made))
    assert status(answer) == 200
    assert state() == ApplicationState.SUBMITTED


def test_what_was_done_is_said_on_the_case(ume, way):
    made = way.submitted()
    answer = ume.post(page("accept", made), follow=True)
    assert "「引受承認」をしました" in words(answer)


def test_only_approvers_approve_and_only_underwriters_accept(ume, matsu, way):
    made = way.submitted()
    assert status(matsu.post(page("accept", made))) == 403
    accept(made, by=way.people.take, at=way.at)
    assert status(ume.post(page("approve", made))) == 403
    assert state() == ApplicationState.ACCEPTED


@pytest.mark.parametrize("act", ["accept", "approve", "return", "decline", "payment"])
def test_who_only_looks_does_nothing(audrey, way, act):
    made = way.submitted()
    assert status(audrey.get(page("case", made))) == 200
    assert status(audrey.post(page(act, made))) == 403
    assert state() == ApplicationState.SUBMITTED


@pytest.mark.usefixtures("doors")
def test_whoever_accepted_cannot_approve_even_in_another_role_and_sees_why(way):
    made = way.accepted()
    Person.objects.filter(pk=way.people.ume.person_id).update(role="approver")
    ume = browser_of(way.people.ume)
    assert "引受承認をした本人は承認できません" in words(ume.get(page("case", made)))
    answer = ume.post(page("approve", made))
    assert status(answer) == 422
    assert "別の人でなければなりません" in words(answer)
    assert state() == ApplicationState.ACCEPTED


def test_an_underwriter_reads_that_approving_is_for_others(ume, way):
    assert "「承認」は承認者が行います" in words(ume.get(page("case", way.accepted())))


def test_whoever_comes_second_is_told_who_was_first_and_when(ume, way):
    made = way.submitted()
    accept(made, by=way.people.take, at=way.at)
    answer = ume.post(page("accept", made))
    assert status(answer) == 409
    assert "竹" in words(answer)
    assert "令和8年11月22日 12時00分" in words(answer)
    assert status(ume.get(page("accept", made))) == 302


def test_remarks_go_back_with_the_fields_they_were_written_beside(ume, way):
    made = way.submitted()
    assert "請負代金額への指摘" in words(ume.get(page("return", made)))
    typed = {
        "whole": "契約書の写しをください",
        "remark:works.contract_price_yen": " 税込みの額に ",
        "remark:works.name": "",
    }
    assert status(ume.post(page("return", made), typed)) == 302
    assert state() == ApplicationState.RETURNED
    assert Application.objects.get().remarks == [
        {"field": "", "text": "契約書の写しをください"},
        {"field": "works.contract_price_yen", "text": "税込みの額に"},
    ]


def test_without_a_remark_nothing_goes_back(ume, way):
    made = way.submitted()
    answer = ume.post(page("return", made), {"whole": " "})
    assert status(answer) == 422
    assert "指摘を一つ以上" in words(answer)
    assert 'id="f-whole-error"' in answer.content.decode()
    assert "入力の確認｜" in answer.content.decode()
    assert state() == ApplicationState.SUBMITTED


def test_a_remark_that_cannot_be_kept_stays_in_its_box(ume, way):
    made = way.submitted()
    typed = {"whole": "全体", "remark:works.site": "番地を", "remark:works.name": "あ" * 1001}
    answer = ume.post(page("return", made), typed)
    assert status(answer) == 422
    source = answer.content.decode()
    assert "あ" * 1001 in source
    assert source.count('aria-invalid="true"') == 1
    assert 'id="f-remark:works-name-error"' in source
    assert 'href="#f-remark:works-name"' in source
    assert "1000文字以内" in words(answer)


def test_declining_needs_a_reason_and_keeps_each_line_of_it(ume, way):
    made = way.submitted()
    assert status(ume.post(page("decline", made), {"reasons": " \n "})) == 422
    assert status(ume.post(page("decline", made), {"reasons": "一つ目\n\n二つ目"})) == 302
    assert state() == ApplicationState.DECLINED
    assert [each["text"] for each in Application.objects.get().remarks] == ["一つ目", "二つ目"]


def test_the_receipt_stands_filled_in_with_premium_and_today(ume, way):
    text = ume.get(page("payment", way.accepted())).content.decode()
    assert 'value="61,500"' in text
    assert 'value="令和8年11月22日"' in text


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"amount_yen": "六万", "paid_on": "いつか"}, ["金額に", "日付を読み取れません"]),
        ({"amount_yen": "61,499"}, ["領収額が保証料(61,500円)と一致しません"]),
        ({"paid_on": "令和8年12月1日"}, ["今日より後です"]),
        ({"method": "barter"}, ["transfer、cash、cheque、batch"]),
    ],
)
def test_a_wrong_receipt_is_refused_with_all_that_is_wrong(ume, way, typed, sentences):
    made = way.accepted()
    right = {"amount_yen": "61500", "paid_on": "2026-11-20", "method": "cash"}
    answer = ume.post(page("payment", made), right | typed)
    assert status(answer) == 422
    for sentence in sentences:
        assert sentence in words(answer)
    assert not Payment.objects.exists()


def test_a_premium_is_received_once(ume, way):
    made = way.accepted()
    way.pay(made)
    right = {"amount_yen": "61500", "paid_on": "2026-11-20", "method": "cash"}
    answer = ume.post(page("payment", made), right)
    assert status(answer) == 409
    assert "すでに記録されています" in words(answer)


def test_every_act_is_written_down_with_who_and_from_where(ume, way):
    ume.post(page("accept", way.submitted()), REMOTE_ADDR="198.51.100.4")
    written = AuditEntry.objects.get(act="applying.accept")
    assert (written.person_name, written.source, written.channel) == ("梅", "198.51.100.4", "web")


def test_a_draft_is_nobodys_business_but_the_contractors(ume, way):
    made = way.drafted()
    assert status(ume.get(page("case", made))) == 404
    assert status(ume.post(page("accept", made))) == 404


@pytest.mark.usefixtures("doors")
def test_a_contractor_does_not_pass_this_door(way):
    made = way.submitted()
    alice = browser_of(way.people.alice)
    assert status(alice.get(page("case", made))) == 403
    assert status(alice.post(page("accept", made))) == 403
    assert state() == ApplicationState.SUBMITTED
