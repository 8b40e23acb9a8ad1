"""The contractor's pages in a real browser (画面の点検): axe finds nothing, nothing runs over."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from akashi.workflows.applying.return_application import return_application
from tests.portals.walking import browser_of, faults_seen

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("doors")]


def test_pages_of_an_application_are_usable_by_everybody(live_server: LiveServer, way):
    wrong = way.drafted(works__contract_date="来月", works__site="", contractor__email="x")
    back = way.submitted()
    remark = {"field": "works.contract_price_yen", "text": "契約書の額と違います"}
    return_application(back, remarks=[remark], by=way.people.ume, at=way.at)
    slugs = ("guarantee", "works", "amounts", "use", "contractor", "delivery")
    addresses = [reverse(f"contractor:{name}") for name in ("home", "start", "applications")]
    addresses += [reverse("contractor:fill_in", args=[wrong, slug]) for slug in slugs]
    addresses += [reverse("contractor:check", args=[made]) for made in (wrong, back)]
    addresses += [
        reverse(f"contractor:{name}", args=[back]) for name in ("application", "withdraw")
    ]
    assert faults_seen(browser_of(way.people.alice), live_server.url, addresses) == []


def test_pages_of_a_guarantee_are_usable_by_everybody(live_server: LiveServer, way):
    number, paper = way.sealed(obligee="gifu-motosu").number, way.sealed(delivery="paper").number
    names = ("guarantee", "certificate", "hand_in")
    addresses = [reverse(f"contractor:{name}") for name in ("guarantees", "quote", "password")]
    addresses += [reverse(f"contractor:{name}", args=[number]) for name in names]
    addresses.append(reverse("contractor:guarantee", args=[paper]))
    assert faults_seen(browser_of(way.people.alice), live_server.url, addresses) == []
