"""The framework, ready to answer (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

from akashi.config.figures import set_aside

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akashi.config.settings")
set_aside()
application = get_wsgi_application()
