"""Addresses of this door (経路)."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.public import language

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", language.choose, name="language"),
]
