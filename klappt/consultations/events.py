from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

CONSULTED = verb("consultations.consulted", _("Draft sent to alliances"))
PROLONGED = verb("consultations.prolonged", _("More time for comments on a draft"))
COMMENTED = verb("consultations.commented", _("Comment on a draft written"))
COMMENT_CHANGED = verb("consultations.comment_changed", _("Comment on a draft changed"))
COMMENT_WITHDRAWN = verb("consultations.comment_withdrawn", _("Comment on a draft withdrawn"))
SAID_FINE = verb("consultations.said_fine", _("Said that a draft fits"))
TAKEN_BACK = verb("consultations.taken_back", _("Took back that a draft fits"))
ANSWERED = verb("consultations.answered", _("Comment on a draft answered"))
ANSWERS_SENT = verb("consultations.answers_sent", _("Answers to comments sent"))
LETTER_WRITTEN = verb("consultations.letter_written", _("Draft: mail to the coordination"))
