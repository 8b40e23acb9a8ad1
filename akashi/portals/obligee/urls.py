"""Addresses of this door (経路). No number and no key ever stands in one."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.obligee import downloads, opening

app_name = "obligee"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", opening.door, name="door"),
    path("certificate.pdf", downloads.sealed_pdf, name="sealed_pdf"),
    path("certificate.json", downloads.content_json, name="content_json"),
]
