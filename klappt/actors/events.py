from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

INSTITUTION_ADDED = verb("actors.institution_added", _("Institution added"))
INSTITUTION_CHANGED = verb("actors.institution_changed", _("Institution changed"))
INSTITUTION_REMOVED = verb("actors.institution_removed", _("Institution removed"))
INSTITUTIONS_MERGED = verb("actors.institutions_merged", _("Institutions merged"))
TYPE_ADDED = verb("actors.type_added", _("Type of institution added"))
TABLE_UPLOADED = verb("actors.table_uploaded", _("Table of actors uploaded, nothing stored yet"))
TABLE_DECIDED = verb("actors.table_decided", _("Decisions on an uploaded table kept"))
TABLE_THROWN_AWAY = verb("actors.table_thrown_away", _("Uploaded table thrown away"))
NOTE_REMOVED = verb("actors.note_removed", _("Note from an uploaded table removed"))
TABLE_IMPORTED = verb("actors.table_imported", _("Table of actors brought in"))
ENTRY_CONFIRMED = verb("actors.entry_confirmed", _("Entry confirmed by the institution"))
COOPERATION_RECORDED = verb("actors.cooperation_recorded", _("Cooperation recorded"))
COOPERATION_ENDED = verb("actors.cooperation_ended", _("Cooperation ended"))
COOPERATION_ASSESSED = verb("actors.cooperation_assessed", _("Cooperation assessed"))
CRITERION_MARKED = verb("actors.criterion_marked", _("Criterion marked"))
SECOND_TEXT_KEPT = verb("actors.second_text_kept", _("Two people wrote at once: both texts kept"))
SECOND_TEXT_SETTLED = verb("actors.second_text_settled", _("Two texts settled"))
# Seats are kept by the bodies now; what was written down before is still told in these words.
GROUP_JOINED = verb("actors.group_joined", _("Institution joined a group"))
GROUP_LEFT = verb("actors.group_left", _("Institution left a group"))
PAIR_DISMISSED = verb("actors.pair_dismissed", _("Two entries kept apart"))
CONFIRMATION_ASKED = verb("actors.confirmation_asked", _("Institution asked to confirm its entry"))
CONFIRMATION_WITHDRAWN = verb("actors.confirmation_withdrawn", _("Question for confirmation withdrawn"))
SELECTION_SET = verb("actors.selection_set", _("Wishes for the core group changed"))
APPROACHES_PROPOSED = verb("actors.approaches_proposed", _("Institutions proposed for the core group"))
LEAD_ASKED = verb("actors.lead_asked", _("Lead asked to agree"))
LEAD_AGREED = verb("actors.lead_agreed", _("Lead agreed to approaching"))
LEAD_WANTS_TO_TALK = verb("actors.lead_wants_to_talk", _("Lead wants to talk about a proposal"))
INSTITUTION_APPROACHED = verb("actors.approached", _("Institution approached"))
INSTITUTION_ACCEPTED = verb("actors.accepted", _("Institution accepted"))
INSTITUTION_DECLINED = verb("actors.declined", _("Institution declined"))
APPROACH_WITHDRAWN = verb("actors.approach_withdrawn", _("Proposal withdrawn"))
APPROACH_PEOPLE_NAMED = verb("actors.approach_people_named", _("Person or deputy named"))

# Sent with `question=` and `secret=` inside the asking event; the context behind the link writes the mail.
confirmation_asked = Signal()

# Sent with `request=` and `secret=` inside the event: the public pages write the mail with the link.
agreement_asked = Signal()

# Sent with `approach=`, `on=` (the first day) and `by=` inside the event: whoever keeps the seats of the core
# group gives one.
institution_accepted = Signal()

# Sent with `kept=`, `dropped=` and `people=` (which contact of the dropped one became which of the kept one,
# by key) inside the event, before the dropped one is deleted: contexts above move theirs.
institutions_meet = Signal()

# Sent with `institution=` inside the event, before it is deleted: contexts above remove what hangs on it.
institution_goes = Signal()
