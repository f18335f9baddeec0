"""Need by subgroup: met, conditional, to be cleared up, not checked, gap (B4). The rows come from the tables,
the states from core."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from klappt.alliances.models import Alliance
from klappt.chains.models import Consequence, NeedAnswer, NeedReview
from klappt.core.access import Rules, compile_rules
from klappt.core.catalogue import OfferKind
from klappt.core.cells import Cell, CellState, cell, tally
from klappt.core.conditions import Answer, Verdict
from klappt.needs.models import Need, NeedSubgroup
from klappt.offers.models import Offer
from klappt.offers.selectors.catalogue import catalogue_of
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation
from klappt.profiles.selectors.subgroups import subgroups

# What asks for a consequence or for looking into it.
OPEN_STATES = frozenset({CellState.GAP, CellState.UNCHECKED, CellState.UNCLEAR})


@dataclass(frozen=True)
class Place:
    """One cell on the page. `cell` None: this subgroup does not have the need."""

    subgroup: Subgroup
    cell: Cell | None
    consequences: int = 0


@dataclass(frozen=True)
class Row:
    """One need with its cells, one for each subgroup."""

    need: Need
    places: list[Place]
    looked_through: bool
    offers: int

    def cells(self) -> list[Cell]:
        return [place.cell for place in self.places if place.cell]

    @property
    def waiting(self) -> list[Place]:
        """Gaps nobody has drawn a consequence from."""
        return [p for p in self.places if p.cell and p.cell.best is CellState.GAP and not p.consequences]


@dataclass(frozen=True)
class Matrix:
    """All needs and subgroups in use. `counts` are cells by state, the better of the two marks counting."""

    subgroups: list[Subgroup]
    rows: list[Row]
    counts: Mapping[CellState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(len(row.waiting) for row in self.rows)

    def first_waiting(self) -> tuple[Need, Subgroup] | None:
        """The gap to look at next: in the order of needs and subgroups."""
        return next(((row.need, place.subgroup) for row in self.rows for place in row.waiting), None)


def matrix(alliance: Alliance, day: datetime.date) -> Matrix:
    """Eleven queries and one verdict for each offer that answers a need and each subgroup."""
    groups = list(subgroups(alliance))
    answers = _answers(alliance)
    rules = rules_for(alliance, day, {key for rows in answers.values() for key, _kind in rows})
    verdicts = {group.pk: _verdicts(rules, group) for group in groups}
    concerned = _concerned()
    reviewed = set(NeedReview.objects.order_by().values_list("need_id", flat=True))
    consequences = _consequences()
    rows = [
        Row(
            need,
            [_place(need, group, answers, verdicts, concerned, reviewed, consequences) for group in groups],
            need.pk in reviewed or bool(answers.get(need.pk)),
            len(answers.get(need.pk, ())),
        )
        for need in Need.objects.filter(alliance=alliance).current().select_related("theme")
    ]
    return Matrix(groups, rows, tally(each for row in rows for each in row.cells()))


def _place(
    need: Need,
    group: Subgroup,
    answers: Mapping[int, Sequence[tuple[str, OfferKind]]],
    verdicts: Mapping[int, Mapping[str, Verdict]],
    concerned: Mapping[int, set[int]],
    reviewed: set[int],
    consequences: Mapping[tuple[int, int], int],
) -> Place:
    if need.pk in concerned and group.pk not in concerned[need.pk]:
        return Place(group, None)
    offers = answers.get(need.pk, ())
    looked_through = need.pk in reviewed or bool(offers)
    found = cell(offers, verdicts[group.pk], looked_through=looked_through)
    return Place(group, found, consequences.get((need.pk, group.pk), 0))


def _answers(alliance: Alliance) -> dict[int, list[tuple[str, OfferKind]]]:
    """The offers that answer each need, by the need's key. Ideas do not count: they do not exist yet."""
    rows = NeedAnswer.objects.filter(alliance=alliance, offer__in=Offer.objects.all().existing())
    found: dict[int, list[tuple[str, OfferKind]]] = defaultdict(list)
    for row in rows.select_related("offer").order_by("offer__position", "pk"):
        found[row.need_id].append((row.offer.key, OfferKind(row.offer.kind)))
    return found


def rules_for(alliance: Alliance, day: datetime.date, keys: set[str]) -> Rules:
    """Only the rules that are asked for are compiled."""
    catalogue = catalogue_of(alliance, day)
    wanted = tuple(offer for offer in catalogue.offers if offer.key in keys)
    return compile_rules(replace(catalogue, offers=wanted, ideas=()), day)


def _verdicts(rules: Rules, group: Subgroup) -> Mapping[str, Verdict]:
    """Reasons only where the state depends on them: they cost more than the answer."""
    state = rules.state(situation(group.profile, rules.catalogue.attributes))
    answers = {key: rule.answer(state) for key, rule in rules.offers.items()}
    return {
        key: rules.offers[key].verdict(state) if answer is Answer.UNKNOWN else Verdict(answer)
        for key, answer in answers.items()
    }


def _concerned() -> dict[int, set[int]]:
    """The subgroups a need was named for; a need that is not in it holds for all."""
    found: dict[int, set[int]] = defaultdict(set)
    for need, group in NeedSubgroup.objects.order_by().values_list("need_id", "subgroup_id"):
        found[need].add(group)
    return found


def _consequences() -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    for place in Consequence.objects.order_by().values_list("need_id", "subgroup_id"):
        found[place] += 1
    return found
