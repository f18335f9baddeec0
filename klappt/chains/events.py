from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

GOAL_SET = verb("chains.goal_set", _("Goal added or changed"))
GOAL_RETIRED = verb("chains.goal_retired", _("Goal taken out of use"))
LINK_SET = verb("chains.link_set", _("Link between two offers added or changed"))
LINK_ENDED = verb("chains.link_ended", _("Link between two offers ended"))
RULE_SET = verb("chains.rule_set", _("Interface rule written down"))
RULE_REMOVED = verb("chains.rule_removed", _("Interface rule removed"))
TRANSFERS_COUNTED = verb("chains.transfers_counted", _("Handovers of a month counted"))
LEVER_ADDED = verb("chains.lever_added", _("Lever added"))
LEVER_CHANGED = verb("chains.lever_changed", _("Lever changed"))
LEVER_AGREED = verb("chains.lever_agreed", _("Lever agreed"))
LEVER_BEGUN = verb("chains.lever_begun", _("Work on a lever begun"))
LEVER_IN_FORCE = verb("chains.lever_in_force", _("Lever in force"))
LEVER_DROPPED = verb("chains.lever_dropped", _("Lever dropped"))
LEVER_TAKEN_UP = verb("chains.lever_taken_up", _("Lever taken up again"))
ANSWERS_SET = verb("chains.answers_set", _("Offers for a need chosen"))
NEED_REVIEWED = verb("chains.need_reviewed", _("Offers for a need looked through: there is none"))
CONSEQUENCE_DRAWN = verb("chains.consequence_drawn", _("Consequence drawn from a gap"))
CONSEQUENCE_REMOVED = verb("chains.consequence_removed", _("Consequence taken back"))
HINT_GIVEN = verb("chains.hint_given", _("Hint: here something is missing"))
