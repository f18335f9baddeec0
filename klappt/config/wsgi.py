import os

from django.core.wsgi import get_wsgi_application

from klappt.config.checks import refuse_weak_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klappt.config.settings")
application = get_wsgi_application()
# Whatever server loads this file: it does not start with settings that must not face the public.
refuse_weak_settings()
