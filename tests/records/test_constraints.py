"""Constraints (制約): what the database itself refuses, whichever code writes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from akashi.records.models import AccessKey, Application, Guarantee, Payment, Person
from tests.factories.guarantees import Way
from tests.factories.logs import lift_guards
from tests.fakes import NOON


def set_on_application(way: Way, **values: Any) -> None:
    Application.objects.filter(pk=way.accepted()).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("acceptor_and_approver_are_two_people", lambda w: {"approved_by": w.people.ume.person_id}),
        ("applicant_does_not_accept", lambda w: {"accepted_by": w.people.alice.person_id}),
        ("applicant_does_not_approve", lambda w: {"approved_by": w.people.alice.person_id}),
        ("submitted_at_is_set_once_submitted", lambda _: {"receipt_number": None}),
    ],
)
def test_an_application_can_not_be_written_against_its_rules(way: Way, name: str, values: Any):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        set_on_application(way, **values(way))


def test_a_guarantee_has_one_living_key(way: Way):
    guarantee = way.concluded()
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessKey.objects.create(
            guarantee=guarantee, ciphertext=b"x", digest=b"other", created_at=NOON
        )


def test_an_application_has_one_standing_payment(way: Way):
    guarantee = way.concluded()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            application=guarantee.application,
            amount_yen=1,
            paid_on=NOON.date(),
            method="cash",
            recorded_by_id=way.people.ume.person_id,
            recorded_at=NOON,
        )


def test_the_period_runs_forward(way: Way):
    way.concluded()
    lift_guards()
    with pytest.raises(IntegrityError, match="guarantee_period_runs_forward"), transaction.atomic():
        Guarantee.objects.update(period_to="2020-01-01")


def test_a_contractor_belongs_to_a_company_and_staff_to_none(way: Way):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=way.people.ume.person_id).update(role="contractor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=way.people.alice.person_id).update(role="approver")
