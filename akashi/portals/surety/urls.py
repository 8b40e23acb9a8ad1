"""Addresses of the surety's door (経路)."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.shared.context import SURETY
from akashi.portals.shared.sign_in import sign_in, sign_out
from akashi.portals.surety import account, cases, deciding, guarantees, paying, queue, returning

app_name = "surety"

_CASE = "cases/<str:application_id>/"
_GUARANTEE = "guarantees/<str:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="home"),
    path("login/", sign_in(SURETY), name="login"),
    path("logout/", sign_out(SURETY), name="logout"),
    path("password/", account.change_password, name="password"),
    path(_CASE, cases.one, name="case"),
    path(f"{_CASE}return/", returning.send_back, name="return"),
    path(f"{_CASE}accept/", deciding.accept_case, name="accept"),
    path(f"{_CASE}approve/", deciding.approve_case, name="approve"),
    path(f"{_CASE}decline/", deciding.decline_case, name="decline"),
    path(f"{_CASE}payment/", paying.receive, name="payment"),
    path("guarantees/", guarantees.listed, name="guarantees"),
    path(_GUARANTEE, guarantees.one, name="guarantee"),
    path(f"{_GUARANTEE}certificate.pdf", guarantees.certificate_pdf, name="certificate_pdf"),
]
