"""Every state and permitted step (状態遷移) as tables; every check comes from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.domain.violations import refuse
from akashi.domain.word import Word

if TYPE_CHECKING:
    from collections.abc import Mapping


class ApplicationState(Word):
    """Where an application stands (申込の状態).

    出典: なし (本システムの決定)
    """

    DRAFT = "draft", "下書き", "Draft"
    SUBMITTED = "submitted", "受付済(審査待ち)", "Received (awaiting underwriting)"
    RETURNED = "returned", "差戻し", "Returned"
    ACCEPTED = "accepted", "引受承認済(承認待ち)", "Accepted (awaiting approval)"
    APPROVED = "approved", "承認済(保証料領収待ち)", "Approved (awaiting the premium)"
    DECLINED = "declined", "引受拒否", "Declined"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    CONCLUDED = "concluded", "保証契約締結済", "Guarantee concluded"


class ApplicationStep(Word):
    """What may be done with an application (申込に対する手続).

    出典: なし (本システムの決定)
    """

    SUBMIT = "submit", "申込み", "Submit"
    RETURN = "return", "差戻し", "Return"
    ACCEPT = "accept", "引受承認", "Accept"
    APPROVE = "approve", "承認", "Approve"
    DECLINE = "decline", "引受拒否", "Decline"
    WITHDRAW = "withdraw", "取下げ", "Withdraw"
    CONCLUDE = "conclude", "保証契約締結", "Conclude"


class WhoActs(Word):
    """Whose turn it is (次に手続する人).

    出典: なし (本システムの決定)
    """

    CONTRACTOR = "contractor", "受注者", "Contractor"
    UNDERWRITER = "underwriter", "保証会社(審査担当者)", "Surety (underwriter)"
    APPROVER = "approver", "保証会社(承認者)", "Surety (approver)"
    CASHIER = "cashier", "保証会社(保証料領収)", "Surety (receipt of the premium)"
    NOBODY = "nobody", "手続はありません", "Nothing to do"


class GuaranteeState(Word):
    """Where a concluded guarantee stands (保証契約の状態); its expiry follows from the period.

    出典: なし (本システムの決定)
    """

    CONCLUDED = "concluded", "保証契約締結済", "Guarantee concluded"
    CANCELLED = "cancelled", "解約済", "Cancelled"
    RELEASED = "released", "保証解除済", "Released"


_A, _S = ApplicationState, ApplicationStep

STEPS: Mapping[tuple[ApplicationState, ApplicationStep], ApplicationState] = {
    (_A.DRAFT, _S.SUBMIT): _A.SUBMITTED,
    (_A.DRAFT, _S.WITHDRAW): _A.WITHDRAWN,
    (_A.SUBMITTED, _S.RETURN): _A.RETURNED,
    (_A.SUBMITTED, _S.ACCEPT): _A.ACCEPTED,
    (_A.SUBMITTED, _S.DECLINE): _A.DECLINED,
    (_A.SUBMITTED, _S.WITHDRAW): _A.WITHDRAWN,
    (_A.RETURNED, _S.SUBMIT): _A.SUBMITTED,
    (_A.RETURNED, _S.WITHDRAW): _A.WITHDRAWN,
    (_A.ACCEPTED, _S.APPROVE): _A.APPROVED,
    (_A.ACCEPTED, _S.RETURN): _A.RETURNED,
    (_A.ACCEPTED, _S.DECLINE): _A.DECLINED,
    (_A.ACCEPTED, _S.WITHDRAW): _A.WITHDRAWN,
    (_A.APPROVED, _S.CONCLUDE): _A.CONCLUDED,
    (_A.APPROVED, _S.WITHDRAW): _A.WITHDRAWN,
}

WHO_ACTS: Mapping[ApplicationState, WhoActs] = {
    _A.DRAFT: WhoActs.CONTRACTOR,
    _A.SUBMITTED: WhoActs.UNDERWRITER,
    _A.RETURNED: WhoActs.CONTRACTOR,
    _A.ACCEPTED: WhoActs.APPROVER,
    _A.APPROVED: WhoActs.CASHIER,
    _A.DECLINED: WhoActs.NOBODY,
    _A.WITHDRAWN: WhoActs.NOBODY,
    _A.CONCLUDED: WhoActs.NOBODY,
}

PAYABLE: frozenset[ApplicationState] = frozenset({_A.ACCEPTED, _A.APPROVED})
"""The premium is fixed by accepting; it may be received before or after the approval."""


def steps_from(state: ApplicationState) -> tuple[ApplicationStep, ...]:
    """Return what may be done with an application in `state`, in the order of the table.

    出典: なし (本システムの決定)
    """
    return tuple(step for (source, step) in STEPS if source is state)


def after(state: ApplicationState, step: ApplicationStep) -> ApplicationState:
    """Return the state an application is in after `step`.

    Raises: RuleViolation `wrong_state` when the step is not open in this state.
    出典: なし (本システムの決定)
    """
    if (state, step) not in STEPS:
        raise refuse(
            "wrong_state",
            "state",
            ja=f"この申込は「{state.label('ja')}」のため、{step.label('ja')}の手続はできません。",
            en=f"“{step.label('en')}” is not possible: this application is “{state.label('en')}”.",
        )
    return STEPS[state, step]


def check_payable(state: ApplicationState) -> None:
    """Let a premium be recorded only between 引受承認 and 保証契約締結.

    Raises: RuleViolation `wrong_state` in any other state.
    出典: なし (本システムの決定)
    """
    if state not in PAYABLE:
        raise refuse(
            "wrong_state",
            "state",
            ja=f"この申込は「{state.label('ja')}」のため、保証料領収は記録できません。",
            en=f"This application is “{state.label('en')}”; no premium can be recorded for it.",
        )


def ready_to_conclude(state: ApplicationState, *, paid: bool) -> bool:
    """Tell whether the guarantee is to be concluded now: approved, and the premium received.

    出典: 前払金保証約款 第1条の2 (引受けを承諾し保証料を領収したときに保証証書を発行する)
    """
    return paid and state is ApplicationState.APPROVED
