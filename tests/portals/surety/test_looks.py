"""The surety's pages in a real browser (画面の点検): axe finds nothing, nothing runs over."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from tests.portals.walking import browser_of, faults_seen

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("doors")]


def test_pages_of_a_case_are_usable_by_everybody(live_server: LiveServer, way):
    made, accepted = way.submitted(), way.accepted()
    guarantee = way.sealed()
    names = ("case", "accept", "return", "decline")
    addresses = [reverse(f"surety:{name}") for name in ("home", "guarantees", "password")]
    addresses += [reverse(f"surety:{name}", args=[made]) for name in names]
    addresses.append(reverse("surety:payment", args=[accepted]))
    addresses.append(reverse("surety:case", args=[guarantee.application_id]))
    addresses.append(reverse("surety:guarantee", args=[guarantee.number]))
    assert faults_seen(browser_of(way.people.ume), live_server.url, addresses) == []
