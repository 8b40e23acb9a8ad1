"""Our own faults (障害時): mute, with a reference, and readings that change nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import OperationalError

from tests.portals.api.description_calls import CALLS

SECRET = "SELECT * FROM records_accesskey -- /srv/akashi"


def counted():
    return {model.__name__: model.objects.count() for model in apps.get_models()}


def everywhere(path, number, application):
    return (
        path.replace("obligees/{id}", "obligees/okinawa-yomitan")
        .replace("{id}", application)
        .replace("{number}", number)
    )


@pytest.mark.parametrize("error", [RuntimeError(SECRET), KeyError(SECRET)])
def test_a_fault_of_ours_says_nothing_but_its_reference(api, monkeypatch, error):
    def broken(*_given, **_named):
        raise error

    monkeypatch.setattr("akashi.portals.api.openings.open_certificate", broken)
    answer = api.post("certificates/open", "", {"guarantee_number": "", "access_key": ""})
    assert answer.status_code == 500
    assert "detail" not in answer.json()
    assert "SELECT" not in answer.content.decode()
    assert answer["X-Request-ID"] in answer.json()["instance"]


def test_a_store_that_cannot_be_reached_is_said_to_be_away_for_a_moment(api, monkeypatch):
    def away(*_given, **_named):
        raise OperationalError(SECRET)

    monkeypatch.setattr("akashi.portals.api.applications.for_contractor.applications", away)
    answer = api.get("applications", "alice")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "SELECT" not in answer.content.decode()


def test_reading_and_asking_for_methods_change_nothing(api, way):
    guarantee = way.sealed()
    for who in ("alice", "ume"):
        api.token(who)
    before = counted()
    for method, path, _token in CALLS:
        plain = everywhere(path, guarantee.number, guarantee.application_id)
        for who in ("", "alice", "ume"):
            api.ask("HEAD", plain, who)
            api.ask("OPTIONS", plain, who)
            if method == "GET" and not path.endswith("key-notice.pdf"):
                api.get(plain, who)
    assert counted() == before
