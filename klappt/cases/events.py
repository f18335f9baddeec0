"""Verbs say that something was entered or removed, never what: the history must not tell of a case."""

from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

CONFERENCE_NOTED = verb("cases.conference_noted", _("Case conference noted"))
CONFERENCE_CHANGED = verb("cases.conference_changed", _("Case conference changed"))
CONFERENCE_REMOVED = verb("cases.conference_removed", _("Case conference removed"))
PATTERN_NOTED = verb("cases.pattern_noted", _("Pattern from a case conference noted"))
PATTERN_REMOVED = verb("cases.pattern_removed", _("Pattern from a case conference removed"))
FINDING_NOTED = verb("cases.finding_noted", _("Finding about structures noted"))
FINDING_REMOVED = verb("cases.finding_removed", _("Finding about structures removed"))
FOLLOWED_UP = verb("cases.followed_up", _("Consequence of a finding noted"))
FOLLOW_UP_REMOVED = verb("cases.follow_up_removed", _("Consequence of a finding taken back"))
