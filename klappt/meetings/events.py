from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

MEETING_PLANNED = verb("meetings.planned", _("Meeting planned"))
MEETING_CHANGED = verb("meetings.changed", _("Meeting changed"))
MEETING_CANCELLED = verb("meetings.cancelled", _("Meeting cancelled"))
MEETING_HELD = verb("meetings.held", _("Meeting held"))
SERIES_PLANNED = verb("meetings.series_planned", _("Series of meetings planned"))
SERIES_ENDED = verb("meetings.series_ended", _("Series of meetings ended"))
POLL_OPENED = verb("meetings.poll_opened", _("Asked for dates"))
POLL_ANSWERED = verb("meetings.poll_answered", _("Answered which dates suit"))
POLL_REMINDED = verb("meetings.poll_reminded", _("Reminded of the dates"))
DATE_CHOSEN = verb("meetings.date_chosen", _("Date chosen"))
INVITED = verb("meetings.invited", _("Invitation sent"))
REMINDED = verb("meetings.reminded", _("Reminded of the invitation"))
PLACES_SETTLED = verb("meetings.places_settled", _("Places taken over from the body"))
GUEST_ADDED = verb("meetings.guest_added", _("Guest added"))
PLACE_REMOVED = verb("meetings.place_removed", _("No longer invited"))
REPLIED = verb("meetings.replied", _("Invitation answered"))
DOUBT_SETTLED = verb("meetings.doubt_settled", _("Doubtful answer settled"))
PRESENCE_NOTED = verb("meetings.presence_noted", _("Noted who was there"))
FEED_RENEWED = verb("meetings.feed_renewed", _("Calendar address made"))
FEED_STOPPED = verb("meetings.feed_stopped", _("Calendar address switched off"))
OUTCOME_AGREED = verb("meetings.outcome_agreed", _("Result agreed"))
OUTCOME_CHANGED = verb("meetings.outcome_changed", _("Result changed"))
OUTCOME_TAKEN_BACK = verb("meetings.outcome_taken_back", _("Change of a result taken back"))
OUTCOME_STATE = verb("meetings.outcome_state", _("State of a result changed"))

# Sent inside the transaction, with `outcome` and `change`.
outcome_moved = Signal()
