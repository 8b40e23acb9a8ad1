"""Keep what the contractor has filled in so far (下書き保存), complete or not."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from akashi.domain.lifecycle import ApplicationState
from akashi.domain.people import Actor, Role
from akashi.domain.violations import Sentence
from akashi.records.models import Application
from akashi.workflows.applying import desk
from akashi.workflows.auditing import record
from akashi.workflows.errors import NotPermitted
from akashi.workflows.keeping.people import the_surety
from akashi.workflows.storable import check_storable

EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


@transaction.atomic
def save_draft(
    application_id: str | None, *, document: dict[str, object], by: Actor, at: datetime
) -> str:
    """Store a new draft, or change one that is a draft or was returned; answer its id.

    Nothing typed is lost: a draft may be wrong in any way the store can hold.

    Raises: RuleViolation `unprintable`, `number`, `too_deep`; NotFound; NotPermitted; Conflict
    when it has been submitted meanwhile.
    出典: なし (本システムの決定)
    """
    check_storable(document)
    if application_id is None:
        return open_draft(uuid4().hex, document=document, by=by, at=at)
    application = desk.take(application_id, by=by)
    desk.demand(by, Role.CONTRACTOR)
    if ApplicationState(application.state) not in EDITABLE:
        raise desk.too_late(
            application,
            Sentence(
                "この申込はすでに提出されているため、変更できません。",
                "This application has been submitted and cannot be changed.",
            ),
        )
    application.document = document
    application.updated_at = at
    copies = copy_out(application)
    application.save(update_fields=["document", "updated_at", *copies])
    record("applying.save_draft", by=by, at=at, application_id=application.pk)
    return application.pk


def open_draft(application_id: str, *, document: dict[str, object], by: Actor, at: datetime) -> str:
    """Store a new draft under a given id; the document was found storable.

    出典: なし (本システムの決定)
    """
    desk.demand(by, Role.CONTRACTOR)
    if by.company_id is None or by.person_id is None:
        raise NotPermitted(Sentence("会社が登録されていません。", "No company is registered."))
    application = Application(
        pk=application_id,
        company_id=by.company_id,
        surety=the_surety(),
        created_by_id=by.person_id,
        created_at=at,
        updated_at=at,
        state=ApplicationState.DRAFT.value,
        document=document,
    )
    copy_out(application)
    application.save(force_insert=True)
    record("applying.create", by=by, at=at, application_id=application_id)
    return application_id


def copy_out(application: Application) -> tuple[str, ...]:
    """Copy what lists show out of the document, as far as it is there; return the field names.

    出典: なし (本システムの決定)
    """
    document = application.document
    works = document.get("works")
    application.product = _text(document.get("product"), 40)
    application.obligee_slug = _text(document.get("obligee"), 80)
    application.works_name = _text(works.get("name") if isinstance(works, dict) else "", 1000)
    return ("product", "obligee_slug", "works_name")


def _text(value: object, longest: int) -> str:
    return value[:longest] if isinstance(value, str) else ""
