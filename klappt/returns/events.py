from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

WAVE_PLANNED = verb("returns.wave_planned", _("Wave planned"))
WAVE_CHANGED = verb("returns.wave_changed", _("Wave changed"))
WAVE_OPENED = verb("returns.wave_opened", _("Wave opened"))
ALLIANCES_ASKED = verb("returns.alliances_asked", _("Alliances asked for a return"))
ANSWERED = verb("returns.answered", _("Worksheet: answer written"))
CLASH_SETTLED = verb("returns.clash_settled", _("Worksheet: two texts settled"))
HANDED_IN = verb("returns.handed_in", _("Worksheet handed in"))
