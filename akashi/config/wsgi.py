"""The door for the web server (WSGI)."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from akashi.config.bodies import whole_bodies
from akashi.config.figures import set_aside

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akashi.config.settings")
set_aside()
application = whole_bodies(get_wsgi_application(), largest=settings.LARGEST_BODY)
