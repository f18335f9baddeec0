from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """Every kind of body an alliance works in (A9, A11)."""

    CORE_GROUP = "core_group", _("Core group")
    FORUM = "forum", _("Forum")
    COMMITTEE = "committee", _("Committee")
    WORKING_GROUP = "working_group", _("Working group")
    STEERING_GROUP = "steering_group", _("Steering group")


class Power(models.TextChoices):
    """What a body may do with what it finds."""

    DECIDES = "decides", _("decides")
    PREPARES = "prepares", _("prepares decisions")
    ADVISES = "advises", _("advises")
    EXCHANGES = "exchanges", _("exchanges news")


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    TWO_MONTHLY = "two_monthly", _("every two months")
    QUARTERLY = "quarterly", _("every three months")
    HALF_YEARLY = "half_yearly", _("every half year")
    YEARLY = "yearly", _("every year")
    AS_NEEDED = "as_needed", _("as needed")


class Part(models.TextChoices):
    """Somebody holds a seat or stands in for whoever holds it; a deputy is no member."""

    HOLDER = "holder", _("holds the seat")
    DEPUTY = "deputy", _("deputy")
