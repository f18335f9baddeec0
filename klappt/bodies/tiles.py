"""What the bodies bring to the actors: who sits in the core group and in forums, and the seats of one."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from klappt.actors.extensions import Section, add_section, seats_come_from
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.alliances.policies import Member
from klappt.bodies.models import Seat
from klappt.bodies.policies import EDIT_BODIES
from klappt.bodies.selectors.seats import seats_in, seats_of


def register() -> None:
    seats_come_from(seats_in, core_group_url)
    add_section(Section("bodies.seats", "bodies/parts/institution.html", its_seats, hanging_seats))


def its_seats(member: Member, institution: Institution) -> dict[str, Any]:
    day = timezone.localdate()
    return {
        "institution": institution,
        "seats": seats_of(institution, day),
        "day": day,
        "may_edit_bodies": bool(member.may(EDIT_BODIES)),
    }


def hanging_seats(institution: Institution) -> Iterator[tuple[str | Promise, int]]:
    yield _("Seats in bodies"), Seat.objects.filter(institution=institution).count()


def core_group_url(alliance: Alliance, day: str) -> str:
    url = reverse("bodies:core_group", args=[alliance.key])
    return f"{url}?{urlencode({'am': day})}" if day else url
