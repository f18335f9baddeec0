from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    """A question as something to fill in, and its answer as something to read. Stores nothing."""

    name = "klappt.fields"
    verbose_name = _("Questions on the screen")
    label = "fields"
