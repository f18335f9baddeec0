from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

ALLIANCE_FOUNDED = verb("alliances.founded", _("Alliance founded"))
ALLIANCE_CHANGED = verb("alliances.changed", _("Alliance changed"))
MUNICIPALITIES_KEPT = verb("alliances.municipalities_kept", _("Directory of municipalities brought in"))
LEAD_NAMED = verb("alliances.lead_named", _("Lead named"))
LEAD_CORRECTED = verb("alliances.lead_corrected", _("Details of the lead corrected"))
LEAD_ENDED = verb("alliances.lead_ended", _("Lead ended"))
OFFICE_PLACED = verb("alliances.office_placed", _("Coordination office placed"))
OFFICE_CORRECTED = verb("alliances.office_corrected", _("Details of the coordination office corrected"))
STEP_PLANNED = verb("alliances.step_planned", _("Step of the process plan scheduled"))
MEMBER_JOINED = verb("alliances.member_joined", _("Somebody began to work in the alliance"))
ROLE_CHANGED = verb("alliances.role_changed", _("Role changed"))
MEMBER_LEFT = verb("alliances.member_left", _("Somebody's work in the alliance ended"))
INVITED = verb("alliances.invited", _("Invitation sent"))
INVITATION_WITHDRAWN = verb("alliances.invitation_withdrawn", _("Invitation withdrawn"))
INVITATION_ACCEPTED = verb("alliances.invitation_accepted", _("Invitation accepted"))
MAIL_SENT_AGAIN = verb("alliances.mail_sent_again", _("Mail sent again"))
MAIL_SETTLED = verb("alliances.mail_settled", _("Mail that did not arrive settled"))
ANSWER_SETTLED = verb("alliances.answer_settled", _("Answer by mail settled"))

# Sent with `alliance=` inside the founding event and its scope: contexts above add what is theirs.
alliance_founded = Signal()

# Sent with `alliance=` and `by=` inside the event in which its name or what its parts are called changed.
alliance_changed = Signal()
