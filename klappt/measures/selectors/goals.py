"""Each shared goal with what serves it, and how far that is (A6, A7)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from klappt.alliances.policies import Member
from klappt.measures.selectors.board import Card, cards
from klappt.measures.selectors.table import results
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome


@dataclass(frozen=True)
class Goal:
    """`serving` are measures and decisions; dropped ones count neither as done nor as open."""

    card: Card
    serving: list[Card]

    @property
    def measures(self) -> list[Card]:
        return [
            card
            for card in self.serving
            if card.outcome.kind == OutcomeKind.MEASURE and card.outcome.state != OutcomeState.DROPPED
        ]

    @property
    def done(self) -> int:
        return sum(1 for card in self.measures if card.outcome.state == OutcomeState.DONE)

    @property
    def lacks_measures(self) -> bool:
        """Open, and nobody does anything for it."""
        return self.card.outcome.is_open and not self.measures


def goals(*, member: Member, day: datetime.date) -> list[Goal]:
    """Open ones first, by day. Four queries, whatever their number."""
    rows: Sequence[Outcome] = list(results(OutcomeKind.GOAL))
    serving = list(results(None).exclude(goal=None).order_by("due_on", "pk"))
    by_goal: dict[int | None, list[Card]] = {}
    for card in cards(serving, member=member, day=day):
        by_goal.setdefault(card.outcome.goal_id, []).append(card)
    found = [Goal(card, by_goal.get(card.outcome.pk, [])) for card in cards(rows, member=member, day=day)]
    return sorted(found, key=lambda goal: not goal.card.outcome.is_open)
