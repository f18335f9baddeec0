from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

PROPOSED = verb("priorities.proposed", _("Priority proposed"))
CHANGED = verb("priorities.changed", _("Proposed priority changed"))
WITHDRAWN = verb("priorities.withdrawn", _("Proposed priority withdrawn"))
TAKEN_UP = verb("priorities.taken_up", _("Proposed priority taken up again"))
NOTE_TAKEN_OVER = verb("priorities.note_taken_over", _("Note from a worksheet taken over as a priority"))
ROUND_OPENED = verb("priorities.round_opened", _("Round of weighing priorities opened"))
ROUND_CLOSED = verb("priorities.round_closed", _("Round of weighing priorities closed"))
WEIGHED = verb("priorities.weighed", _("Priorities weighed"))
DECIDED = verb("priorities.decided", _("Priorities decided"))
RECORDED = verb("priorities.recorded", _("Existing priorities recorded"))
STEP_AGREED = verb("priorities.step_agreed", _("First step of a priority agreed"))
STEP_TIED = verb("priorities.step_tied", _("Measure tied to a priority"))
STEP_UNTIED = verb("priorities.step_untied", _("Measure no longer tied to a priority"))
