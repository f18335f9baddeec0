from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

BODY_FOUNDED = verb("bodies.founded", _("Body founded"))
BODY_CHANGED = verb("bodies.changed", _("Body changed"))
BODY_ENDED = verb("bodies.ended", _("Body ended"))
SEAT_GIVEN = verb("bodies.seat_given", _("Seat given"))
SEAT_CHANGED = verb("bodies.seat_changed", _("Seat changed"))
SEAT_ENDED = verb("bodies.seat_ended", _("Seat ended"))
SEAT_FILLED = verb("bodies.seat_filled", _("Person on a seat"))
SEAT_LEFT = verb("bodies.seat_left", _("Person left a seat"))
CHAIR_TAKEN = verb("bodies.chair_taken", _("Chair taken"))
CHAIR_LEFT = verb("bodies.chair_left", _("Chair left"))
AIMS_SET = verb("bodies.aims_set", _("Wanted composition set"))
