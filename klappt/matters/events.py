from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

MATTER_RECORDED = verb("matters.recorded", _("Matter of the administration recorded"))
MATTER_CHANGED = verb("matters.changed", _("Matter of the administration changed"))
MATTER_SENT = verb("matters.sent", _("Submission sent"))
MATTER_ESCALATED = verb("matters.escalated", _("Conflict brought to the lead"))
MATTER_ANSWERED = verb("matters.answered", _("Matter of the administration answered"))
MATTER_MOVED = verb("matters.moved", _("State of a matter of the administration changed"))
