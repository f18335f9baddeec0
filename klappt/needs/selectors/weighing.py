import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.alliances.models import Alliance, Membership
from klappt.bodies.selectors.voices import voices
from klappt.core.weighing import Spread, ranked, spread_of
from klappt.needs.models import Need, NeedWeight, WeighingRound
from klappt.needs.policies import AT_THE_TABLE

Row = TypeVar("Row", bound=Model)
SHOWN_FROM = 3  # in a group that knows itself, two weights could be told apart by looking around


@dataclass(frozen=True)
class Bar:
    """One column of a small picture: how many gave this weight; places in SVG units."""

    weight: int
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Weighed:
    """What a round says about one need. Without `spread` it does not show yet; `n` is how many weighed."""

    n: int
    abstained: int
    asked: int
    spread: Spread | None = None

    @property
    def bars(self) -> list[Bar]:
        if self.spread is None:
            return []
        most = max(self.spread.counts)
        heights = [round(36 * count / most) for count in self.spread.counts]
        counted = enumerate(zip(self.spread.counts, heights, strict=True))
        return [Bar(weight, count, 22 * weight, 40 - high, high) for weight, (count, high) in counted]

    @property
    def middle(self) -> float | None:
        """The median for the screen: a half is as exact as it gets."""
        median = self.spread.median if self.spread else None
        return None if median is None else float(median)

    @property
    def mean(self) -> float | None:
        mean = self.spread.mean if self.spread else None
        return None if mean is None else round(float(mean), 1)


@dataclass(frozen=True)
class Participation:
    """How many of those at the table have weighed something, and how many everything."""

    asked: int
    begun: int
    complete: int


def round_under_way() -> WeighingRound | None:
    found: WeighingRound | None = WeighingRound.objects.filter(closed_on=None).first()
    return found


def rounds() -> list[WeighingRound]:
    return list(WeighingRound.objects.order_by("-opened_on", "-pk"))


def round_to_show(key: str) -> WeighingRound | None:
    """The one asked for, else the last one that is over, else the one under way."""
    known = rounds()
    chosen = next((each for each in known if str(each.pk) == key), None)
    over = next((each for each in known if each.closed_on is not None), None)
    return chosen or over or next(iter(known), None)


def at_the_table(
    alliance: Alliance,
    day: datetime.date,
    round: WeighingRound | None = None,
) -> list[int]:
    """Numbers of the people who may weigh on this day (and in this round).

    They are who speaks for a seat of the core group, and coordination and lead unless the round leaves them
    out. While nobody who signs in is noted on any seat, it is everybody whose role is at the table.
    """
    rows = Membership.objects.filter(alliance=alliance, role__in=AT_THE_TABLE).active_on(day)
    roles: dict[int, str] = dict(rows.order_by("pk").values_list("user_id", "role"))
    seated = voices(day).keys() & roles.keys()
    if not seated:
        return list(roles)
    steers = round is None or round.steering_weighs
    return [user for user, role in roles.items() if user in seated or (steers and role != Role.MEMBER)]


@dataclass(frozen=True)
class Origin:
    """From which fields' seats the weights of a round came; nobody is named."""

    by_field: list[tuple[str, int]]
    without_seat: int

    @property
    def seats(self) -> int:
        return sum(count for _label, count in self.by_field)


def origin_of(round: WeighingRound) -> Origin | None:
    """Only of a round that is over, and from as many people on as a result shows from."""
    if round.closed_on is None:
        return None
    people = set(NeedWeight.objects.filter(round=round).order_by().values_list("by", flat=True).distinct())
    if len(people) < SHOWN_FROM:
        return None
    fields = voices(round.closed_on)
    counted = Counter(fields[user] for user in people if user in fields)
    labels = [*((field.value, str(field.label)) for field in Field), ("", _("without a field"))]
    by_field = [(label, counted[key]) for key, label in labels if counted[key]]
    return Origin(by_field, len(people) - sum(counted.values()))


def participation(round: WeighingRound, people: Sequence[int], needs: Sequence[Need]) -> Participation:
    pairs = NeedWeight.objects.filter(round=round).order_by("pk").values_list("by", "need")
    return take_part(pairs, people, {need.pk for need in needs})


def take_part(pairs: Iterable[tuple[int, int]], people: Sequence[int], keys: set[int]) -> Participation:
    """Who of these people has begun, and who is done. `pairs`: person and row of each weight."""
    by_person = Counter(person for person, key in pairs if key in keys)
    begun = [by_person[person] for person in people if by_person[person]]
    return Participation(len(people), len(begun), sum(1 for count in begun if count == len(keys)))


def weighed(round: WeighingRound, people: Sequence[int]) -> dict[int, Weighed]:
    """By need; see `spread_by_row`."""
    rows = NeedWeight.objects.filter(round=round).order_by("pk").values_list("need", "by", "weight")
    return spread_by_row(rows, people, is_over=round.closed_on is not None)


def spread_by_row(
    rows: Iterable[tuple[int, int, int | None]], people: Sequence[int], *, is_over: bool
) -> dict[int, Weighed]:
    """`rows` are what was weighed, by whom, and the weight.

    A spread shows from three weights on, and not while somebody who may weigh has yet to do so.
    """
    given: dict[int, dict[int, int | None]] = defaultdict(dict)
    for key, person, weight in rows:
        given[key][person] = weight
    return {key: _weighed(set(people), by_person, is_over=is_over) for key, by_person in given.items()}


def _weighed(people: set[int], by_person: dict[int, int | None], *, is_over: bool) -> Weighed:
    spread = spread_of(by_person.values())
    is_settled = is_over or people <= by_person.keys()
    asked = len(by_person) if is_over else len(people | by_person.keys())
    shown = spread if is_settled and spread.n >= SHOWN_FROM else None
    return Weighed(spread.n, spread.abstained, asked, shown)


def by_weight(rows: Sequence[Row], found: dict[int, Weighed]) -> list[Row]:
    """In the order the round gave them; what does not show yet comes last, as it was entered."""
    empty = Spread((0,) * 5)
    spreads = {row.pk: (found[row.pk].spread if row.pk in found else None) or empty for row in rows}
    place = {key: number for number, key in enumerate(ranked(spreads, minimum=SHOWN_FROM))}
    return sorted(rows, key=lambda row: place[row.pk])


def own_weights(round: WeighingRound, user: User) -> dict[int, NeedWeight]:
    return {row.need_id: row for row in NeedWeight.objects.filter(round=round, by=user).order_by("pk")}
