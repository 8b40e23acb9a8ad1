"""What everybody may ask (公開情報): the directory, the terms, and how much there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from akashi.domain import directory
from akashi.domain.products import Product
from akashi.domain.terms import Terms, TermsText
from akashi.domain.text import search_key
from akashi.domain.violations import Sentence
from akashi.records.models import Guarantee, Obligee, Surety
from akashi.records.reading import reference
from akashi.records.reading.page import Page, language

_ASK = Sentence("発注者に確認", "Ask the obligee")


@dataclass(frozen=True, slots=True)
class ObligeeRow:
    """One line of the directory.

    出典: なし (本システムの決定)
    """

    id: str
    name: str
    pref: str
    name_only: bool
    """None of its rules is known."""
    summary: str
    """The guarantees it takes electronically, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is.

    出典: なし (本システムの決定)
    """

    obligees: int
    name_only: int
    guarantees: int


def obligees(
    query: str = "", *, pref: str | None = None, after: str | None = None, limit: int = 50
) -> Page[ObligeeRow]:
    """Return bodies whose name, prefecture or id holds `query`, however it is spelled.

    Those whose rules are known come first.
    出典: なし (本システムの決定)
    """
    found = Obligee.objects.order_by("name_only", "pref", "name", "id")
    for word in query.split():
        found = found.filter(search__contains=search_key(word))
    if pref is not None:
        found = found.filter(pref=pref)
    ids = list(found.values_list("pk", flat=True))
    start = ids.index(after) + 1 if after and after in ids else 0
    wanted = ids[start : start + limit]
    bodies = Obligee.objects.in_bulk(wanted)
    rows = tuple(_row(bodies[each]) for each in wanted)
    return Page(rows, wanted[-1] if len(ids) > start + limit else None, start > 0 or not after)


def obligee(obligee_id: str) -> directory.Obligee | None:
    """Return one body with its rules, None for an unknown id.

    出典: なし (本システムの決定)
    """
    return reference.obligee(obligee_id)


def all_obligees() -> list[directory.Obligee]:
    """Return the whole directory with its rules, for export.

    出典: contract.md 第2節 directory export
    """
    return [
        reference.parsed_obligee(document)
        for document in Obligee.objects.order_by("pk").values_list("document", flat=True)
    ]


def terms(product: Product, on: date) -> TermsText | None:
    """Return the terms (約款) in force on a day with their wording, None where there are none.

    出典: なし (本システムの決定)
    """
    found = reference.terms_in_force(product, on)
    if found is None:
        return None
    return TermsText(
        product,
        Terms(found.name, found.version, found.effective_from),
        Sentence(found.text["ja"], found.text["en"]),
    )


def sureties() -> list[tuple[str, str]]:
    """Return code and name of every surety (保証会社).

    出典: contract.md 第5節 (issuer names)
    """
    return list(Surety.objects.order_by("code").values_list("code", "name"))


def counts() -> Counts:
    """Return how many bodies the directory knows and how many guarantees were concluded here.

    出典: なし (本システムの決定)
    """
    return Counts(
        obligees=Obligee.objects.count(),
        name_only=Obligee.objects.filter(name_only=True).count(),
        guarantees=Guarantee.objects.count(),
    )


def _row(body: Obligee) -> ObligeeRow:
    return ObligeeRow(body.pk, body.name, body.pref, body.name_only, _summary(body.document))


def _summary(document: Mapping[str, object]) -> str:
    taken = document.get("guarantees")
    if not isinstance(taken, list):
        return _ASK.text(language())
    known = set(Product)
    return "・".join(Product(each).label(language()) for each in taken if each in known)
