from django.db import models
from django.utils.translation import gettext_lazy as _


class AttributeKind(models.TextChoices):
    """The same keys as core's `Kind`, with words for the screen."""

    BOOLEAN = "boolean", _("yes or no")
    CHOICE = "choice", _("one of several")
    ORDINAL = "ordinal", _("a level, from lowest to highest")
    NUMBER = "number", _("a number")
    DATE = "date", _("a date")
