"""Who may do what (権限): refused inside the verb too, whatever door let somebody in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from akashi.domain.people import Actor, Role, system_actor
from akashi.records.models import Application, Guarantee, Person
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.decline import decline
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.return_application import return_application
from akashi.workflows.applying.save_draft import save_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.applying.withdraw import withdraw
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.make_key_notice import make_key_notice
from akashi.workflows.errors import NotFound, NotPermitted
from tests.factories.guarantees import Way, document
from tests.fakes import NOON

Verb = Callable[[Way, str, Actor], object]
REMARK = [{"field": "", "text": "理由"}]

VERBS: dict[str, tuple[str, Verb, set[str]]] = {
    "save_draft": (
        "drafted",
        lambda _, a, by: save_draft(a, document=document(), by=by, at=NOON),
        {"alice", "bob"},
    ),
    "submit": (
        "drafted",
        lambda w, a, by: submit(a, by=by, at=NOON, toolbox=w.tools),
        {"alice", "bob"},
    ),
    "withdraw": ("submitted", lambda _, a, by: withdraw(a, by=by, at=NOON), {"alice", "bob"}),
    "accept": ("submitted", lambda _, a, by: accept(a, by=by, at=NOON), {"ume", "take"}),
    "approve": (
        "accepted",
        lambda w, a, by: approve(a, by=by, at=NOON, toolbox=w.tools),
        {"matsu", "sakae"},
    ),
    "return": (
        "submitted",
        lambda _, a, by: return_application(a, remarks=REMARK, by=by, at=NOON),
        {"ume", "take", "matsu", "sakae"},
    ),
    "decline": (
        "submitted",
        lambda _, a, by: decline(a, reasons=["理由"], by=by, at=NOON),
        {"ume", "take", "matsu", "sakae"},
    ),
    "record_payment": (
        "accepted",
        lambda w, a, by: record_payment(
            a,
            amount_yen=61_500,
            paid_on=date(2026, 11, 22),
            method="cash",
            by=by,
            at=NOON,
            toolbox=w.tools,
        ),
        {"ume", "take", "matsu", "sakae"},
    ),
}
NAMES = ("alice", "bob", "charlie", "ume", "take", "matsu", "sakae", "otto", "audrey")


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_serves_its_roles_and_refuses_everybody_else(way: Way, verb: str):
    stage, act, allowed = VERBS[verb]
    for name in NAMES:
        application = getattr(way, stage)()
        before = Application.objects.values().get(pk=application)
        actor = getattr(way.people, name)
        if name in allowed:
            act(way, application, actor)
            continue
        with pytest.raises((NotFound, NotPermitted)):
            act(way, application, actor)
        assert Application.objects.values().get(pk=application) == before


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_missing_and_what_is_foreign_are_the_same(way: Way, verb: str):
    stage, act, allowed = VERBS[verb]
    foreign = getattr(way, stage)()
    elsewhere = {
        "ume": replace(way.people.ume, surety_id=99),
        "matsu": replace(way.people.matsu, surety_id=99),
        "alice": way.people.charlie,
    }
    stranger = next(actor for name, actor in elsewhere.items() if name in allowed)
    answers = []
    for application in ("0" * 32, foreign):
        with pytest.raises(NotFound) as refused:
            act(way, application, stranger)
        answers.append(type(refused.value))
    assert answers == [NotFound, NotFound]


def test_the_system_itself_decides_nothing(way: Way):
    made = way.submitted()
    nobody = replace(system_actor(), surety_id=way.people.ume.surety_id, role=Role.UNDERWRITER)
    with pytest.raises(NotPermitted):
        accept(made, by=nobody, at=NOON)


@pytest.mark.parametrize("second_role", [Role.APPROVER, Role.UNDERWRITER])
def test_nobody_approves_what_they_accepted_whatever_role_they_have_since(
    way: Way, second_role: Role
):
    made = way.accepted()
    promoted = replace(way.people.ume, role=second_role, channel="api", source="198.51.100.9")
    with pytest.raises(NotPermitted):
        approve(made, by=promoted, at=NOON, toolbox=way.tools)


@pytest.mark.parametrize("role", [Role.UNDERWRITER, Role.APPROVER])
def test_nobody_decides_on_what_they_applied_for_even_in_a_new_role(way: Way, role: Role):
    made = way.submitted() if role is Role.UNDERWRITER else way.accepted()
    moved = replace(
        way.people.alice, role=role, company_id=None, surety_id=way.people.ume.surety_id
    )
    verb = accept if role is Role.UNDERWRITER else approve
    tools = {} if role is Role.UNDERWRITER else {"toolbox": way.tools}
    with pytest.raises(NotPermitted):
        verb(made, by=moved, at=NOON, **tools)


def test_whoever_submitted_a_colleagues_draft_decides_nothing_either(way: Way):
    made = way.drafted()
    submit(made, by=way.people.bob, at=NOON, toolbox=way.tools)
    moved = replace(
        way.people.bob, role=Role.UNDERWRITER, company_id=None, surety_id=way.people.ume.surety_id
    )
    with pytest.raises(NotPermitted):
        accept(made, by=moved, at=NOON)


def test_the_key_is_shown_to_the_contractor_alone(way: Way):
    number = way.sealed().number
    for name in NAMES:
        actor = getattr(way.people, name)
        for verb in (disclose_key, make_key_notice):
            if name in {"alice", "bob"}:
                assert verb(number, by=actor, at=NOON, toolbox=way.tools)
                continue
            with pytest.raises(NotFound):
                verb(number, by=actor, at=NOON, toolbox=way.tools)


def test_a_refusal_by_role_leaves_no_guarantee(way: Way):
    made = way.accepted()
    way.pay(made)
    for name in ("alice", "ume", "otto", "audrey"):
        with pytest.raises(NotPermitted):
            approve(made, by=getattr(way.people, name), at=NOON, toolbox=way.tools)
    assert not Guarantee.objects.exists()
    assert Person.objects.count() == len(NAMES)
