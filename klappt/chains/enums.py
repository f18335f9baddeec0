from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LeverKind(models.TextChoices):
    """The five ways to build chains (B5)."""

    OPENING = "opening", _("Opening")
    CREATION = "creation", _("New offer")
    LINK = "link", pgettext_lazy("lever", "Link")
    TRANSFER = "transfer", pgettext_lazy("lever", "Handover")
    INTERFACE_RULE = "interface_rule", _("Interface rule")


# What these change is the step between two offers; the others change one offer.
BETWEEN_OFFERS = frozenset({LeverKind.LINK, LeverKind.TRANSFER, LeverKind.INTERFACE_RULE})


class LeverState(models.TextChoices):
    IDEA = "idea", pgettext_lazy("lever", "idea")
    AGREED = "agreed", pgettext_lazy("lever", "agreed")
    IN_PROGRESS = "in_progress", pgettext_lazy("lever", "in progress")
    IN_FORCE = "in_force", pgettext_lazy("lever", "in force")
    DROPPED = "dropped", pgettext_lazy("lever", "dropped")


STILL_AHEAD = (LeverState.IDEA, LeverState.AGREED, LeverState.IN_PROGRESS)


class LinkKind(models.TextChoices):
    """The same keys as core's `LinkKind`, with words for the screen."""

    LINK = "link", pgettext_lazy("step", "linked")
    TRANSFER = "transfer", pgettext_lazy("step", "handed over")
    INTERFACE_RULE = "interface_rule", pgettext_lazy("step", "by an interface rule")


class RefusalReason(models.TextChoices):
    """Why the next offer did not take somebody over. Said of the offer, never of a person."""

    NO_PLACE = "no_place", _("no place free")
    LANGUAGE = "language", _("more German is asked for")
    STATUS = "status", _("the residence status does not fit")
    SCHOOL = "school", _("a certificate is missing")
    AGE = "age", _("outside the age limits")
    PAPERS = "papers", _("papers or a permit are missing")
    FUNDING = "funding", _("funding was not granted")
    TOO_LATE = "too_late", _("asked after the beginning")
    OWN_WISH = "own_wish", _("another way was chosen")
    OTHER = "other", _("another reason")


class AnswerTime(models.TextChoices):
    """Days until the answer, in classes; the key is the last day that belongs to it."""

    WITHIN_3 = "3", _("up to 3 days")
    WITHIN_7 = "7", _("4 to 7 days")
    WITHIN_14 = "14", _("8 to 14 days")
    WITHIN_28 = "28", _("15 to 28 days")
    WITHIN_56 = "56", _("29 to 56 days")
    LATER = "later", _("more than 56 days")


class Deadline(models.IntegerChoices):
    """Ends of the classes above, so that "in time" can be counted exactly."""

    DAYS_3 = 3, _("3 days")
    DAYS_7 = 7, _("7 days")
    DAYS_14 = 14, _("14 days")
    DAYS_28 = 28, _("28 days")
    DAYS_56 = 56, _("56 days")


class ConsequenceKind(models.TextChoices):
    """What follows from a cell of the gap matrix (B4)."""

    LEVER = "lever", _("pull a lever")
    MEASURE = "measure", _("agree on a measure")
    LEAVE = "leave", _("leave it as it is")
