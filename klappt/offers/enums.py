from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    """The same keys as core's `OfferKind`, with words for the screen (B3)."""

    REGULAR = "regular", _("regular system")
    SPECIFIC = "specific", _("specific for the target group")


class Stage(models.TextChoices):
    OPEN = "open", _("exists")
    IDEA = "idea", _("idea")


class OfferRoleKind(models.TextChoices):
    """What an institution does for an offer."""

    CARRIES = "carries", _("carries it")
    FUNDS = "funds", _("funds it")
    RUNS = "runs", _("runs it on the spot")
    ASSIGNS = "assigns", _("assigns people to it")


class UploadKind(models.TextChoices):
    """What a file with offers can be."""

    TABLE = "table", _("table")
    CATALOGUE = "catalogue", _("catalogue of klappt")
    HSDS = "hsds", _("HSDS")
