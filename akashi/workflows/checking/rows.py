"""Beside the certificate (証書に載らない記録): premium, key and times, as trail and vault say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from akashi.adapters.toolbox import Toolbox
from akashi.adapters.vault import VaultRefuses
from akashi.domain.application import Delivery
from akashi.domain.identifiers import access_key
from akashi.domain.violations import Sentence
from akashi.records.models import AccessKey, Application, AuditEntry, Certificate, Guarantee
from akashi.workflows.checking.acts import CONCLUDE, GIVING_BACK, PAY, SUBMIT
from akashi.workflows.same_works import same_works_key


def wrong_rows(
    promise: Certificate, acts: Sequence[AuditEntry], toolbox: Toolbox
) -> Sentence | None:
    """Return what differs from the trail and the vault behind a certificate, None when nothing.

    `acts` is the audit trail of its application, in order.
    出典: acceptance.md A20 (what the database's owner does, `akashi log check` convicts)
    """
    guarantee = promise.guarantee
    if not _as_concluded(guarantee, acts):
        return Sentence(
            "保証契約の記録が監査証跡と違います", "the guarantee's record differs from the trail"
        )
    if not _as_paid(guarantee.application, acts):
        return Sentence("保証料の記録が監査証跡と違います", "its premium differs from the trail")
    if not _right_key(guarantee, toolbox):
        return Sentence("認証キーの記録が違います", "its access key is not the one that was made")
    return None


def _as_concluded(guarantee: Guarantee, acts: Sequence[AuditEntry]) -> bool:
    """By its own surety and company, at the time of the act, and in no version never promised."""
    application = guarantee.application
    promised = [act for act in acts if act.act == CONCLUDE]
    versions: list[int] = [act.details.get("version", 0) for act in promised]
    times: list[datetime] = [act.at for act in promised]
    return (
        guarantee.number.startswith(f"{guarantee.surety.code}-")
        and guarantee.surety_id == application.surety_id
        and guarantee.company_id == application.company_id
        and guarantee.same_works == same_works_key(application)
        and guarantee.concluded_at == min(times)
        and guarantee.current_version == max(versions)
        and guarantee.certificate_set.count() == len(versions)
    )


def _as_paid(application: Application, acts: Sequence[AuditEntry]) -> bool:
    """As quoted; each by whom and when, and void since it was given back, if it was."""
    quoted = [act.details.get("premium_yen") for act in acts if act.act == SUBMIT]
    noted = [
        (act.person_id, act.at, act.details, _given_back_at(acts[place:]))
        for place, act in enumerate(acts)
        if act.act == PAY
    ]
    received = [
        (
            payment.recorded_by_id,
            payment.recorded_at,
            {
                "amount_yen": payment.amount_yen,
                "paid_on": payment.paid_on.isoformat(),
                "method": payment.method,
            },
            payment.voided_at,
        )
        for payment in application.payments.order_by("pk")
    ]
    return quoted[-1:] == [application.premium_yen] and received == noted


def _given_back_at(acts: Sequence[AuditEntry]) -> datetime | None:
    return next((act.at for act in acts if act.act in GIVING_BACK), None)


def _right_key(guarantee: Guarantee, toolbox: Toolbox) -> bool:
    keys = list(AccessKey.objects.filter(guarantee=guarantee))
    made = 1 if guarantee.delivery == Delivery.ELECTRONIC.value else 0
    return len(keys) == made and all(
        (key.created_at, key.withdrawn_at) == (guarantee.concluded_at, None)
        and _opens(key, guarantee.number, toolbox)
        for key in keys
    )


def _opens(key: AccessKey, number: str, toolbox: Toolbox) -> bool:
    """The key that its contractor is shown is the one that openings are compared with."""
    try:
        shown = toolbox.vault.decrypt(bytes(key.ciphertext), number)
    except VaultRefuses:
        return False
    return bytes(key.digest) in toolbox.vault.digests(access_key.parse(shown), number)
