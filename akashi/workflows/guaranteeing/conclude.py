"""Conclude a guarantee (保証契約締結): the promise is written down before any paper exists."""

from __future__ import annotations

from datetime import date, datetime

from akashi.adapters.toolbox import Toolbox
from akashi.domain import application as rules
from akashi.domain import certificate
from akashi.domain.application import Delivery
from akashi.domain.identifiers import access_key, guarantee_number
from akashi.domain.lifecycle import (
    ApplicationState,
    ApplicationStep,
    GuaranteeState,
    after,
    ready_to_conclude,
)
from akashi.domain.parties import Surety, SuretyKind
from akashi.domain.people import Actor
from akashi.domain.periods import fiscal_year, japan_date
from akashi.records import models
from akashi.records.models import AccessKey, Application, Certificate, Guarantee
from akashi.records.numbering import next_serial
from akashi.records.reading import reference
from akashi.workflows.auditing import record
from akashi.workflows.guaranteeing.closing import fingerprint
from akashi.workflows.queueing import queue
from akashi.workflows.same_works import same_works_key
from akashi_verifier.transparency_log import SALT_SIZE

FIRST_VERSION = 1


def conclude_if_ready(
    application: Application, *, paid: bool, by: Actor, at: datetime, toolbox: Toolbox
) -> Guarantee | None:
    """Conclude when approval and premium have both come, in whichever order.

    出典: 前払金保証約款 第1条の2 (引受けを承諾し保証料を領収したときに保証証書を発行する)
    """
    if not ready_to_conclude(ApplicationState(application.state), paid=paid):
        return None
    return conclude(application, by=by, at=at, toolbox=toolbox)


def conclude(application: Application, *, by: Actor, at: datetime, toolbox: Toolbox) -> Guarantee:
    """Write number, guarantee, content, key and sealing task, inside the caller's transaction.

    A crash before the commit leaves nothing, not even a gap in the numbers; after it
    everything is there that the worker needs to finish alone. No paper is printed here: the
    lock on the number series is held for a few writes only.

    Raises: RuleViolation `period_over`.
    出典: docs/decisions/0007
    """
    concluded_on = japan_date(at)
    asked = _asked(application)
    obligee_name = reference.obligee_name(asked.obligee_id)
    terms = reference.terms_of_version(asked.product, application.terms_version)
    # From here on the number series is locked: what could be asked before was asked.
    number = _number(application.surety.code, concluded_on)
    content = certificate.content(
        rules.to_document(asked),
        number=number,
        version=FIRST_VERSION,
        concluded_on=concluded_on,
        surety=_named(application.surety),
        obligee_name=obligee_name,
        terms=terms,
    )
    guarantee = _write_guarantee(application, asked, number, at)
    canonical = certificate.canonical_bytes(content)
    promise = Certificate.objects.create(
        guarantee=guarantee,
        version=FIRST_VERSION,
        content=canonical,
        content_sha256=certificate.digest(canonical),
        salt=toolbox.randomness(SALT_SIZE),
        created_at=at,
    )
    if asked.delivery is Delivery.ELECTRONIC:
        _mint_key(guarantee, at=at, toolbox=toolbox)
    application.state = after(ApplicationState(application.state), ApplicationStep.CONCLUDE).value
    application.save(update_fields=["state"])
    queue("seal_certificate", str(promise.pk), at=at)
    record(
        "guaranteeing.conclude",
        by=by,
        at=at,
        application_id=application.pk,
        guarantee_number=number,
        details={
            "content_sha256": promise.content_sha256,
            "version": FIRST_VERSION,
            "application_sha256": fingerprint(application),
        },
    )
    return guarantee


def _asked(application: Application) -> rules.Application:
    asked = rules.read(application.document).application
    if asked is None:
        raise reference.DamagedRecord(f"application {application.pk} no longer reads")
    return asked


def _number(surety_code: str, concluded_on: date) -> str:
    year = fiscal_year(concluded_on)
    return guarantee_number.make(surety_code, year, next_serial(f"guarantee/{surety_code}/{year}"))


def _named(surety: models.Surety) -> Surety:
    return Surety(
        surety.code,
        surety.name,
        surety.representative,
        surety.address,
        SuretyKind(surety.kind),
    )


def _write_guarantee(
    application: Application,
    asked: rules.Application,
    number: str,
    at: datetime,
) -> Guarantee:
    concluded_on = japan_date(at)
    return Guarantee.objects.create(
        number=number,
        application=application,
        company_id=application.company_id,
        surety_id=application.surety_id,
        obligee_slug=asked.obligee_id,
        product=asked.product.value,
        delivery=asked.delivery.value,
        state=GuaranteeState.CONCLUDED.value,
        concluded_at=at,
        concluded_on=concluded_on,
        period_from=concluded_on,
        period_to=asked.works.period_to,
        works_name=asked.works.name,
        guaranteed_amount_yen=rules.guaranteed_amount(asked),
        same_works=same_works_key(application),
        current_version=FIRST_VERSION,
    )


def _mint_key(guarantee: Guarantee, *, at: datetime, toolbox: Toolbox) -> None:
    key = access_key.mint(toolbox.randomness(access_key.ENTROPY_BYTES))
    AccessKey.objects.create(
        guarantee=guarantee,
        ciphertext=toolbox.vault.encrypt(key, guarantee.number),
        digest=toolbox.vault.digest(access_key.parse(key), guarantee.number),
        created_at=at,
    )
