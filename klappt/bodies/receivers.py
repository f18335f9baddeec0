"""What the actors and the alliance below do not know of: seats."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from klappt.accounts.models import User
from klappt.actors.enums import Group
from klappt.actors.events import institution_accepted, institution_goes, institutions_meet
from klappt.actors.models import Approach, Institution
from klappt.alliances.events import alliance_changed
from klappt.alliances.models import Alliance
from klappt.bodies.services.groups import join_group, rename_core_group
from klappt.bodies.services.institutions import move_seats, remove_seats


@receiver(institution_accepted)
def whoever_accepts_gets_a_seat(*, approach: Approach, on: datetime.date, by: User, **_signal: Any) -> None:
    join_group(
        institution=approach.institution,
        group=Group.CORE_GROUP,
        since=on,
        by=by,
        person=approach.person,
        deputy=approach.deputy,
    )


@receiver(institutions_meet)
def seats_move_over(
    *, kept: Institution, dropped: Institution, people: Mapping[int, int], **_signal: Any
) -> None:
    move_seats(kept=kept, dropped=dropped, people=people)


@receiver(institution_goes)
def seats_go_with_their_institution(*, institution: Institution, **_signal: Any) -> None:
    remove_seats(institution=institution)


@receiver(alliance_changed)
def the_core_group_is_called_what_the_alliance_calls_it(
    *, alliance: Alliance, by: User, **_signal: Any
) -> None:
    rename_core_group(alliance=alliance, by=by)
