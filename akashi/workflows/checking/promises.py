"""What stands behind an entry (項目の裏付け): guarantee, approvals and sealed PDF, as promised."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from akashi.adapters.toolbox import Toolbox
from akashi.domain.lifecycle import ApplicationState, GuaranteeState
from akashi.domain.violations import Sentence
from akashi.records.models import Application, AuditEntry, Certificate, Guarantee
from akashi.workflows.checking.acts import ACCEPT, APPROVE, CONCLUDE, acts_on, last
from akashi.workflows.checking.documents import wrong_document
from akashi.workflows.checking.rows import wrong_rows
from akashi.workflows.guaranteeing.closing import fingerprint


def wrong_promise(
    promise: Certificate, acts: Sequence[AuditEntry], toolbox: Toolbox
) -> Sentence | None:
    """Return what no longer agrees with the logged content of a certificate, None when all does.

    The content itself is sound: its leaf was found in the log. Against it stand the guarantee's
    row, who accepted and approved, premium and key, the audit trail, and the sealed PDF.
    出典: acceptance.md A20 (what the database's owner does, `akashi log check` convicts)
    """
    content = json.loads(bytes(promise.content))
    guarantee = promise.guarantee
    if not _says_the_same(guarantee, content, promise.version):
        return Sentence("保証契約の記録が証書と違います", "the guarantee's record differs from it")
    if not _was_concluded(promise, acts):
        return Sentence("締結の監査証跡がありません", "the trail of its conclusion is missing")
    if not _two_people(guarantee.application, acts):
        return Sentence("承認の記録が監査証跡と違います", "its approvals differ from the trail")
    if not _as_it_was_closed(guarantee.application, acts):
        return Sentence(
            "保証申込の記録が締結時と違います", "its application was changed afterwards"
        )
    return wrong_rows(promise, acts, toolbox) or wrong_document(promise, acts, toolbox)


def _says_the_same(guarantee: Guarantee, content: Mapping[str, Any], version: int) -> bool:
    fixed = (
        guarantee.number == content["guarantee_number"]
        and guarantee.product == content["product"]
        and guarantee.obligee_slug == content["obligee"]["id"]
        and guarantee.state == GuaranteeState.CONCLUDED.value
        and version <= guarantee.current_version
    )
    period = content["guarantee_period"]
    current = (
        guarantee.concluded_on.isoformat() == content["concluded_on"]
        and guarantee.period_from.isoformat() == period["from"]
        and guarantee.period_to.isoformat() == period["to"]
        and guarantee.works_name == content["works"]["name"]
        and guarantee.guaranteed_amount_yen == content["guaranteed_amount_yen"]
    )
    return fixed and (current or version < guarantee.current_version)


def _was_concluded(promise: Certificate, acts: Sequence[AuditEntry]) -> bool:
    """One act promised this version, just this content, at that time."""
    mine = [act for act in acts_on(promise, acts) if act.act == CONCLUDE]
    found = [(act.details.get("content_sha256"), act.at) for act in mine]
    return found == [(promise.content_sha256, promise.created_at)]


def _two_people(application: Application, acts: Sequence[AuditEntry]) -> bool:
    accepted, approved = last(ACCEPT, acts), last(APPROVE, acts)
    if accepted is None or approved is None:
        return False
    people = accepted.person_id, approved.person_id
    return (
        application.state == ApplicationState.CONCLUDED.value
        and (application.accepted_by_id, application.approved_by_id) == people
        and (application.accepted_at, application.approved_at) == (accepted.at, approved.at)
        # The approval was the last hand laid on it.
        and application.updated_at == approved.at
        and accepted.person_id != approved.person_id
    )


def _as_it_was_closed(application: Application, acts: Sequence[AuditEntry]) -> bool:
    """As it was when it was concluded; the first guarantees carry no fingerprint of it."""
    closed = [act.details.get("application_sha256") for act in acts if act.act == CONCLUDE]
    return all(each in (None, fingerprint(application)) for each in closed[:1])
