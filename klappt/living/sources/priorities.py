"""The order of priorities that holds on a day, and on what each rests (A10, A16)."""

import datetime
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, listed
from klappt.meetings.enums import OutcomeState
from klappt.priorities.models import Priority, Rank
from klappt.priorities.selectors.rankings import holds_on, rankings


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Three queries. What was proposed and never decided is no priority yet."""
    ranking = holds_on(day, rankings())
    ranks = list(ranking.ranks.all()) if ranking else []
    summary = ""
    if ranking:
        summary = _("This order holds since %(day)s.") % {"day": f"{ranking.valid_from:%d.%m.%Y}"}
    return LivingTable(
        head=(pgettext("order", "Place"), _("Priority"), _("Rests on"), _("First steps")),
        rows=tuple(_row(rank) for rank in ranks),
        as_of=day,
        summary=summary,
        url=at("priorities:now", alliance),
    )


def _row(rank: Rank) -> tuple[str, ...]:
    return (str(rank.place), rank.priority.title, listed(_reasons(rank.priority)), _steps(rank.priority))


def _reasons(priority: Priority) -> list[str]:
    kinds = (
        (_("a need"), priority.need),
        (_("a gap"), priority.subgroup),
        (_("a lever"), priority.lever),
        (_("a goal"), priority.goal),
    )
    return [word for word, thing in kinds if thing is not None]


def _steps(priority: Priority) -> str:
    """What was agreed as a first step is somebody's sentence; here only how the steps stand."""
    counted = Counter(step.outcome.state for step in priority.steps.all())
    return listed(f"{state.label}: {counted[state.value]}" for state in OutcomeState if counted[state.value])
