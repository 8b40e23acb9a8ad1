"""Addresses of this door (経路)."""

from django.urls import URLPattern, URLResolver

app_name = "contractor"
urlpatterns: list[URLPattern | URLResolver] = []
