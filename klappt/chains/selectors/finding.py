"""From a situation to the chains that lead on, in words: what is open, what to ask, what blocks (B6)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klappt.alliances.models import Alliance
from klappt.chains.selectors.catalogue import full_catalogue
from klappt.chains.selectors.change_words import ChangeWords, change_words
from klappt.chains.selectors.timetable import Span, Timetable, timetable
from klappt.core.catalogue import Catalogue, read_profile
from klappt.core.chains import Chain, Change, Step, Ways, find_chains, unblock
from klappt.core.programme import Deadline
from klappt.core.questions import GoalStep, next_question_for_goal
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models import Offer as OfferRow
from klappt.offers.models import OfferRole
from klappt.offers.selectors.catalogue import places_on
from klappt.profiles.words import Reason, open_leaves, questions_to_ask, reasons, standing

MOST_SETS = 6
# Seconds that a page looks for changes that would open a way.
PATIENCE = 2.0


@dataclass(frozen=True)
class Wanted:
    """What somebody is looking for; never stored."""

    goal: str
    profile: Mapping[str, object]
    horizon: int
    conditional: bool
    warm_only: bool
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ShownStep:
    """A step of a chain as a page tells it. `begins` is a month of the calendar, counted from today."""

    step: Step
    offer: OfferRow
    begins: datetime.date
    state: str
    because: list[Reason]
    to_check: list[Reason]
    to_ask: list[str]
    carriers: list[OfferRole]
    places: int | None
    places_as_of: datetime.date | None

    @property
    def length_is_known(self) -> bool:
        return self.offer.months is not None


@dataclass(frozen=True)
class ShownChain:
    chain: Chain
    steps: list[ShownStep]

    @property
    def months_are_known(self) -> bool:
        return all(each.length_is_known for each in self.steps)

    @property
    def timetable(self) -> Timetable | None:
        return timetable([_span(each) for each in self.steps])


def _span(shown: ShownStep) -> Span:
    step = shown.step
    return Span(shown.offer.name, step.start, step.waited, shown.offer.months, step.conditional, step.cold)


@dataclass(frozen=True)
class ShownChange:
    """One change that would help, with the place it is about."""

    told: ChangeWords
    change: Change
    offer: OfferRow

    @property
    def code(self) -> str:
        """Names the place in a form: which offer, which leaf of its rule."""
        return f"{self.change.offer}|{self.change.leaf}"


@dataclass(frozen=True)
class Found:
    chains: list[ShownChain]
    unblocked_by: list[list[ShownChange]]
    time_was_short: bool
    question: GoalStep
    goal_is_met: bool
    catalogue_is_empty: bool


def find(alliance: Alliance, wanted: Wanted, day: datetime.date) -> Found:
    """The best chains for the situation on this day; where there is none, what would open one."""
    catalogue = full_catalogue(alliance, day)
    profile = read_profile(dict(wanted.profile), catalogue.attributes)
    options = {"conditional": wanted.conditional, "warm_only": wanted.warm_only}
    front = find_chains(catalogue, profile, wanted.goal, horizon=wanted.horizon, day=day, **options)
    ways = Ways((), complete=True)
    if front.blocked:
        soon = Deadline.after(PATIENCE)
        ways = unblock(
            catalogue, profile, wanted.goal, horizon=wanted.horizon, day=day, deadline=soon, **options
        )
    question = next_question_for_goal(
        catalogue,
        profile,
        wanted.goal,
        day=day,
        skipped=wanted.skipped,
        conditional=wanted.conditional,
    )
    keys = {key for chain in front.chains for key in chain.offers}
    keys |= {key for change in ways.sets for each in change for key in (each.offer, each.after) if key}
    told = _Told(alliance, catalogue, day, keys)
    return Found(
        chains=[told.chain(chain) for chain in front.chains if chain.offers],
        unblocked_by=[[told.change(each) for each in one] for one in ways.sets[:MOST_SETS]],
        time_was_short=not ways.complete,
        question=question,
        goal_is_met=any(not chain.offers for chain in front.chains),
        catalogue_is_empty=not catalogue.offers,
    )


class _Told:
    """Turns core's values into what a page shows; reads each offer once."""

    def __init__(
        self, alliance: Alliance, catalogue: Catalogue, day: datetime.date, keys: Iterable[str]
    ) -> None:
        self.day = day
        self.attributes = catalogue.attributes
        self.catalogue = catalogue
        rows = list(OfferRow.objects.filter(alliance=alliance, key__in=keys).order_by("pk"))
        self.rows = {row.key: row for row in rows}
        self.places = places_on(alliance, day, rows)
        self.carriers: dict[int, list[OfferRole]] = {}
        roles = OfferRole.objects.active_on(day).filter(offer__in=rows).select_related("institution")
        shown = roles.filter(role__in=(OfferRoleKind.CARRIES, OfferRoleKind.RUNS)).order_by("role", "pk")
        for role in shown.prefetch_related("institution__contacts"):
            self.carriers.setdefault(role.offer_id, []).append(role)

    def chain(self, chain: Chain) -> ShownChain:
        return ShownChain(chain, [self._step(step) for step in chain.timetable])

    def _step(self, step: Step) -> ShownStep:
        row = self.rows[step.offer]
        places = self.places.get(row.pk)
        return ShownStep(
            step=step,
            offer=row,
            begins=months_later(self.day, step.start),
            state=standing(step.verdict),
            because=reasons(step.verdict, self.attributes),
            to_check=open_leaves(step.verdict, self.attributes),
            to_ask=questions_to_ask(step.verdict, self.attributes),
            carriers=self.carriers.get(row.pk, []),
            places=places.places if places else None,
            places_as_of=places.as_of if places else None,
        )

    def change(self, change: Change) -> ShownChange:
        return ShownChange(change_words(change, self.catalogue), change, self.rows[change.offer])


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The first of the month that begins, or goes on, so many months after the day."""
    month = day.year * 12 + day.month - 1 + months
    return datetime.date(month // 12, month % 12 + 1, 1)
