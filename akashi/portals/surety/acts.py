"""What may be done with a case now (案件の手続), and why not where it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akashi.domain.lifecycle import PAYABLE, ApplicationState, ApplicationStep, steps_from
from akashi.domain.people import Actor, Role
from akashi.portals.shared.context import language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Act:
    """Something the surety does with a case: its name, who may, and from which page.

    出典: なし (本システムの決定)
    """

    slug: str
    label: _StrPromise
    roles: frozenset[Role]
    step: ApplicationStep | None
    """None for the receipt of the premium, which is no step of its own."""
    danger: bool = False


_BOTH = frozenset({Role.UNDERWRITER, Role.APPROVER})
ACCEPT = Act(
    "accept", gettext_lazy("引受承認"), frozenset({Role.UNDERWRITER}), ApplicationStep.ACCEPT
)
APPROVE = Act("approve", gettext_lazy("承認"), frozenset({Role.APPROVER}), ApplicationStep.APPROVE)
PAYMENT = Act("payment", gettext_lazy("保証料領収"), _BOTH, None)
RETURN = Act("return", gettext_lazy("差戻し"), _BOTH, ApplicationStep.RETURN)
DECLINE = Act("decline", gettext_lazy("引受拒否"), _BOTH, ApplicationStep.DECLINE, danger=True)
ACTS = (ACCEPT, APPROVE, PAYMENT, RETURN, DECLINE)


class Case(Protocol):
    """What of a case decides which acts are open.

    出典: なし (本システムの決定)
    """

    @property
    def state(self) -> ApplicationState:
        """Return where the application stands."""
        ...

    @property
    def accepted_by_id(self) -> int | None:
        """Return who said 引受承認."""
        ...

    @property
    def is_paid(self) -> bool:
        """Tell whether the premium was received."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the page offers it: a button, or the reason why there is none.

    出典: なし (本システムの決定)
    """

    label: str
    href: str
    danger: bool
    why_not: str


def is_open(act: Act, case: Case) -> bool:
    """Tell whether the state of the case leaves room for the act.

    出典: domain/lifecycle.py
    """
    if act.step is None:
        return case.state in PAYABLE and not case.is_paid
    return act.step in steps_from(case.state)


def offers(application_id: str, case: Case, by: Actor) -> tuple[Offer, ...]:
    """Return the acts open in this state, each with its address or the reason against it.

    出典: なし (本システムの決定)
    """
    return tuple(
        Offer(
            str(act.label),
            reverse(f"surety:{act.slug}", args=[application_id]),
            act.danger,
            _why_not(act, case, by),
        )
        for act in ACTS
        if is_open(act, case)
    )


def _why_not(act: Act, case: Case, by: Actor) -> str:
    if by.role not in act.roles:
        return _("「%(act)s」は%(roles)sが行います。") % {
            "act": act.label,
            "roles": "・".join(role.label(language()) for role in Role if role in act.roles),
        }
    if act is APPROVE and case.accepted_by_id == by.person_id:
        return _("引受承認をした本人は承認できません。別の承認者が行ってください。")
    return ""
