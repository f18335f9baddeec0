from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    """Where a meeting stands. `under_way` is only for the hours it lasts."""

    FINDING_DATE = "finding_date", _("date is being found")
    PLANNED = "planned", _("planned")
    INVITED = "invited", _("invited")
    UNDER_WAY = "under_way", _("under way")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class ItemKind(models.TextChoices):
    """What an agenda item is there for. The first two open each meeting by themselves."""

    LAST_MINUTES = "last_minutes", _("Minutes of the last meeting")
    OPEN_MEASURES = "open_measures", _("Open measures")
    TOPIC = "topic", _("Topic")


class Reply(models.TextChoices):
    """What somebody answered to an invitation; no answer is empty, not no."""

    YES = "yes", _("comes")
    NO = "no", _("does not come")
    MAYBE = "maybe", _("perhaps")
    DEPUTY = "deputy", _("the deputy comes")


class ReplyChannel(models.TextChoices):
    LINK = "link", _("by the link")
    CALENDAR = "calendar", _("from the calendar")
    NOTED = "noted", _("noted by the coordination")
    PAGE = "page", _("on the page")


class Presence(models.TextChoices):
    """Whether somebody was there; nothing noted is empty."""

    PRESENT = "present", _("was there")
    DEPUTY = "deputy", _("the deputy was there")
    EXCUSED = "excused", _("excused")
    MISSING = "missing", _("missing")


class NoticeKind(models.TextChoices):
    """What a mail about a meeting said."""

    INVITATION = "invitation", _("Invitation")
    UPDATE = "update", _("Update")
    REMINDER = "reminder", _("Reminder")
    CANCELLATION = "cancellation", _("Cancellation")


class Doubt(models.TextChoices):
    """Why an answer from a calendar was not taken over by itself."""

    OLDER = "older", _("It is older: date or place have changed since, or a newer answer has come in.")
    UNKNOWN_ADDRESS = "unknown", _("Nobody with this address is invited.")
    OTHER_SENDER = "sender", _("The mail came from another address than the answer names.")
    SETTLED = "settled", _("The meeting was over or cancelled by then.")


class OutcomeKind(models.TextChoices):
    GOAL = "goal", _("Goal")
    DECISION = "decision", _("Decision")
    MEASURE = "measure", _("Measure")
    INFORMATION = "information", _("Information")


class OutcomeState(models.TextChoices):
    """How a goal, a decision or a measure stands (A7)."""

    AGREED = "agreed", _("agreed")
    BEGUN = "begun", _("begun")
    STUCK = "stuck", _("stuck")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class Step(models.TextChoices):
    """What a step in the history of a result was."""

    AGREED = "agreed", _("agreed")
    MOVED = "moved", _("stands differently")
    CHANGED = "changed", _("changed")
    TAKEN_BACK = "taken_back", _("taken back")


OPEN_STATES = (OutcomeState.AGREED, OutcomeState.BEGUN, OutcomeState.STUCK)
NEEDS_REASON = (OutcomeState.STUCK, OutcomeState.DROPPED)


class Channel(models.TextChoices):
    """By which way a change of state came in."""

    PAGE = "page", _("on the page")
    LINK = "link", _("by the link in a mail")
    MEETING = "meeting", _("in a meeting")
    API = "api", _("by another program")


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent round")
    APPROVED = "approved", _("approved")


class DateAnswer(models.TextChoices):
    YES = "yes", _("suits")
    IF_NEED_BE = "if_need_be", _("if need be")
    NO = "no", _("does not suit")
