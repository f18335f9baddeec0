"""The next question on the way to a goal: what could still change the front of chains.

A sound bound, not the search itself: from what is known, which values could each attribute ever take, which
offers could then ever be started, and which of those lead, through their effects or as a warm bridge, to what
the goal asks for. Nobody is asked for an attribute that none of these rules mentions. (Planners call the
first half a relaxation without deletes; Bonet and Geffner, "Planning as heuristic search", Artificial
Intelligence 129, 2001.)
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from klappt.core.catalogue import Add, Catalogue, Offer, Raise
from klappt.core.conditions import Answer, Condition, Profile, Value
from klappt.core.questions.ask import Question, access_on, cuts_of
from klappt.core.questions.choose import gains
from klappt.core.questions.diagrams import ENDS
from klappt.core.questions.functions import Functions, Situation

Threshold = Literal[Answer.CONDITIONAL, Answer.YES]


@dataclass(frozen=True, slots=True)
class GoalStep:
    """The next question for a goal; None when no answer could change the front of chains any more.

    `ask` are all attributes that could still change it, in the order of the catalogue. `reachable` is False
    when no chain leads to the goal whatever the person answers; True only says that this is not excluded.
    """

    question: Question | None
    ask: tuple[str, ...]
    reachable: bool

    @property
    def settled(self) -> bool:
        return self.question is None


def next_question_for_goal(
    catalogue: Catalogue,
    profile: Profile,
    goal: str,
    *,
    day: datetime.date,
    skipped: Collection[str] = (),
    conditional: bool = True,
) -> GoalStep:
    """The question that takes away most uncertainty about the goal and the offers on ways to it.

    `skipped` are attributes the person was asked for and does not know. Without `conditional` only steps that
    are open without reservation count. Raises KeyError for a goal the catalogue does not have,
    `TooLargeError` for rules too entangled to be looked through.
    """
    aim = {one.key: one.when for one in catalogue.goals}[goal]
    if _is_met(catalogue, aim, Situation(profile, frozenset(skipped), day)):
        return GoalStep(None, (), reachable=True)
    relaxed = _Relaxed(catalogue, profile, aim, day, frozenset(skipped))
    return relaxed.step(Answer.CONDITIONAL if conditional else Answer.YES)


def _is_met(catalogue: Catalogue, aim: Condition, situation: Situation) -> bool:
    """Whether the goal is met now, whatever is unknown: then the empty chain is the best."""
    functions = Functions(catalogue.attributes, [aim], situation, may_stay_open=True)
    return functions.diagram(aim) == Answer.YES


class _Relaxed:
    """The catalogue as if nothing were ever lost: attributes only gain possible values."""

    def __init__(
        self,
        catalogue: Catalogue,
        profile: Profile,
        aim: Condition,
        day: datetime.date,
        skipped: frozenset[str],
    ) -> None:
        self.catalogue = catalogue
        self.profile = profile
        self.skipped = skipped
        access = [access_on(offer, day) for offer in catalogue.offers]
        changing = {effect.attribute for offer in catalogue.offers for effect in offer.effects}
        growing = {one.key for one in catalogue.attributes if one.per_month}
        fixed = {key: value for key, value in profile.items() if key not in changing | growing}
        # What an offer could set is open even where nobody knows it today.
        situation = Situation(fixed, skipped - changing, day)
        # In a chain, who does not know is not at the goal: "not known" is an answer like others.
        self.functions = Functions(catalogue.attributes, [aim, *access], situation, may_stay_open=True)
        self.conditions = [aim, *access]
        self.aim = self.functions.diagram(aim)
        self.access = [self.functions.diagram(condition) for condition in access]
        self.growing = growing
        self.domains = [self._at_first(level) for level in range(len(self.functions.open))]

    def step(self, threshold: Threshold) -> GoalStep:
        reached = self._reach(threshold)
        aim = self._within(self.aim)
        if self._best(aim) < Answer.YES:
            return GoalStep(None, (), reachable=False)
        nodes = [aim, *(self._within(self.access[number]) for number in self._of_use(aim, reached))]
        counts = Counter(node for node in nodes if node >= ENDS)
        diagrams, attributes = self.functions.diagrams, self.functions.open
        mentioned = frozenset[int]().union(*(diagrams.support(node) for node in counts))
        known = {*self.profile, *self.skipped}
        ask = [level for level in sorted(mentioned) if attributes[level].key not in known]
        if not ask:
            return GoalStep(None, (), reachable=True)
        bits = gains(diagrams, counts)
        best = max(ask, key=lambda level: (round(bits.get(level, 0.0), 9), -level))
        question = Question(attributes[best], cuts_of(attributes[best], self.conditions))
        return GoalStep(question, tuple(attributes[level].key for level in ask), reachable=True)

    def _at_first(self, level: int) -> frozenset[int]:
        """The classes a person may be in, now or as time goes by."""
        attribute, classes = self.functions.open[level], self.functions.classes[level]
        every = frozenset(range(len(classes)))
        if attribute.key in self.skipped:
            return frozenset(number for number in every if classes[number].sample is None)
        if attribute.key not in self.profile or attribute.key in self.growing:
            return every
        return frozenset({self.functions.class_of(level, self.profile[attribute.key])})

    def _reach(self, threshold: Threshold) -> list[int]:
        """The offers that could ever be started; widens the domains by their effects."""
        reached: list[int] = []
        left = list(range(len(self.access)))
        while True:
            new = [number for number in left if self._best(self._within(self.access[number])) >= threshold]
            if not new:
                return reached
            reached += new
            left = [number for number in left if number not in set(new)]
            for number in new:
                for level, classes in self._effects(self.catalogue.offers[number]):
                    self.domains[level] |= classes

    def _effects(self, offer: Offer) -> Iterator[tuple[int, frozenset[int]]]:
        levels = {attribute.key: level for level, attribute in enumerate(self.functions.open)}
        for effect in offer.effects:
            level = levels.get(effect.attribute)
            if level is None:
                continue
            if isinstance(effect, Add):
                yield level, frozenset(range(len(self.functions.classes[level])))
            else:
                value: Value = effect.to if isinstance(effect, Raise) else effect.value
                yield level, frozenset({self.functions.class_of(level, value)})

    def _of_use(self, aim: int, reached: list[int]) -> list[int]:
        """Of the offers that could be started those that could matter for the goal."""
        support = self.functions.diagrams.support
        wanted = set(support(aim))
        if any(self.functions.open[level].key in self.growing for level in wanted):
            # A last offer, whichever it is, lets the months pass that the goal waits for.
            return reached
        used: list[int] = []
        left = set(reached)
        bridges = self._bridges()
        while True:
            new = [number for number in sorted(left) if number in bridges or self._touches(number, wanted)]
            if not new:
                return used
            used += new
            left -= set(new)
            for number in new:
                wanted |= support(self._within(self.access[number]))

    def _touches(self, number: int, wanted: set[int]) -> bool:
        return any(level in wanted for level, _ in self._effects(self.catalogue.offers[number]))

    def _bridges(self) -> set[int]:
        """Offers with an agreed link to and from them: over one, a step may be warm that else is cold."""
        agreed = [link for link in self.catalogue.links if link.agreed]
        between = {link.target for link in agreed} & {link.source for link in agreed}
        return {number for number, offer in enumerate(self.catalogue.offers) if offer.key in between}

    def _within(self, node: int) -> int:
        """The diagram without the classes nobody can be in."""
        return self.functions.diagrams.within(node, self.domains)

    def _best(self, node: int) -> int:
        return max(self.functions.diagrams.ends(node))
