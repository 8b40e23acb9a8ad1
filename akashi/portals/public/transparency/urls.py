"""Addresses of the public log (経路)."""

from django.urls import URLPattern, URLResolver, path

from akashi.portals.public.transparency import files, who_we_are

urlpatterns: list[URLPattern | URLResolver] = [
    path("log/<path:path>", files.file, name="log"),
    path(".well-known/akashi.json", who_we_are.installation, name="installation"),
]
