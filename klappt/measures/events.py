from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

LETTER_WRITTEN = verb("measures.letter_written", _("Reminder of measures sent"))
WEEK_WRITTEN = verb("measures.week_written", _("Reminders of the week sent"))
LETTER_ANSWERED = verb("measures.letter_answered", _("Reminder of measures answered"))
RHYTHM_CHOSEN = verb("measures.rhythm_chosen", _("Rhythm of reminders chosen"))
CARRIED_ON = verb("measures.carried_on", _("Noted what was carried on"))
CARRIED_CHANGED = verb("measures.carried_changed", _("Note of what was carried on changed"))
CARRIED_REMOVED = verb("measures.carried_removed", _("Note of what was carried on removed"))
