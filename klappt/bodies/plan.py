"""Bodies as a step of the process plan (A4, A9, A11), and what about seats comes up for the coordination."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.bodies.models import Seat
from klappt.bodies.policies import EDIT_BODIES
from klappt.bodies.selectors.overview import Line, overview

SOON = datetime.timedelta(days=60)


def register() -> None:
    add_step(STAFFED)
    add_matters(what_is_vacant)
    add_matters(what_ends_soon)


def bodies_stand(member: Member) -> Standing:
    url = reverse("bodies:list", args=[member.alliance.key])
    edits = bool(member.may(EDIT_BODIES))
    found = overview(timezone.localdate())
    if not found.standing:
        return Standing(
            StepState.NOT_BEGUN, _("No body is noted yet."), url, _("Found a body") if edits else ""
        )
    says = ngettext("%(count)d body", "%(count)d bodies", len(found.standing)) % {
        "count": len(found.standing)
    }
    vacant = found.vacant + found.unfilled
    if not vacant:
        return Standing(StepState.DONE, _("%(bodies)s, everything is filled.") % {"bodies": says}, url)
    told = ngettext(
        "%(bodies)s, %(vacant)d place is vacant.", "%(bodies)s, %(vacant)d places are vacant.", vacant
    )
    action = _("See what is vacant") if edits else ""
    return Standing(StepState.UNDER_WAY, told % {"bodies": says, "vacant": vacant}, url, action)


def what_is_vacant(member: Member) -> Iterator[Matter]:
    """One matter a body: fields nobody stands for, and seats nobody fills."""
    if not member.may(EDIT_BODIES):
        return
    for line in overview(timezone.localdate()).standing:
        if line.vacant or line.unfilled:
            yield Matter(Urgency.DUE, _says(line), _url(member, line.body.pk), _("See what is vacant"))


def what_ends_soon(member: Member) -> Iterator[Matter]:
    if not member.may(EDIT_BODIES):
        return
    today = timezone.localdate()
    ending = Seat.objects.active_on(today).filter(valid_until__gte=today, valid_until__lte=today + SOON)
    for seat in ending.select_related("body", "institution").order_by("valid_until", "pk"):
        yield Matter(
            Urgency.RUNS_OUT,
            _("The seat of %(who)s in “%(body)s” ends.") % {"who": seat, "body": seat.body},
            _url(member, seat.body_id),
            _("See the seat"),
            seat.valid_until,
        )


def _says(line: Line) -> str:
    parts = [str(field.label) for field in line.vacant]
    if line.unfilled:
        seats = ngettext("%(count)d seat without a person", "%(count)d seats without a person", line.unfilled)
        parts.append(seats % {"count": line.unfilled})
    return _("“%(body)s” is not complete: %(what)s.") % {"body": line.body, "what": ", ".join(parts)}


def _url(member: Member, key: int) -> str:
    return reverse("bodies:body", args=[member.alliance.key, key])


STAFFED = Step(
    "bodies.staffed",
    75,
    gettext_lazy("Fill the bodies"),
    gettext_lazy("Forums and working groups with seats that are filled: so everybody knows who works where."),
    bodies_stand,
)
