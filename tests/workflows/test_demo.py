"""The demo (デモ): people and guarantees in every state, once, and continued where it was."""

from __future__ import annotations

import pytest

from akashi.adapters.toolbox import Toolbox
from akashi.domain.lifecycle import ApplicationState
from akashi.domain.people import Actor
from akashi.domain.periods import japan_date
from akashi.domain.products import Product
from akashi.records.models import Application, Guarantee, Notice, Person
from akashi.records.reading.reference import terms_in_force
from akashi.workflows.applying.approve import approve
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.keeping.people import actor_of
from akashi.workflows.whole_path.demo import Demo, load_demo
from tests.factories.people import DATA
from tests.fakes import NOON

pytestmark = pytest.mark.usefixtures("people")


def load(tools: Toolbox, known: dict[str, str] | None = None) -> Demo:
    return load_demo(DATA, known=known or {}, at=NOON, toolbox=tools)


def actor(name: str) -> Actor:
    return actor_of(Person.objects.get(name=name))


def test_there_is_something_to_see_in_every_state(tools: Toolbox):
    load(tools)
    states = set(Application.objects.values_list("state", flat=True))
    assert states == set(ApplicationState) - {
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
    }
    products = set(Guarantee.objects.values_list("product", "delivery"))
    assert len(products) == 4


def test_the_returned_application_opens_with_the_terms_ticked(tools: Toolbox):
    load(tools)
    returned = Application.objects.get(state=ApplicationState.RETURNED)
    in_force = terms_in_force(Product(returned.document["product"]), japan_date(NOON))
    assert in_force is not None
    assert returned.document["terms_version"] == in_force.version


def test_every_log_in_works_and_one_pair_opens_at_once(tools: Toolbox):
    demo = load(tools)
    for login in demo.logins:
        assert Person.objects.get(user_id=login.user_id).check_password(login.password)
    assert {login.role for login in demo.logins} == {
        "contractor",
        "underwriter",
        "approver",
        "operator",
        "auditor",
    }
    assert open_certificate(
        demo.guarantee_number,
        demo.access_key,
        source="192.0.2.1",
        channel="web",
        at=NOON,
        toolbox=tools,
    ).in_force
    assert not Notice.objects.filter(sent_at=None).exists()


def test_loading_again_changes_nothing_and_keeps_the_passwords(tools: Toolbox):
    first = load(tools)
    known = {login.user_id: login.password for login in first.logins}
    counted = Application.objects.count(), Guarantee.objects.count(), Person.objects.count()
    again = load(tools, known)
    assert again == first
    assert counted == (
        Application.objects.count(),
        Guarantee.objects.count(),
        Person.objects.count(),
    )


def test_a_forgotten_password_is_replaced(tools: Toolbox):
    first = load(tools)
    again = load(tools)
    assert {login.user_id for login in first.logins} == {login.user_id for login in again.logins}
    assert again.logins[0].password != first.logins[0].password


def test_what_visitors_did_stays(tools: Toolbox):
    load(tools)
    waiting = Application.objects.get(state="accepted")
    approve(waiting.pk, by=actor("承認 良子"), at=NOON, toolbox=tools)
    load(tools)
    waiting.refresh_from_db()
    assert waiting.state == "approved"


def test_what_is_written_down_for_the_visitor(tools: Toolbox):
    kept = load(tools).as_json()
    assert set(kept) == {"logins", "try"}
    assert set(kept["try"]) == {"guarantee_number", "access_key"}
    assert {"role", "user_id", "password"} <= set(kept["logins"][0])


def test_lists_show_the_applications_in_the_order_of_their_numbers(tools: Toolbox):
    load(tools)
    received = Application.objects.exclude(receipt_number=None).order_by("submitted_at")
    numbers = list(received.values_list("receipt_number", flat=True))
    assert numbers == sorted(numbers)
    assert len(set(received.values_list("submitted_at", flat=True))) == len(numbers)
