from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MatterKind(models.TextChoices):
    """What goes on inside the administration (A8)."""

    SUBMISSION = "submission", _("Submission")
    CONFLICT = "conflict", _("Conflict")


class MatterState(models.TextChoices):
    """How a matter stands: the first five of a submission, the others of a conflict."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("with the addressee")
    ANSWERED = "answered", _("answered")
    CARRIED_OUT = "carried_out", _("carried out")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RECORDED = "recorded", _("recorded")
    TRIED = "tried", _("tried at working level")
    ESCALATED = "escalated", _("with the lead")
    SOLVED = "solved", _("solved")
    LEFT = "left", pgettext_lazy("conflict", "left open")

    @property
    def shown_as(self) -> str:
        """Its name in the table of states; two of them have the same word and icon elsewhere, too."""
        return self.value if self in (MatterState.DRAFT, MatterState.WITHDRAWN) else f"matter_{self.value}"


# From each state only these steps lead on.
NEXT_STATES: dict[MatterState, tuple[MatterState, ...]] = {
    MatterState.DRAFT: (MatterState.SENT, MatterState.WITHDRAWN),
    MatterState.SENT: (MatterState.ANSWERED, MatterState.WITHDRAWN),
    MatterState.ANSWERED: (MatterState.CARRIED_OUT, MatterState.SENT, MatterState.WITHDRAWN),
    MatterState.CARRIED_OUT: (),
    MatterState.WITHDRAWN: (),
    MatterState.RECORDED: (
        MatterState.TRIED,
        MatterState.ESCALATED,
        MatterState.SOLVED,
        MatterState.LEFT,
    ),
    MatterState.TRIED: (
        MatterState.TRIED,
        MatterState.ESCALATED,
        MatterState.SOLVED,
        MatterState.LEFT,
    ),
    MatterState.ESCALATED: (MatterState.TRIED, MatterState.SOLVED, MatterState.LEFT),
    MatterState.SOLVED: (),
    MatterState.LEFT: (MatterState.TRIED, MatterState.ESCALATED, MatterState.SOLVED),
}
SETTLED = frozenset({MatterState.CARRIED_OUT, MatterState.WITHDRAWN, MatterState.SOLVED, MatterState.LEFT})


class Answer(models.TextChoices):
    """What an office or the lead says to it."""

    AGREED = "agreed", pgettext_lazy("matter", "agreed")
    PARTLY = "partly", pgettext_lazy("matter", "agreed in part")
    REFUSED = "refused", pgettext_lazy("matter", "refused")
    TALK = "talk", _("please speak to me first")
