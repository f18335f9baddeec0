from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """How a priority came here."""

    PROPOSED = "proposed", _("proposed in klappt")
    RECORDED = "recorded", _("there before klappt")
    IMPORTED = "imported", _("from an uploaded worksheet")
