"""Renew evidence (長期保存の時刻認証の更新): archive time stamps, before the last ones weaken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError
from django.db.models import Q, QuerySet

from akashi.adapters.not_yet import NotYet
from akashi.adapters.seal import SealFailed
from akashi.adapters.toolbox import RenewalPolicy, Toolbox
from akashi.domain.certificate.seal_levels import at_least
from akashi.records.models import Preservation, SealedDocument
from akashi.records.reading.sealed_files import current_pdf, seal_state
from akashi.workflows.guaranteeing.adding import keep_what_came

BATCH = 5
"""Renewed in one go: a second or two, then whatever else is due comes first."""

NOTED = 200
"""Rows of the notebook made anew in one go: a second or two."""

LEFT_IN_PEACE = timedelta(days=1)
"""A file that could not be renewed, for a reason of its own."""

AFTER_THE_OTHERS = timedelta(minutes=10)
"""A file for which something is missing: what it lacks may be at hand for all others."""

SAME_AUTHORITY = timedelta(days=30)
"""An authority that keeps a certificate near its end is not asked for the same file earlier."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What came of renewing some files.

    出典: なし (本システムの決定)
    """

    renewed: int = 0
    refused: int = 0
    """Files that cannot be renewed as they are; each is logged with its reason."""
    missing: str = ""
    """What could not be had for some of them; empty when nothing was missing."""

    @property
    def stuck(self) -> bool:
        """Tell whether nothing at all could be done for want of something."""
        return bool(self.missing) and not self.renewed


def renew_evidence(subject: str, *, at: datetime, toolbox: Toolbox) -> timedelta | None:
    """Renew the next few that are due; when there may be more, ask to be called again at once.

    Raises: NotYet when an authority or a list is missing.
    出典: ETSI EN 319 142-1 5.5 (PAdES-LTA)、docs/operating.md
    """
    del subject
    ids = list(due(at, toolbox).values_list("pk", flat=True)[:BATCH])
    done = renew(ids, at=at, toolbox=toolbox)
    if done.stuck:
        raise NotYet(done.missing)
    return timedelta(0) if len(ids) == BATCH else None


def note_again(*, toolbox: Toolbox) -> None:
    """Make lost rows of the notebook anew from the files: what is not noted is never renewed.

    出典: docs/decisions/0024
    """
    lost = SealedDocument.objects.filter(certificate__preservation__isnull=True)
    for certificate_id, sealed_at in lost.values_list("certificate_id", "sealed_at")[:NOTED]:
        made = Preservation(certificate_id=certificate_id, sealed_at=sealed_at)
        try:
            found = toolbox.preserver.as_it_is(current_pdf(certificate_id) or b"")
            made.level, made.archived_at = found.level, found.archived_at
            made.holds_until = found.holds_until
        except SealFailed:
            # The renewal will say what is wrong with this file.
            made.level = "B-B"
        made.save(force_insert=True)


def due(at: datetime, toolbox: Toolbox) -> QuerySet[Preservation]:
    """Return what is due: never archived, archived long ago, or by an authority near its end.

    None at all where seals aim at less than B-LT: there is nothing to archive then.
    出典: なし (本システムの決定)
    """
    if not at_least(toolbox.preserver.level, "B-LT"):
        return Preservation.objects.none()
    return Preservation.objects.filter(_is_due(at, toolbox.renewal)).filter(
        Q(not_before__isnull=True) | Q(not_before__lte=at)
    )


def _is_due(at: datetime, policy: RenewalPolicy) -> Q:
    return (
        Q(archived_at__isnull=True, sealed_at__lte=at - policy.first_after)
        | Q(archived_at__lte=at - policy.again_after)
        | Q(holds_until__lte=at + policy.margin, archived_at__lte=at - SAME_AUTHORITY)
    )


def renew(ids: Iterable[int], *, at: datetime, toolbox: Toolbox) -> Renewal:
    """Renew these certificates' files, one after the other; one that cannot be keeps no other.

    出典: なし (本システムの決定)
    """
    renewed = refused = 0
    lacking = ""
    for certificate_id in ids:
        try:
            _renew_one(certificate_id, at, toolbox)
            renewed += 1
        except NotYet as missing:
            lacking = str(missing)
            _set_aside(certificate_id, at + AFTER_THE_OTHERS)
        except DatabaseError:
            raise
        except Exception:  # noqa: BLE001 - it is kept, logged and tried again
            # Whatever is wrong with one file must not keep all others from being renewed.
            _log.exception("evidence_not_renewed", certificate=certificate_id)
            _set_aside(certificate_id, at + LEFT_IN_PEACE)
            refused += 1
    return Renewal(renewed, refused, lacking)


def _set_aside(certificate_id: int, until: datetime) -> None:
    Preservation.objects.filter(pk=certificate_id).update(not_before=until)


def _renew_one(certificate_id: int, at: datetime, toolbox: Toolbox) -> None:
    state, pdf = seal_state(certificate_id), current_pdf(certificate_id)
    if state is None or pdf is None:
        return
    made = toolbox.preserver.renewed(pdf, at=at)
    keep_what_came(certificate_id, before=(state, pdf), made=made, at=at, toolbox=toolbox)
