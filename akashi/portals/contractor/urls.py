"""Addresses of the contractor's door (経路)."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.contractor import (
    account,
    applications,
    filling,
    guarantees,
    handing_in,
    home,
    keys,
    quoting,
    submitting,
)
from akashi.portals.shared.context import CONTRACTOR
from akashi.portals.shared.sign_in import sign_in, sign_out

app_name = "contractor"

_ONE = "applications/<str:application_id>/"
_GUARANTEE = "guarantees/<str:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("login/", sign_in(CONTRACTOR), name="login"),
    path("logout/", sign_out(CONTRACTOR), name="logout"),
    path("password/", account.change_password, name="password"),
    path("quote/", quoting.try_out, name="quote"),
    path("applications/", applications.listed, name="applications"),
    path("applications/new/", filling.start, name="start"),
    path(_ONE, applications.one, name="application"),
    path(f"{_ONE}check/", submitting.check, name="check"),
    path(f"{_ONE}received/", submitting.received, name="received"),
    path(f"{_ONE}withdraw/", applications.take_back, name="withdraw"),
    path(f"{_ONE}fill/<slug:slug>/", filling.fill_in, name="fill_in"),
    path("guarantees/", guarantees.listed, name="guarantees"),
    path(_GUARANTEE, guarantees.one, name="guarantee"),
    path(f"{_GUARANTEE}certificate/", guarantees.certificate, name="certificate"),
    path(f"{_GUARANTEE}certificate.pdf", guarantees.certificate_pdf, name="certificate_pdf"),
    path(f"{_GUARANTEE}key/", keys.display, name="key"),
    path(f"{_GUARANTEE}key-notice/", keys.notice, name="key_notice"),
    path(f"{_GUARANTEE}hand-in/", handing_in.guide, name="hand_in"),
]
