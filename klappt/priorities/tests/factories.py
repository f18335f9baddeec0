"""Sets the stage for priorities."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.models import ImportedNote
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.meetings.models import AgendaItem
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.tests.factories import make_item, make_meeting, soon_due
from klappt.priorities.models import FirstStep, Priority, Ranking, Round
from klappt.priorities.services.proposals import propose
from klappt.priorities.services.rankings import decide, record
from klappt.priorities.services.steps import agree_step
from klappt.priorities.services.weighing import open_round, weigh

DAY = datetime.date(2026, 5, 4)
ALMA = Responsible("Alma", "alma@example.org")


def make_priority(cast: Cast, title: str = "Deutschkurse ab dem ersten Tag", **fields: Any) -> Priority:
    with scope(cast.alliance):
        return propose(
            alliance=cast.alliance,
            title=title,
            by=fields.pop("by", cast.ceren),
            day=fields.pop("day", DAY),
            **fields,
        )


def held_item(cast: Cast, days_ago: int = 10, **fields: Any) -> AgendaItem:
    """An agenda item of a meeting that has taken place, on a day as people count them: summer or winter."""
    begins = timezone.localtime() - datetime.timedelta(days=days_ago)
    return make_item(cast, make_meeting(cast, starts_at=begins), **fields)


def make_ranking(
    cast: Cast, order: Sequence[Priority], item: AgendaItem | None = None, **fields: Any
) -> Ranking:
    item = item or held_item(cast)
    with scope(cast.alliance):
        return decide(
            item=item,
            order=order,
            responsible=ALMA,
            look_again_on=timezone.localdate() + datetime.timedelta(days=365),
            by=cast.alma,
            **fields,
        )


def make_recorded(cast: Cast, order: Sequence[Priority], valid_from: datetime.date = DAY) -> Ranking:
    with scope(cast.alliance):
        return record(
            alliance=cast.alliance, order=order, valid_from=valid_from, source="Protokoll", by=cast.alma
        )


def make_step(cast: Cast, priority: Priority, item: AgendaItem | None = None, **fields: Any) -> FirstStep:
    item = item or held_item(cast)
    wanted = {"text": "Träger einladen", "due_on": soon_due(), **fields}
    with scope(cast.alliance):
        return agree_step(priority=priority, item=item, responsible=ALMA, by=cast.alma, **wanted)


def make_round(cast: Cast, name: str = "Herbst") -> Round:
    with scope(cast.alliance):
        return open_round(alliance=cast.alliance, name=name, by=cast.alma, day=timezone.localdate())


def give(cast: Cast, round: Round, user: User, said: dict[Priority, str]) -> None:
    with scope(cast.alliance):
        weigh(round=round, said={row.pk: word for row, word in said.items()}, by=user)


def make_note(cast: Cast, text: str = "Prio 1: Sprachkurse", **fields: Any) -> ImportedNote:
    wanted = {"kind": "priority", "sheet": "Schwerpunkte", "row": 3, "source": "Arbeitshilfe.xlsx", **fields}
    with set_up(cast.alliance):
        made: ImportedNote = ImportedNote.objects.create(alliance=cast.alliance, text=text, **wanted)
    return made
