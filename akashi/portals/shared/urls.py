"""Addresses that belong to no single door (共通の経路)."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.shared import health

app_name = "shared"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", health.figures, name="figures"),
]
