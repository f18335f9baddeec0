from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What a reminder is called among the letters that are owed.
REMINDER = "agreements.review"


class StructureKind(models.TextChoices):
    """What others run on the local scene (A13)."""

    BODY = "body", _("Body of others")
    WORKING_GROUP = "working_group", _("Working group")
    NETWORK = "network", _("Network")
    PROCEDURE = "procedure", _("Procedure")
    AGREEMENT = "agreement", _("Agreement of others")
    OTHER = "other", pgettext_lazy("structure", "Other")


class Question(models.TextChoices):
    """The guiding questions on a structure (A14). The fifth, what is missing, has rows of its own."""

    TAKE_UP = "take_up", _("Could it take up the topic?")
    CORE_GROUP = "core_group", _("Could it be the core group, or grow a part of it?")
    FEED = "feed", _("Should it be fed the topic?")
    REUSE = "reuse", _("Can it be used again?")


_GROUPS = frozenset({Question.TAKE_UP, Question.CORE_GROUP, Question.FEED})
_PAPERS = frozenset({Question.TAKE_UP, Question.REUSE})
# A question stands only where it belongs: an agreement cannot become the core group.
ASKED_OF: dict[StructureKind, frozenset[Question]] = {
    StructureKind.BODY: _GROUPS,
    StructureKind.WORKING_GROUP: _GROUPS,
    StructureKind.NETWORK: _GROUPS,
    StructureKind.PROCEDURE: _PAPERS,
    StructureKind.AGREEMENT: _PAPERS,
    StructureKind.OTHER: frozenset(Question),
}


class AgreementKind(models.TextChoices):
    COOPERATION = "cooperation", _("Cooperation agreement")
    PROCEDURE = "procedure", _("Procedural agreement")
    OTHER = "other", pgettext_lazy("agreement", "Other agreement")


class ContinuationState(models.TextChoices):
    """How far a format is made permanent (Verstetigung, A18, A19)."""

    NOT_BEGUN = "not_begun", pgettext_lazy("continuation", "not begun")
    PLANNED = "planned", pgettext_lazy("continuation", "planned")
    AGREED = "agreed", pgettext_lazy("continuation", "agreed")
    PERMANENT = "permanent", pgettext_lazy("continuation", "permanent")
    ENDED = "ended", pgettext_lazy("continuation", "ended")


# The same words and icons everywhere: which row of ui/states.py a continuation shows.
CONTINUATION_SHOWN = {
    ContinuationState.NOT_BEGUN: "not_begun",
    ContinuationState.PLANNED: "planned",
    ContinuationState.AGREED: "lasting_agreed",
    ContinuationState.PERMANENT: "lasting",
    ContinuationState.ENDED: "ended",
}
