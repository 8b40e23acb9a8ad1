"""From draft to decision (保証申込): each verb, its refusals, and what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akashi.domain.lifecycle import ApplicationState
from akashi.domain.violations import RuleViolation
from akashi.records.models import Application, AuditEntry, Guarantee, Notice, Payment
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.decline import decline
from akashi.workflows.applying.quote import quote
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.applying.save_draft import save_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.applying.withdraw import withdraw
from akashi.workflows.errors import Conflict
from tests.factories.guarantees import Way, document
from tests.fakes import NOON

REMARK = [{"field": "works.number", "text": "工事番号を確かめてください"}]


def codes(refused: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [violation.code for violation in refused.value.violations]


def test_a_draft_is_kept_however_wrong_or_unfinished_it_is(way: Way):
    typed = {"works": {"name": "途中"}, "product": 7, "advance_amount_yen": "未定"}
    made = save_draft(None, document=typed, by=way.people.alice, at=NOON)
    kept = Application.objects.get(pk=made)
    assert (kept.document, kept.works_name, kept.product) == (typed, "途中", "")


def test_a_draft_may_be_changed_by_a_colleague(way: Way):
    made = way.drafted()
    again = document(works__name="別の工事")
    assert save_draft(made, document=again, by=way.people.bob, at=NOON) == made
    assert Application.objects.get(pk=made).works_name == "別の工事"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"works": {"name": "橋\x00"}}, "unprintable"),
        ({"works": {"name": "\ud800"}}, "unprintable"),
        ({"advance_amount_yen": float("nan")}, "number"),
        ({"advance_amount_yen": 10**400}, "number"),
    ],
)
def test_only_what_no_store_can_hold_is_refused_in_a_draft(way: Way, typed: dict, code: str):
    with pytest.raises(RuleViolation) as refused:
        save_draft(None, document=typed, by=way.people.alice, at=NOON)
    assert codes(refused) == [code]


def test_submitting_gives_a_receipt_number_a_quote_and_a_mail(way: Way):
    made = way.drafted()
    answer = submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    kept = Application.objects.get(pk=made)
    assert answer.receipt_number == kept.receipt_number == "R26-000001"
    assert kept.state == ApplicationState.SUBMITTED
    assert kept.premium_yen == 61_500
    assert kept.quote["en"]["premium_yen"] == 61_500
    assert kept.terms_version == "2026-04-01"
    notice = Notice.objects.get()
    assert "R26-000001" in notice.body
    assert notice.recipient == "keiri@zanpa-kensetsu.example"


def test_submitting_names_every_broken_rule_at_once_and_changes_nothing(way: Way):
    made = way.drafted(
        advance_amount_yen=30_000_000,
        works__period={"from": "2027-03-01", "to": "2027-02-26"},
        contractor__name="髙\U0001f4a9",
    )
    with pytest.raises(RuleViolation) as refused:
        submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    assert {
        "advance_above_limit",
        "period_reversed",
        "undrawable_character",
        "foreign_contractor",
    } <= set(codes(refused))
    kept = Application.objects.get(pk=made)
    assert (kept.state, kept.receipt_number) == (ApplicationState.DRAFT, None)
    assert not Notice.objects.exists()


def test_nobody_applies_in_another_companys_name(way: Way):
    made = way.drafted(contractor__name="さくら土木株式会社")
    with pytest.raises(RuleViolation) as refused:
        submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    assert codes(refused) == ["foreign_contractor"]


def test_a_lead_that_cannot_be_read_makes_nobody_a_stranger(way: Way):
    venture = {
        "lead": 7,
        "members": [
            {"name": "株式会社残波建設", "share_percent": 60},
            {"name": "さくら土木株式会社", "share_percent": 40},
        ],
    }
    made = way.drafted(contractor__name="残波・さくら共同企業体", contractor__joint_venture=venture)
    with pytest.raises(RuleViolation) as refused:
        submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    assert "foreign_contractor" not in codes(refused)


def test_a_joint_venture_is_applied_for_by_its_lead(way: Way):
    venture = {
        "lead": "株式会社残波建設",
        "members": [
            {"name": "株式会社残波建設", "share_percent": 60},
            {"name": "さくら土木株式会社", "share_percent": 40},
        ],
    }
    way.submitted(contractor__name="残波・さくら共同企業体", contractor__joint_venture=venture)
    assert Application.objects.get().state == ApplicationState.SUBMITTED


def test_after_submission_nothing_can_be_edited(way: Way):
    for made in (way.submitted(), way.accepted(), way.approved()):
        with pytest.raises(Conflict):
            save_draft(made, document=document(), by=way.people.alice, at=NOON)


def test_a_return_voids_acceptance_and_approval_and_keeps_the_receipt_number(way: Way):
    made = way.accepted()
    return_application(made, remarks=REMARK, by=way.people.matsu, at=NOON)
    kept = Application.objects.get(pk=made)
    assert (kept.state, kept.accepted_by, kept.approved_by) == ("returned", None, None)
    assert kept.remarks == REMARK
    assert Notice.objects.filter(kind="returned", body__contains=REMARK[0]["text"]).exists()
    save_draft(made, document=document(works__number="R8-13"), by=way.people.alice, at=NOON)
    submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    kept.refresh_from_db()
    assert (kept.receipt_number, kept.remarks) == ("R26-000001", [])


def test_what_was_returned_must_be_accepted_anew_before_it_is_approved(way: Way):
    made = way.accepted()
    return_application(made, remarks=REMARK, by=way.people.ume, at=NOON)
    submit(made, by=way.people.alice, at=NOON, toolbox=way.tools)
    with pytest.raises(Conflict):
        approve(made, by=way.people.matsu, at=NOON, toolbox=way.tools)


def test_a_return_needs_remarks(way: Way):
    made = way.submitted()
    with pytest.raises(RuleViolation) as refused:
        return_application(made, remarks=[], by=way.people.ume, at=NOON)
    assert codes(refused) == ["remarks_needed"]
    assert Application.objects.get(pk=made).state == ApplicationState.SUBMITTED


def test_a_decline_ends_the_application_and_mails_the_reasons(way: Way):
    made = way.submitted()
    decline(made, reasons=["与信枠を超えています"], by=way.people.ume, at=NOON)
    assert Application.objects.get(pk=made).state == ApplicationState.DECLINED
    assert "与信枠を超えています" in Notice.objects.get(kind="declined").body


def test_the_contractor_may_withdraw_until_the_guarantee_is_concluded(way: Way):
    for made in (way.drafted(), way.submitted(), way.accepted(), way.approved()):
        withdraw(made, by=way.people.bob, at=NOON)
        assert Application.objects.get(pk=made).state == ApplicationState.WITHDRAWN
    concluded = way.concluded().application_id
    with pytest.raises(Conflict):
        withdraw(concluded, by=way.people.alice, at=NOON)


@pytest.mark.parametrize("order", ["approval first", "premium first"])
def test_the_guarantee_is_concluded_by_itself_once_approval_and_premium_are_in(
    way: Way, order: str
):
    made = way.accepted()
    acts = [
        lambda: approve(made, by=way.people.matsu, at=NOON, toolbox=way.tools),
        lambda: way.pay(made),
    ]
    for act in acts if order == "approval first" else acts[::-1]:
        assert not Guarantee.objects.exists()
        act()
    assert Guarantee.objects.get().application_id == made


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount_yen": 61_499}, "payment_amount"),
        ({"paid_on": date(2026, 11, 23)}, "payment_in_future"),
        ({"method": "barter"}, "unknown_choice"),
    ],
)
def test_only_the_exact_premium_counts_as_received(way: Way, changes: dict, code: str):
    made = way.approved()
    asked = {"amount_yen": 61_500, "paid_on": date(2026, 11, 22), "method": "cash", **changes}
    with pytest.raises(RuleViolation) as refused:
        record_payment(made, **asked, by=way.people.ume, at=NOON, toolbox=way.tools)
    assert codes(refused) == [code]
    assert not Guarantee.objects.exists()


def test_a_second_payment_is_told_who_recorded_the_first(way: Way):
    made = way.accepted()
    way.pay(made)
    with pytest.raises(Conflict) as lost:
        way.pay(made)
    assert (lost.value.who, lost.value.when) == ("梅", NOON)


def test_a_premium_received_goes_back_when_the_application_is_returned(way: Way):
    made = way.accepted()
    way.pay(made)
    return_application(made, remarks=REMARK, by=way.people.ume, at=NOON)
    assert Payment.objects.get().voided_at == NOON
    entry = AuditEntry.objects.get(act="applying.return")
    assert entry.details["premium_to_give_back_yen"] == 61_500


def test_a_works_period_that_ended_meanwhile_stops_the_conclusion(way: Way):
    made = way.accepted(works__period={"from": "2026-05-12", "to": "2026-11-30"})
    way.pay(made)
    late = NOON + timedelta(days=9)
    with pytest.raises(RuleViolation) as refused:
        approve(made, by=way.people.matsu, at=late, toolbox=way.tools)
    assert codes(refused) == ["period_over"]
    assert Application.objects.get(pk=made).state == ApplicationState.ACCEPTED


def test_every_act_is_on_record_with_who_when_and_from_where(way: Way):
    made = way.concluded().application_id
    entries = AuditEntry.objects.filter(application_id=made).order_by("pk")
    assert [(entry.act, entry.person_name) for entry in entries] == [
        ("applying.create", "Alice"),
        ("applying.submit", "Alice"),
        ("applying.accept", "梅"),
        ("applying.approve", "松"),
        ("applying.record_payment", "梅"),
        ("guaranteeing.conclude", "梅"),
    ]
    assert {(entry.at, entry.source, entry.channel) for entry in entries} == {
        (NOON, "203.0.113.7", "web")
    }


def test_a_quote_stores_nothing_and_needs_only_product_and_amount(way: Way):
    before = AuditEntry.objects.count()
    asked = {"product": "advance_payment", "advance_amount_yen": 22_000_000}
    assert quote(asked, by=way.people.alice, at=NOON).premium_yen == 61_500
    assert AuditEntry.objects.count() == before
    with pytest.raises(RuleViolation):
        quote({"product": "advance_payment"}, by=way.people.alice, at=NOON)
