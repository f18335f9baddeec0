from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

ATTRIBUTE_ADDED = verb("profiles.attribute_added", _("Question on the situation added"))
ATTRIBUTE_CHANGED = verb("profiles.attribute_changed", _("Question on the situation changed"))
ATTRIBUTE_RETIRED = verb("profiles.attribute_retired", _("Question on the situation no longer asked"))
SUBGROUP_ADDED = verb("profiles.subgroup_added", _("Subgroup added"))
SUBGROUPS_TAKEN = verb("profiles.subgroups_taken", _("Proposed subgroups taken over"))
SUBGROUP_CHANGED = verb("profiles.subgroup_changed", _("Subgroup changed"))
SUBGROUP_RETIRED = verb("profiles.subgroup_retired", _("Subgroup put aside"))
SUBGROUP_REVIVED = verb("profiles.subgroup_revived", _("Subgroup in use again"))
