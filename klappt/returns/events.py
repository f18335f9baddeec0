from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

WAVE_PLANNED = verb("returns.wave_planned", _("Wave planned"))
WAVE_CHANGED = verb("returns.wave_changed", _("Wave changed"))
WAVE_OPENED = verb("returns.wave_opened", _("Wave opened"))
ALLIANCES_ASKED = verb("returns.alliances_asked", _("Alliances asked for a return"))
ANSWERED = verb("returns.answered", _("Worksheet: answer written"))
CLASH_SETTLED = verb("returns.clash_settled", _("Worksheet: two texts settled"))
WAVE_RELEASED = verb("returns.wave_released", _("Wave released: it opens on its day"))
WAVE_DROPPED = verb("returns.wave_dropped", _("Wave dropped before it went out"))
ALLIANCES_LEFT_OUT = verb("returns.alliances_left_out", _("Alliances left out of a wave"))
LETTERS_DUE = verb("returns.letters_due", _("Wave: reminders fell due"))
LETTER_WRITTEN = verb("returns.letter_written", _("Wave: mail to the coordination"))
REMINDED = verb("returns.reminded", _("Reminded of worksheets"))
CONTACT_NOTED = verb("returns.contact_noted", _("Contact about a return noted"))
EXTENDED = verb("returns.extended", _("More time for a worksheet"))
ASKED_BACK = verb("returns.asked_back", _("Question back about a section"))
QUESTION_SETTLED = verb("returns.question_settled", _("Question back settled"))
REOPENING_ASKED = verb("returns.reopening_asked", _("Asked to open a worksheet once more"))
REOPENED = verb("returns.reopened", _("Worksheet opened once more"))
STAYS_CLOSED = verb("returns.stays_closed", _("Worksheet not opened once more"))
HANDED_IN = verb("returns.handed_in", _("Worksheet handed in"))
