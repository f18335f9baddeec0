from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

MEETING_PLANNED = verb("meetings.planned", _("Meeting planned"))
MEETING_CHANGED = verb("meetings.changed", _("Meeting changed"))
OUTCOME_AGREED = verb("meetings.outcome_agreed", _("Result agreed"))
OUTCOME_CHANGED = verb("meetings.outcome_changed", _("Result changed"))
OUTCOME_TAKEN_BACK = verb("meetings.outcome_taken_back", _("Change of a result taken back"))
OUTCOME_STATE = verb("meetings.outcome_state", _("State of a result changed"))

# Sent inside the transaction, with `outcome` and `change`.
outcome_moved = Signal()
