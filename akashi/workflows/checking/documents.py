"""The sealed PDF behind an entry (封印済みの証書の照合): as sealed, and what was added since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from akashi.adapters.examine import ReadbackFailed
from akashi.adapters.seal import SealFailed
from akashi.adapters.toolbox import Preserved, Toolbox
from akashi.domain.certificate import canonical_bytes
from akashi.domain.violations import Sentence
from akashi.records.models import (
    AuditEntry,
    Certificate,
    Preservation,
    SealAddition,
    SealedDocument,
)
from akashi.workflows.checking.acts import ADDING, SEAL, acts_on
from akashi.workflows.guaranteeing.renew_evidence import LEFT_IN_PEACE


def wrong_document(
    promise: Certificate, acts: Sequence[AuditEntry], toolbox: Toolbox
) -> Sentence | None:
    """Return what is wrong with a certificate's sealed PDF, None when all is as it was kept.

    `acts` is the audit trail of its application. A file that was added to is examined whole.
    出典: acceptance.md A20, docs/decisions/0007
    """
    mine = acts_on(promise, acts)
    sealings = [(act.at, act.details.get("level")) for act in mine if act.act == SEAL]
    document = SealedDocument.objects.filter(certificate=promise).first()
    if document is None:
        # Sealing may still be under way; but what was sealed once does not vanish.
        missing = Sentence("封印済みの証書がありません", "its sealed PDF is missing")
        return missing if sealings else None
    if sealings != [(document.sealed_at, document.level)]:
        return Sentence("封印の記録が監査証跡と違います", "its sealing differs from the trail")
    pdf = bytes(document.pdf)
    if hashlib.sha256(pdf).hexdigest() != document.pdf_sha256:
        return Sentence("封印済みの証書が差し替えられています", "its sealed PDF was exchanged")
    try:
        toolbox.read_back(
            pdf,
            bytes(promise.content),
            canonical_bytes(promise.evidence or {}),
            surety=promise.guarantee.surety.code,
            at=document.sealed_at,
        )
    except ReadbackFailed as error:
        return Sentence(
            f"封印済みの証書が、約束したものではありません（{error}）",
            f"its sealed PDF is not what was promised ({error})",
        )
    expected = [(act.at, act.details.get("level")) for act in mine if act.act in ADDING]
    try:
        return _wrong_statements(promise, document, expected, toolbox)
    except SealFailed as error:
        return Sentence(f"封印後の追記を読めません（{error}）", f"what was added is none ({error})")


def _wrong_statements(
    promise: Certificate,
    document: SealedDocument,
    expected: Sequence[tuple[datetime, str]],
    toolbox: Toolbox,
) -> Sentence | None:
    """Compare what the file states, as sealed and with each addition, with what is noted of it."""
    pdf = bytes(document.pdf)
    stated = toolbox.preserver.as_it_is(pdf)
    if _differs(document, stated):
        return _OTHER_THAN_STATED
    additions = list(SealAddition.objects.filter(certificate=promise).order_by("ordinal"))
    kept = [(each.ordinal, each.made_at, each.level) for each in additions]
    if kept != [(number, *act) for number, act in enumerate(expected, 1)]:
        return Sentence(
            "封印後の追記が監査証跡と違います",
            "what was added to its PDF differs from the trail",
        )
    for addition in additions:
        pdf += bytes(addition.added)
        if hashlib.sha256(pdf).hexdigest() != addition.pdf_sha256:
            return Sentence(
                "封印後の追記が差し替えられています", "what was added behind its seal was exchanged"
            )
        stated = toolbox.preserver.as_it_is(pdf)
        if _differs(addition, stated):
            return _OTHER_THAN_STATED
    if additions and toolbox.examine(pdf, toolbox.clock.now()).verdict != "authentic":
        return Sentence(
            "封印後の追記で本物と認められません", "with what was added it is no longer authentic"
        )
    return _wrong_notes(document, stated, toolbox)


def _differs(kept: SealedDocument | SealAddition, stated: Preserved) -> bool:
    """Level and time stamp are shown to people from the row: they must be the file's own."""
    return (kept.level, kept.timestamp_at) != (stated.level, stated.timestamp)


def _wrong_notes(document: SealedDocument, stated: Preserved, toolbox: Toolbox) -> Sentence | None:
    """The notebook decides when the next archive time stamp is due: edited, none would come."""
    noted = Preservation.objects.filter(certificate=document.certificate_id).first()
    if (
        noted
        and noted.sealed_at == document.sealed_at
        and (noted.level, noted.archived_at) == (stated.level, stated.archived_at)
        and (noted.holds_until is None) == (stated.holds_until is None)
        and _no_later(noted.holds_until, stated.holds_until)
        and _no_later(noted.not_before, toolbox.clock.now() + LEFT_IN_PEACE)
    ):
        return None
    return Sentence(
        "長期保存の控えが、証書と違います", "what is noted of its preservation differs from its PDF"
    )


_OTHER_THAN_STATED = Sentence(
    "水準か時刻認証の時刻が、証書のものではありません",
    "its level or its time stamp is not that of its PDF",
)


def _no_later(noted: datetime | None, than: datetime | None) -> bool:
    """Earlier only means that a renewal comes early."""
    return noted is None or (than is not None and noted <= than)
