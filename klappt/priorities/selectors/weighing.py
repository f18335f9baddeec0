"""What a round says about each priority: how the weights are spread, the middle behind it."""

from collections import defaultdict
from collections.abc import Sequence

from klappt.accounts.models import User
from klappt.core.weighing import Spread, ranked, spread_of
from klappt.needs.selectors.weighing import SHOWN_FROM, Participation, Weighed
from klappt.priorities.models import Priority, Round, Weight


def round_under_way() -> Round | None:
    found: Round | None = Round.objects.select_related("alliance").filter(closed_on=None).first()
    return found


def rounds() -> list[Round]:
    return list(Round.objects.order_by("-opened_on", "-pk"))


def round_to_show(known: Sequence[Round]) -> Round | None:
    """The last one that is over, else the one under way."""
    over = next((each for each in known if each.closed_on is not None), None)
    return over or next(iter(known), None)


def participation(round: Round, people: Sequence[int], rows: Sequence[Priority]) -> Participation:  # noqa: A002 - the field's own word
    keys = {row.pk for row in rows}
    by_person: dict[int, int] = defaultdict(int)
    for person, priority in Weight.objects.filter(round=round).order_by("pk").values_list("by", "priority"):
        by_person[person] += priority in keys
    begun = [by_person[person] for person in people if by_person.get(person)]
    return Participation(len(people), len(begun), sum(1 for count in begun if count == len(keys)))


def weighed(round: Round, people: Sequence[int]) -> dict[int, Weighed]:  # noqa: A002 - as above
    """By priority. Shows from three weights on, and not while somebody who may weigh has yet to do so."""
    given: dict[int, dict[int, int | None]] = defaultdict(dict)
    rows = Weight.objects.filter(round=round).order_by("pk").values_list("priority", "by", "weight")
    for priority, person, weight in rows:
        given[priority][person] = weight
    return {
        key: _weighed(set(people), by_person, is_over=round.closed_on is not None)
        for key, by_person in given.items()
    }


def _weighed(people: set[int], by_person: dict[int, int | None], *, is_over: bool) -> Weighed:
    spread = spread_of(by_person.values())
    is_settled = is_over or people <= by_person.keys()
    asked = len(by_person) if is_over else len(people | by_person.keys())
    shown = spread if is_settled and spread.n >= SHOWN_FROM else None
    return Weighed(spread.n, spread.abstained, asked, shown)


def by_weight(rows: Sequence[Priority], found: dict[int, Weighed]) -> list[Priority]:
    """In the order the round gave them; what does not show yet comes last, as it was proposed."""
    empty = Spread((0,) * 5)
    spreads = {row.pk: (found[row.pk].spread if row.pk in found else None) or empty for row in rows}
    place = {key: number for number, key in enumerate(ranked(spreads, minimum=SHOWN_FROM))}
    return sorted(rows, key=lambda row: place[row.pk])


def own_weights(round: Round, user: User) -> dict[int, Weight]:  # noqa: A002 - as above
    return {row.priority_id: row for row in Weight.objects.filter(round=round, by=user).order_by("pk")}
