"""The alliance's chains as one network: offers, steps, goals, where it is cold, where it breaks (B5)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from klappt.alliances.models import Alliance
from klappt.chains.enums import BETWEEN_OFFERS
from klappt.chains.models import Lever
from klappt.chains.selectors.catalogue import full_catalogue, step_of
from klappt.chains.selectors.fronts import PATIENCE, Asked, Found, found_for, steps_of
from klappt.core import catalogue as core
from klappt.core.access import compile_rules
from klappt.core.catalogue import Catalogue
from klappt.core.chains import Chain
from klappt.core.conditions import Answer, Profile
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation

Pair = tuple[str, str]
# More boxes are hard to read; then links beside the chains are left out.
READABLE = 60


@dataclass
class Stop:
    """An offer of the network. Keys of subgroups: who passes it, who is let in right now, who begins here."""

    offer: core.Offer
    is_idea: bool = False
    passes: set[int] = field(default_factory=set)
    open_to: set[int] = field(default_factory=set)
    conditional_to: set[int] = field(default_factory=set)
    begins: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)

    @property
    def start(self) -> int | None:
        """The earliest month in which anybody begins it."""
        return min(self.starts, default=None)

    @property
    def usually(self) -> float:
        """In which month it begins on average: what stands further left in the picture."""
        return sum(self.starts) / len(self.starts) if self.starts else 0.0


@dataclass
class Passage:
    """A step. `link` None: nothing is arranged. `broken_for`: it would lead on, but something blocks."""

    source: str
    target: str
    link: core.Link | None
    passes: set[int] = field(default_factory=set)
    broken_for: set[int] = field(default_factory=set)
    lever: Lever | None = None

    @property
    def is_agreed(self) -> bool:
        return self.link is not None and self.link.agreed

    @property
    def is_cold(self) -> bool:
        return not self.is_agreed

    @property
    def style(self) -> str:
        """How the line looks: linked, transfer, rule, cold or broken."""
        if self.broken_for and not self.passes:
            return "broken"
        if self.link is None or not self.link.agreed:
            return "cold"
        return {"link": "linked", "transfer": "transfer", "interface_rule": "rule"}[self.link.kind.value]


@dataclass(frozen=True)
class Result:
    """What was found for one subgroup and one goal."""

    goal: core.Goal
    subgroup: Subgroup
    found: Found


@dataclass(frozen=True)
class Course:
    """Everything the picture and the table behind it show. `missing`: results still being worked out."""

    catalogue: Catalogue
    goals: Sequence[core.Goal]
    stops: Mapping[str, Stop]
    passages: Mapping[Pair, Passage]
    # the last offers before each goal, with whom they bring there
    arrivals: Mapping[Pair, set[int]]
    results: Sequence[Result]
    missing: int

    @property
    def reached(self) -> list[Result]:
        return [each for each in self.results if not each.found.front.blocked]

    @property
    def blocked(self) -> list[Result]:
        return [each for each in self.results if each.found.front.blocked]

    @property
    def cold(self) -> list[Passage]:
        """Cold steps people pass, those of the most subgroups first."""
        rows = [each for each in self.passages.values() if each.is_cold and each.passes]
        return sorted(rows, key=lambda each: (-len(each.passes), each.source, each.target))


def course(
    alliance: Alliance, goals: Sequence[str], groups: Sequence[Subgroup], day: datetime.date
) -> Course:
    """The chains of these subgroups to these goals, with every agreed link beside them. Nine queries.

    All chains of each front are drawn: what one could do. Raises KeyError for a goal that is not there.
    """
    catalogue = full_catalogue(alliance, day)
    known = {goal.key: goal for goal in catalogue.goals}
    profiles = {group.pk: situation(group.profile, catalogue.attributes) for group in groups}
    drawing = _Drawing(catalogue)
    results = []
    for key in goals:
        found = found_for(Asked(catalogue, key, day), profiles, patience=PATIENCE / len(goals))
        results += [Result(known[key], group, found[group.pk]) for group in groups if group.pk in found]
    for each in results:
        drawing.take(each)
    drawing.add_links()
    drawing.let_in(profiles, day)
    drawing.add_levers(alliance)
    return Course(
        catalogue=catalogue,
        goals=[known[key] for key in goals],
        stops=drawing.stops,
        passages=drawing.passages,
        arrivals=drawing.arrivals,
        results=results,
        missing=len(goals) * len(groups) - len(results),
    )


class _Drawing:
    """Collects stops and passages chain by chain."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.offers = {offer.key: offer for offer in catalogue.offers}
        self.ideas = {idea.key: idea.offer for idea in catalogue.ideas}
        self.links = {(link.source, link.target): link for link in catalogue.links}
        self.stops: dict[str, Stop] = {}
        self.passages: dict[Pair, Passage] = {}
        self.arrivals: dict[Pair, set[int]] = defaultdict(set)

    def take(self, result: Result) -> None:
        found, group = result.found, result.subgroup.pk
        for chain in found.front.chains:
            self._chain(group, chain)
            if chain.offers:
                self.arrivals[chain.offers[-1], result.goal.key].add(group)
        if found.after and found.unblock:
            self._broken(group, found.after, {change.offer for change in found.unblock[0]})
            self.arrivals.setdefault((found.after.offers[-1], result.goal.key), set())

    def _chain(self, group: int, chain: Chain) -> None:
        for step in chain.timetable:
            stop = self._stop(step.offer)
            stop.passes.add(group)
            stop.starts.append(step.start)
        for pair in steps_of(chain):
            self._passage(pair).passes.add(group)
        if chain.offers:
            self.stops[chain.offers[0]].begins.add(group)

    def _broken(self, group: int, chain: Chain, changed: set[str]) -> None:
        """The chain there would be: up to what blocks it, and from there on broken."""
        for step in chain.timetable:
            stop = self._stop(step.offer)
            stop.starts.append(step.start)
            if step.offer in changed:
                stop.blocks.add(group)
        for pair in steps_of(chain):
            self._passage(pair).broken_for.add(group)

    def add_links(self) -> None:
        """What is agreed belongs to the picture, whether or not a chain of today uses it.

        Where that would be too much to read, only between offers of the chains.
        """
        agreed = [
            pair
            for pair, link in self.links.items()
            if link.agreed and pair[0] in self.offers and pair[1] in self.offers
        ]
        if len(set(self.stops).union(*agreed)) > READABLE:
            agreed = [pair for pair in agreed if self.stops.keys() >= set(pair)]
        for pair in agreed:
            for key in pair:
                self._stop(key)
            self._passage(pair)

    def let_in(self, profiles: Mapping[int, Profile], day: datetime.date) -> None:
        """Whom each offer of the picture lets in right now; only their rules are compiled."""
        shown = tuple(stop.offer for stop in self.stops.values())
        rules = compile_rules(replace(self.catalogue, offers=shown, ideas=(), goals=()), day)
        for group, profile in profiles.items():
            state = rules.state(profile)
            for key, stop in self.stops.items():
                answer = rules.offers[key].answer(state)
                if answer is Answer.YES:
                    stop.open_to.add(group)
                elif answer is Answer.CONDITIONAL:
                    stop.conditional_to.add(group)

    def add_levers(self, alliance: Alliance) -> None:
        rows: Iterable[Lever] = (
            Lever.objects.filter(alliance=alliance, kind__in=BETWEEN_OFFERS)
            .ahead()
            .select_related("source", "target")
            .order_by("-pk")
        )
        for lever in rows:
            passage = self.passages.get(step_of(lever))
            if passage:
                passage.lever = lever

    def _stop(self, key: str) -> Stop:
        if key not in self.stops:
            is_idea = key in self.ideas
            self.stops[key] = Stop(self.ideas[key] if is_idea else self.offers[key], is_idea)
        return self.stops[key]

    def _passage(self, pair: Pair) -> Passage:
        if pair not in self.passages:
            self.passages[pair] = Passage(*pair, self.links.get(pair))
        return self.passages[pair]
