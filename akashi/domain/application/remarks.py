"""What an underwriter should look at (確認事項): no violation, yet not to be overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akashi.domain.application.fields import label
from akashi.domain.application.model import Application, Delivery
from akashi.domain.application.permit import expires_after, parse
from akashi.domain.application.rules.obligee import question_of
from akashi.domain.directory import Obligee, Result, check
from akashi.domain.periods import wareki
from akashi.domain.products import Product
from akashi.domain.violations import Sentence


def remarks(
    application: Application, obligee: Obligee | None, *, today: date | None = None
) -> list[Sentence]:
    """Return what is to be asked or looked at; what hangs on the date only where `today` is given.

    出典: なし (本システムの決定)
    """
    found = [*_to_ask(application, obligee), *_not_used(application)]
    if today is not None:
        found += [*_early_finding(application, today), *_old_permit(application, today)]
    return found


def _to_ask(application: Application, obligee: Obligee | None) -> Iterator[Sentence]:
    if obligee is None or application.delivery is not Delivery.ELECTRONIC:
        return
    for reason in check(obligee, question_of(application)).of(Result.UNKNOWN):
        yield Sentence(
            f"{obligee.name}への電子交付: {reason.sentence.ja}",
            f"Electronic delivery to {obligee.name}: {reason.sentence.en}",
        )


def _not_used(application: Application) -> Iterator[Sentence]:
    performance = application.product is Product.PERFORMANCE
    interim = application.product is Product.INTERIM_PAYMENT
    given = {
        "advance_amount_yen": performance and application.advance_amount_yen is not None,
        "prior_advance": not interim and application.prior_advance is not None,
        "progress_finding": not interim and application.progress_finding is not None,
    }
    product = application.product
    for field in (field for field, idle in given.items() if idle):
        words = label(field)
        yield Sentence(
            f"{words.ja}は{product.label('ja')}では使いません。保証の種類に誤りがないか確かめてください。",
            f"{words.en.capitalize()}: not used for “{product.label('en')}”. "
            "Check that the kind of guarantee is right.",
        )


def _early_finding(application: Application, today: date) -> Iterator[Sentence]:
    finding = application.progress_finding
    if application.product is Product.INTERIM_PAYMENT and finding and finding.on > today:
        yield Sentence(
            f"認定日({wareki(finding.on)})が今日より後です。認定調書を確かめてください。",
            f"The progress finding is dated later than today ({finding.on}). Look at the document.",
        )


def _old_permit(application: Application, today: date) -> Iterator[Sentence]:
    permit = parse(application.contractor.permit or "")
    if permit is not None and expires_after(permit, today) < today:
        yield Sentence(
            "建設業許可の年度から5年を過ぎています。更新後の許可番号か確かめてください。",
            "The construction permit is older than its five years. Check that it is the "
            "renewed one.",
        )
