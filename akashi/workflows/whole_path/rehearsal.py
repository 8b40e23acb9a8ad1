"""The rehearsal (予行): a store full of guarantees, and applications that only wait for payment."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor
from akashi.domain.periods import fiscal_year, japan_date
from akashi.domain.premium import PaymentMethod
from akashi.records import models
from akashi.records.numbering import locked_counter
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.guaranteeing.publish import LOG_HEAD, publish
from akashi.workflows.guaranteeing.seal import seal
from akashi.workflows.keeping.people import the_surety
from akashi.workflows.whole_path.clerks import clerks_for
from akashi.workflows.whole_path.rehearsal_rows import COMPANY, PREMIUM_YEN, Maker, Rows
from akashi_verifier.transparency_log import MemoryHashes, Tree

BATCH = 500


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands ready.

    出典: なし (本システムの決定)
    """

    pairs: tuple[tuple[str, str], ...]
    """Number and key of each guarantee in force."""
    waiting: tuple[str, ...]
    """Ids of approved applications whose premium is not recorded yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of applications that waited.

    出典: なし (本システムの決定)
    """

    concluded: int
    sealed: int
    logged: int
    keys: int
    mails: int
    """Notices written, each with its task."""


def set_up(*, guarantees: int, waiting: int, at: datetime, toolbox: Toolbox) -> Stage:
    """Fill an empty store in bulk: rows as the verbs would leave them, PDFs left out.

    Contents, keys, log and evidence are whole, so that openings and the check of the log
    answer as in earnest; only the sealed PDFs are short stand-ins. For a scratch store.

    Raises: RuleViolation `no_surety` before the store was prepared.
    出典: issue 2 (10,000 guarantees)
    """
    clerks = clerks_for(COMPANY, at=at)
    maker = Maker(the_surety(), clerks, at=at, toolbox=toolbox)
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    pairs: list[tuple[str, str]] = []
    for start in range(0, guarantees, BATCH):
        rows = Rows()
        serials = range(start + 1, min(start + BATCH, guarantees) + 1)
        pairs += [maker.guarantee(serial, rows, tree, hashes) for serial in serials]
        _write(rows)
    ids = _waiting(maker, range(guarantees + 1, guarantees + waiting + 1))
    _count(guarantees, waiting, maker.surety.code, at)
    return Stage(tuple(pairs), tuple(ids))


def conclude_waiting(application_id: str, *, by: Actor, toolbox: Toolbox) -> None:
    """Record the premium, which concludes: number, content, key and sealing task are written.

    出典: issue 2
    """
    record_payment(
        application_id,
        amount_yen=PREMIUM_YEN,
        paid_on=japan_date(toolbox.clock.now()),
        method=PaymentMethod.TRANSFER.value,
        by=by,
        at=toolbox.clock.now(),
        toolbox=toolbox,
    )


def certificates_of(application_ids: Sequence[str]) -> list[int]:
    """Return the certificates that were promised, in the order of their applications.

    出典: なし (本システムの決定)
    """
    found: dict[str, int] = {}
    for start in range(0, len(application_ids), BATCH):
        some = application_ids[start : start + BATCH]
        rows = models.Certificate.objects.filter(guarantee__application_id__in=some)
        found |= dict(rows.values_list("guarantee__application_id", "pk"))
    return [found[each] for each in application_ids]


def certify_waiting(
    certificate_id: int,
    *,
    part: Callable[[str], AbstractContextManager[None]],
    toolbox: Toolbox,
) -> None:
    """Do for one promise what `akashi work` does, by the real verbs.

    Put the certificate into the log, typeset, seal, read back and keep it, and write the mail.
    `part` is told what is being done.
    出典: issue 2 (content to logged, sealed, time-stamped, stored, mail queued)
    """
    with part("log"):
        publish(certificate_id, at=toolbox.clock.now(), toolbox=toolbox)
    with part("store"):
        seal(certificate_id, at=toolbox.clock.now(), toolbox=toolbox)
        models.Task.objects.filter(name="seal_certificate", subject=str(certificate_id)).update(
            state="done", finished_at=toolbox.clock.now()
        )


def outcome(application_ids: Iterable[str]) -> Outcome:
    """Count in the store what became of the applications: nothing is taken from memory.

    出典: issue 2 (none lost)
    """
    asked = list(application_ids)
    total = [0, 0, 0, 0, 0]
    for start in range(0, len(asked), BATCH):
        some = asked[start : start + BATCH]
        certificates = models.Certificate.objects.filter(guarantee__application_id__in=some)
        mails = models.Notice.objects.filter(application_id__in=some, kind="certificate_ready")
        tasks = models.Task.objects.filter(
            name="send_notice", subject__in=list(mails.values_list("key", flat=True))
        )
        found = (
            models.Guarantee.objects.filter(application_id__in=some).count(),
            certificates.filter(sealeddocument__isnull=False).count(),
            certificates.filter(log_index__isnull=False).count(),
            models.AccessKey.objects.filter(guarantee__application_id__in=some).count(),
            tasks.count(),
        )
        total = [sum(each) for each in zip(total, found, strict=True)]
    return Outcome(*total)


def openings() -> int:
    """Return how many openings (閲覧) are on record.

    出典: issue 2 (with the access recorded)
    """
    return models.Opening.objects.count()


def promises(number: int) -> list[dict[str, Any]]:
    """Return content and evidence of the last certificates, as they would be attached.

    出典: issue 3 (on the same page content)
    """
    rows = models.Certificate.objects.exclude(evidence=None).order_by("-pk")[:number]
    return [{"content": json.loads(bytes(r.content)), "evidence": r.evidence} for r in rows]


@transaction.atomic
def _write(rows: Rows) -> None:
    models.Application.objects.bulk_create(rows.applications)
    models.Guarantee.objects.bulk_create(rows.guarantees)
    models.Certificate.objects.bulk_create(rows.certificates)
    models.AccessKey.objects.bulk_create(rows.keys)
    models.SealedDocument.objects.bulk_create(rows.documents)
    models.Preservation.objects.bulk_create(rows.preservations)
    models.LogEntry.objects.bulk_create(rows.entries)
    models.LogNode.objects.bulk_create(rows.nodes)
    models.Checkpoint.objects.bulk_create(rows.checkpoints)


def _waiting(maker: Maker, serials: range) -> Iterator[str]:
    for start in range(serials.start, serials.stop, BATCH):
        some = range(start, min(start + BATCH, serials.stop))
        made = [maker.waiting(serial) for serial in some]
        models.Application.objects.bulk_create(made)
        yield from (each.pk for each in made)


@transaction.atomic
def _count(guarantees: int, waiting: int, code: str, at: datetime) -> None:
    year = fiscal_year(japan_date(at))
    for name, value in (
        (f"guarantee/{code}/{year}", guarantees),
        (f"receipt/{year}", guarantees + waiting),
        (LOG_HEAD, guarantees),
    ):
        counter = locked_counter(name)
        counter.value = value
        counter.save(update_fields=["value"])
