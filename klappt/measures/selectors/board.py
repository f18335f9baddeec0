"""The measures as a board: a column for each state."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from klappt.alliances.policies import Member
from klappt.meetings.enums import OPEN_STATES, OutcomeState
from klappt.meetings.models import Outcome, OutcomeChange
from klappt.meetings.policies import is_responsible, may_move

CARDS = 25
"""A column shows so many, of what has ended only the latest; the list shows them all."""
ENDED_CARDS = 6
# Where a measure most likely goes from each state: the one button on its card.
NEXT = {
    OutcomeState.AGREED: OutcomeState.BEGUN,
    OutcomeState.BEGUN: OutcomeState.DONE,
    OutcomeState.STUCK: OutcomeState.BEGUN,
    OutcomeState.DROPPED: OutcomeState.AGREED,
}


@dataclass(frozen=True)
class Card:
    """A measure with what the reader may do with it; `seen` is the step after which it stands so."""

    outcome: Outcome
    is_overdue: bool
    is_mine: bool
    may_move: bool
    seen: int | None

    @property
    def forward(self) -> OutcomeState | None:
        return NEXT.get(OutcomeState(self.outcome.state))

    @property
    def others(self) -> list[OutcomeState]:
        """All other states it can be moved to."""
        taken = {self.outcome.state, self.forward}
        return [state for state in OutcomeState if state not in taken]


@dataclass(frozen=True)
class Column:
    state: OutcomeState
    cards: list[Card]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


def board(found: QuerySet[Outcome], *, member: Member, day: datetime.date) -> list[Column]:
    """What is open by day, soonest first; what has ended by when it did, the latest first."""
    counted = found.order_by().values_list("state").annotate(number=Count("pk"))
    totals = dict(counted.order_by("state"))
    rows = {
        state: list(_column(found, state)[: CARDS if state in OPEN_STATES else ENDED_CARDS])
        for state in OutcomeState
    }
    everything = cards([row for column in rows.values() for row in column], member=member, day=day)
    by_key = {card.outcome.pk: card for card in everything}
    return [
        Column(state, [by_key[row.pk] for row in rows[state]], totals.get(state.value, 0))
        for state in OutcomeState
    ]


def cards(rows: Iterable[Outcome], *, member: Member, day: datetime.date) -> list[Card]:
    """One query more, for the step each was last moved by."""
    shown = list(rows)
    seen = last_steps(shown)
    return [
        Card(
            outcome=row,
            is_overdue=row.is_overdue(day),
            is_mine=is_responsible(member, row),
            may_move=bool(may_move(member, row)),
            seen=seen.get(row.pk),
        )
        for row in shown
    ]


def last_steps(rows: Iterable[Outcome]) -> dict[int, int]:
    """The key of the last step of each result."""
    steps = OutcomeChange.objects.filter(outcome__in=[row.pk for row in rows]).order_by("at", "pk")
    return dict(steps.values_list("outcome_id", "pk"))


def _column(found: QuerySet[Outcome], state: OutcomeState) -> QuerySet[Outcome]:
    order = ("due_on", "pk") if state in OPEN_STATES else ("-state_since", "-pk")
    return found.filter(state=state).order_by(*order)
