from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionState(models.TextChoices):
    """A draft changes, a published edition never does."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")
