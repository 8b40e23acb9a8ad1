"""Who may pass: nobody without a name, nobody through another's door."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from akashi.domain.people import Role
from akashi.portals.shared.guards import contractor_only, demo_only, operator_only, surety_only
from akashi.records.models import Person


def answer(request):
    return HttpResponse(request.actor.name)


def asking(actor, method="GET", path="/contractor/applications/?state=draft"):
    request = RequestFactory().generic(method, path)
    request.user = Person.objects.get(user_id=actor.user_id)
    return request


GUARDED = {
    "contractor": contractor_only(answer),
    "surety": surety_only()(answer),
    "approver": surety_only(Role.APPROVER)(answer),
    "operator": operator_only(answer),
}


@pytest.mark.parametrize(
    ("name", "guard", "status"),
    [
        ("alice", "contractor", 200),
        ("alice", "surety", 403),
        ("alice", "approver", 403),
        ("alice", "operator", 403),
        ("ume", "contractor", 403),
        ("ume", "surety", 200),
        ("ume", "approver", 403),
        ("matsu", "approver", 200),
        ("matsu", "operator", 403),
        ("otto", "operator", 200),
        ("audrey", "surety", 200),
        ("audrey", "operator", 403),
    ],
)
def test_each_role_passes_its_own_doors_only(people, name, guard, status):
    assert GUARDED[guard](asking(getattr(people, name))).status_code == status


def test_the_view_learns_who_asks(people):
    assert GUARDED["contractor"](asking(people.alice)).content == b"Alice"


def test_whoever_is_not_signed_in_is_led_to_the_log_in_and_back(client, db):
    del db
    reply = client.get("/contractor/")
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith("/contractor/login/?next=%2Fcontractor%2F")


def test_a_disabled_person_is_out_at_once(people, client):
    person = Person.objects.get(user_id=people.alice.user_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/contractor/").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/contractor/").status_code == 302


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_demo_pages_exist_on_a_demo_only(client, settings, db, demo, status):
    del db
    settings.DEMO = demo
    assert client.get("/demo/components/").status_code == status


def test_a_guard_leaves_its_name_on_the_view():
    assert surety_only(Role.APPROVER)(answer).guard == "surety_only:approver"
    assert demo_only(answer).guard == "demo_only"
