from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    """How often somebody wants to be written to about their measures."""

    WEEKLY = "weekly", _("once a week, on Monday morning")
    WHEN_DUE = "when_due", _("only when something is due")
    NEVER = "never", _("never by mail")


class Occasion(models.TextChoices):
    """Why a letter was written."""

    AGREED = "agreed", _("after a meeting")
    WEEK = "week", _("at the beginning of the week")
    DUE = "due", _("because something is due")


class Why(models.TextChoices):
    """Why a measure stands in a letter."""

    AGREED = "agreed", _("newly agreed")
    DUE = "due", _("due soon")
    OVERDUE = "overdue", _("overdue")
    STUCK = "stuck", _("stuck")
