"""Addresses of this door (経路)."""

from django.urls import URLPattern, URLResolver

app_name = "obligee"
urlpatterns: list[URLPattern | URLResolver] = []
