from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnState(models.TextChoices):
    """How a return stands. What was handed in stays, whatever comes after."""

    ASKED = "asked", _("Not begun")
    BEGUN = "begun", _("Begun")
    HANDED_IN = "handed_in", _("Handed in")
    ASKED_BACK = "asked_back", _("Question back")
    REOPENED = "reopened", _("Open again")


OPEN = frozenset({ReturnState.ASKED, ReturnState.BEGUN, ReturnState.ASKED_BACK, ReturnState.REOPENED})


class Origin(models.TextChoices):
    """How an answer came in."""

    TYPED = "typed", _("typed")
    UNCHANGED = "unchanged", _("unchanged since last time")
    FILE = "file", _("from a file")
    KEPT = "kept", _("from what the alliance keeps")
    LATE = "late", _("added later")
    BOTH = "both", _("put together from two")


class ReplyState(models.TextChoices):
    """The same as `core.questionnaire.values.ReplyState`, as a column."""

    GIVEN = "given", _("answered")
    NOT_APPLICABLE = "not_applicable", _("does not apply")
    EMPTY = "empty", _("not answered")


class Sharing(models.TextChoices):
    """The same as `core.questionnaire.model.Sharing`, in people's words."""

    HERE = "here", _("stays here")
    RESEARCH = "research", _("goes to research")
    ALLIANCES = "alliances", _("goes to research and all alliances")


class WaveStage(models.TextChoices):
    """How far a wave is, by what was done with it and by its days."""

    DRAFT = "draft", _("being prepared")
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Occasion(models.TextChoices):
    """Why research writes to the coordination of an alliance."""

    OPENED = "opened", _("worksheet sent")
    REMINDER = "reminder", _("reminder")
    LAST_WORD = "last_word", _("last reminder")
    BY_HAND = "by_hand", _("reminder by hand")
    EXTENDED = "extended", _("more time")
    ASKED_BACK = "asked_back", _("question back")
    REOPENED = "reopened", _("open again")
    STAYS_CLOSED = "stays_closed", _("not opened again")
    LATE = "late", _("further question")


class Settling(models.TextChoices):
    """How two texts at one question are settled."""

    STANDS = "stands", _("the text that stands")
    OTHER = "other", _("the other text")
    BOTH = "both", _("both together")


class ContactWay(models.TextChoices):
    """How research was in touch with a coordination."""

    CALL = "call", _("by phone")
    MAIL = "mail", _("by mail")
    TALK = "talk", _("in person")
