"""What a round says about each priority: how the weights are spread, the middle behind it."""

from collections.abc import Sequence

from klappt.accounts.models import User
from klappt.needs.selectors.weighing import Participation, Weighed, spread_by_row, take_part
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


def participation(round: Round, people: Sequence[int], rows: Sequence[Priority]) -> Participation:
    pairs = Weight.objects.filter(round=round).order_by("pk").values_list("by", "priority")
    return take_part(pairs, people, {row.pk for row in rows})


def weighed(round: Round, people: Sequence[int]) -> dict[int, Weighed]:
    """By priority; see `spread_by_row`."""
    rows = Weight.objects.filter(round=round).order_by("pk").values_list("priority", "by", "weight")
    return spread_by_row(rows, people, is_over=round.closed_on is not None)


def own_weights(round: Round, user: User) -> dict[int, Weight]:
    return {row.priority_id: row for row in Weight.objects.filter(round=round, by=user).order_by("pk")}
