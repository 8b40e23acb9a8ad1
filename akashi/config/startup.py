"""Wakes the framework (起動) once, for whoever runs outside the web server."""

import os

import django


def prepare() -> None:
    """Load settings and records; harmless when done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akashi.config.settings")
    django.setup()
