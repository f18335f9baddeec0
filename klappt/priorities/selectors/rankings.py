"""Which order holds, which held before, and what changed from one to the next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from klappt.priorities.models import FirstStep, Priority, Rank, Ranking


@dataclass(frozen=True)
class Change:
    """What became of one priority from an order to the next; places are None where it is not ranked."""

    priority: Priority
    before: int | None
    after: int | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "same" if self.before == self.after else "moved"


@dataclass(frozen=True)
class Earlier:
    """An order with the day until which it held (None: it holds) and what was different before it."""

    ranking: Ranking
    until: datetime.date | None
    changes: tuple[Change, ...]


def rankings() -> list[Ranking]:
    """All orders, the latest first, with places; two queries, and two more with the steps."""
    ranks = Rank.objects.select_related(
        "priority__need", "priority__subgroup", "priority__lever", "priority__goal"
    ).prefetch_related(Prefetch("priority__steps", queryset=steps()))
    rows = Ranking.objects.select_related("outcome__item__meeting__body").order_by("-valid_from", "-pk")
    return list(rows.prefetch_related(Prefetch("ranks", queryset=ranks.order_by("place", "pk"))))


def steps() -> QuerySet[FirstStep]:
    rows: QuerySet[FirstStep] = FirstStep.objects.select_related(
        "outcome__institution", "outcome__item__meeting"
    ).order_by("outcome__due_on", "pk")
    return rows


def holds_on(day: datetime.date, known: Sequence[Ranking]) -> Ranking | None:
    """The order in force on a day: the latest that began on it or before it."""
    return next((each for each in known if each.valid_from <= day), None)


def story(known: Sequence[Ranking]) -> list[Earlier]:
    """Each order, the latest first, with how long it held and how it differs from the one before."""
    found = []
    for number, ranking in enumerate(known):
        later = known[number - 1] if number else None
        before = known[number + 1] if number + 1 < len(known) else None
        found.append(Earlier(ranking, later.valid_from if later else None, changes(before, ranking)))
    return found


def changes(before: Ranking | None, after: Ranking) -> tuple[Change, ...]:
    """What is new, moved, the same or gone, in the order of the places; what is gone comes last."""
    if before is None:
        return ()
    old = {rank.priority_id: rank for rank in before.ranks.all()}
    new = list(after.ranks.all())
    found = [
        Change(rank.priority, old[rank.priority_id].place if rank.priority_id in old else None, rank.place)
        for rank in new
    ]
    kept = {rank.priority_id for rank in new}
    return (
        *found,
        *(Change(rank.priority, rank.place, None) for key, rank in old.items() if key not in kept),
    )
