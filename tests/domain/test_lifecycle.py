"""The life of an application and of a guarantee, straight from the tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain.lifecycle import (
    PAYABLE,
    STEPS,
    WHO_ACTS,
    ApplicationState,
    ApplicationStep,
    GuaranteeState,
    WhoActs,
    after,
    check_payable,
    ready_to_conclude,
    steps_from,
)
from akashi.domain.violations import RuleViolation

A, S = ApplicationState, ApplicationStep
ENUMS = [ApplicationState, ApplicationStep, WhoActs, GuaranteeState]


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (A.DRAFT, {S.SUBMIT, S.WITHDRAW}),
        (A.SUBMITTED, {S.RETURN, S.ACCEPT, S.DECLINE, S.WITHDRAW}),
        (A.RETURNED, {S.SUBMIT, S.WITHDRAW}),
        (A.ACCEPTED, {S.APPROVE, S.RETURN, S.DECLINE, S.WITHDRAW}),
        (A.APPROVED, {S.CONCLUDE, S.WITHDRAW}),
        (A.DECLINED, set()),
        (A.WITHDRAWN, set()),
        (A.CONCLUDED, set()),
    ],
)
def test_from_every_state_only_these_steps_are_open(state, steps):
    assert set(steps_from(state)) == steps


@pytest.mark.parametrize("state", A)
@pytest.mark.parametrize("step", S)
def test_every_step_either_leads_on_or_is_refused_with_the_state(state, step):
    if (state, step) in STEPS:
        assert after(state, step) is STEPS[state, step]
        return
    with pytest.raises(RuleViolation) as refused:
        after(state, step)
    [violation] = refused.value.violations
    assert violation.code == "wrong_state"
    assert state.label("ja") in violation.sentence.ja
    assert state.label("en") in violation.sentence.en


@given(st.lists(st.sampled_from(S), max_size=12))
@settings(max_examples=80, deadline=None)
def test_nothing_is_concluded_without_acceptance_and_approval(steps):
    state, taken = A.DRAFT, []
    for step in steps:
        if step in steps_from(state):
            state = after(state, step)
            taken.append(step)
    if state is A.CONCLUDED:
        assert taken[-3:] == [S.ACCEPT, S.APPROVE, S.CONCLUDE]


def test_somebody_acts_in_every_state_that_goes_on_and_nobody_in_the_others():
    assert set(WHO_ACTS) == set(A)
    for state, who in WHO_ACTS.items():
        assert (who is WhoActs.NOBODY) == (steps_from(state) == ())


def test_acceptance_and_approval_wait_for_different_roles():
    assert WHO_ACTS[A.SUBMITTED] is WhoActs.UNDERWRITER
    assert WHO_ACTS[A.ACCEPTED] is WhoActs.APPROVER
    assert WHO_ACTS[A.APPROVED] is WhoActs.CASHIER


@pytest.mark.parametrize("state", A)
def test_a_premium_is_recorded_once_it_is_known_and_before_conclusion(state):
    if state in {A.ACCEPTED, A.APPROVED}:
        assert state in PAYABLE
        assert check_payable(state) is None
        return
    with pytest.raises(RuleViolation) as refused:
        check_payable(state)
    assert refused.value.violations[0].code == "wrong_state"


@pytest.mark.parametrize("state", A)
@pytest.mark.parametrize("paid", [True, False])
def test_a_guarantee_is_concluded_when_approved_and_paid_in_whichever_order(state, paid):
    assert ready_to_conclude(state, paid=paid) == (paid and state is A.APPROVED)


def test_the_states_are_called_as_the_pages_call_them():
    assert [state.label("ja") for state in A] == [
        "下書き",
        "受付済(審査待ち)",
        "差戻し",
        "引受承認済(承認待ち)",
        "承認済(保証料領収待ち)",
        "引受拒否",
        "取下げ",
        "保証契約締結済",
    ]


@pytest.mark.parametrize("members", ENUMS)
def test_every_word_has_a_name_of_its_own_in_both_languages(members):
    for lang in ("ja", "en"):
        labels = [member.label(lang) for member in members]
        assert len(set(labels)) == len(labels)
        assert all(labels)
