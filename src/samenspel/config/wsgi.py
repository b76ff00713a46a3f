"""The WSGI entry point: `samenspel.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
application = get_wsgi_application()
