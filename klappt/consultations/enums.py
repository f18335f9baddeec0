from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Spot(models.TextChoices):
    """What a comment is about."""

    WHOLE = "whole", _("The whole draft")
    SECTION = "section", _("Section")
    QUESTION = "question", pgettext_lazy("worksheet", "Question")


class Outcome(models.TextChoices):
    """What became of a comment."""

    OPEN = "open", pgettext_lazy("comment", "not answered yet")
    TAKEN_UP = "taken_up", _("taken up")
    NOT_TAKEN_UP = "not_taken_up", _("not taken up")


class Occasion(models.TextChoices):
    """Why the coordination is written to."""

    ASKED = "asked", _("A draft to comment on")
    ANSWERED = "answered", _("Answers to comments")
    PROLONGED = "prolonged", _("More time for comments")
