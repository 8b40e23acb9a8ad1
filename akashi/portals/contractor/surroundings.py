"""What a draft is looked at with (申込の前提): the obligee, the terms, the fonts, the premium."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from akashi.domain.directory import Obligee
from akashi.domain.people import Actor
from akashi.domain.periods import japan_date
from akashi.domain.terms import TermsText
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.portals.contractor.drafting import documents, showing
from akashi.portals.contractor.drafting.checking import Checked, Surroundings, look_over
from akashi.portals.contractor.drafting.choosing import Candidate
from akashi.portals.contractor.drafting.choosing import choices as every_choice
from akashi.portals.contractor.drafting.documents import Document
from akashi.portals.contractor.drafting.steps import LAST, product_of, steps_for
from akashi.portals.shared import outside, parts
from akashi.portals.shared.context import language
from akashi.portals.shared.forms import Choice
from akashi.records.reading import for_public
from akashi.workflows.applying.quote import quote

FOUND_AT_MOST = 20


def obligee_of(document: Document) -> Obligee | None:
    """Return the obligee the draft names, None where none or an unknown one stands there.

    出典: なし (本システムの決定)
    """
    chosen = documents.at(document, "obligee")
    return for_public.obligee(chosen) if isinstance(chosen, str) else None


def checked(document: Document, at: datetime) -> Checked:
    """Return the draft looked over as of today.

    出典: なし (本システムの決定)
    """
    terms = terms_of(document, at)
    around = Surroundings(
        today=japan_date(at),
        obligee=obligee_of(document),
        undrawable=outside.toolbox().press.undrawable,
        terms_version=terms.terms.version if terms else None,
    )
    return look_over(document, around)


def terms_of(document: Document, at: datetime) -> TermsText | None:
    """Return the terms (約款) in force today for the guarantee chosen.

    出典: なし (本システムの決定)
    """
    product = product_of(document)
    return for_public.terms(product, japan_date(at)) if product else None


def quote_of(document: Document, by: Actor, at: datetime) -> Mapping[str, object] | None:
    """Return the premium of the draft with its breakdown, None while it cannot be told yet.

    出典: なし (本システムの決定)
    """
    try:
        return quote(document, by=by, at=at).as_json(language())
    except RuleViolation:
        return None


def choices(document: Document, query: str) -> dict[str, tuple[Choice, ...]]:
    """Return what may be chosen; of the obligees, those found by `query` and the one chosen.

    出典: なし (本システムの決定)
    """
    chosen = obligee_of(document)
    found = [
        Candidate(row.id, row.name, row.pref, name_only=row.name_only)
        for row in (for_public.obligees(query, limit=FOUND_AT_MOST).items if query else ())
    ]
    if chosen is not None and chosen.id not in {each.id for each in found}:
        found.insert(0, Candidate(chosen.id, chosen.name, chosen.pref or "", chosen.name_only))
    return every_choice(language(), found)


def progress(
    application_id: str | None, document: Document, now: str, found: Checked
) -> tuple[parts.Step, ...]:
    """Return the steps with their state: done where something stands and nothing is wrong.

    出典: なし (本システムの決定)
    """
    shown = []
    for step in steps_for(document):
        wrong = showing.of_step(step, found.violations)
        done = application_id is not None and showing.has_begun(step, document) and not wrong
        shown.append(
            _step(step.slug, str(step.title), _state(step.slug, now, done=done), application_id)
        )
    last = _step(LAST, _("確認"), _state(LAST, now, done=False), application_id)
    return (*shown, last)


def remarks_at_fields(remarks: object) -> tuple[Violation, ...]:
    """Return the remarks of a return (差戻し) as they are shown beside the fields.

    出典: なし (本システムの決定)
    """
    if not isinstance(remarks, list | tuple):
        return ()
    return tuple(
        Violation("remark", str(remark.get("field", "")), _remark(str(remark.get("text", ""))))
        for remark in remarks
        if isinstance(remark, Mapping)
    )


def _remark(text: str) -> Sentence:
    return Sentence(f"差戻しの指摘: {text}", f"Remark of the surety: {text}")


State = Literal["done", "now", "next"]


def _state(slug: str, now: str, *, done: bool) -> State:
    if slug == now:
        return "now"
    return "done" if done else "next"


def _step(slug: str, label: str, state: State, application_id: str | None) -> parts.Step:
    view = "contractor:check" if slug == LAST else "contractor:fill_in"
    args = [application_id] if slug == LAST else [application_id, slug]
    href = reverse(view, args=args) if application_id and state != "now" else ""
    return parts.Step(label, state, href)
