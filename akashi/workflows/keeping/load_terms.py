"""Load dated terms (約款の取込み); what somebody has agreed to is never reworded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from akashi.domain.people import Actor
from akashi.domain.terms import TermsText, read_terms
from akashi.domain.violations import RuleViolation, Violation, refuse
from akashi.records.models import Terms
from akashi.workflows.auditing import record


@transaction.atomic
def load_terms(documents: Sequence[Mapping[str, object]], *, by: Actor, at: datetime) -> int:
    """Add terms; a version that is there already must be the same to the letter.

    Raises: RuleViolation with every problem by its key, `terms_reworded`; nothing is loaded.
    出典: なし (本システムの決定)
    """
    found: list[Violation] = []
    for document in documents:
        text, problems = read_terms(document)
        found += problems
        if text is not None:
            _keep(text)
    if found:
        raise RuleViolation(found)
    details: dict[str, object] = {"terms": len(documents)}
    record("keeping.load_terms", by=by, at=at, details=details)
    return len(documents)


def _keep(text: TermsText) -> None:
    wording = {"ja": text.text.ja, "en": text.text.en}
    kept, _is_new = Terms.objects.get_or_create(
        product=text.product.value,
        version=text.terms.version,
        defaults={
            "name": text.terms.name,
            "effective_from": text.terms.effective_from,
            "text": wording,
        },
    )
    if (kept.name, kept.effective_from, kept.text) != (
        text.terms.name,
        text.terms.effective_from,
        wording,
    ):
        raise refuse(
            "terms_reworded",
            "version",
            ja=f"約款 {text.terms.version} は登録済みです。変えるときは新しい版にしてください。",
            en=f"Terms {text.terms.version} are registered. Give changed terms a new version.",
        )
