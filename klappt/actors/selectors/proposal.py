"""From the table of actors to a proposal for the core group, and with all it starts from (A9, A15)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from klappt.actors.enums import UNDER_WAY, ApproachState, Field, Rating, Tick, WishKind
from klappt.actors.models import Approach, Assessment, CriterionMark, Institution, SelectionWish
from klappt.actors.selectors.core_group import core_group_on, selection_settings
from klappt.alliances.models import Alliance
from klappt.core import selection as core

SECONDS = 6.0
MOST_EXCHANGES = 12
REMEMBERED_FOR = 3600


class Origin(StrEnum):
    """Why an institution must be in, or must not."""

    WISHED = auto()
    SITS = auto()
    UNDER_WAY = auto()
    UNWANTED = auto()
    DECLINED = auto()


@dataclass(frozen=True)
class Asked:
    """Numbers and rules of one computation: stored ones, or what-if ones from the address.

    `keep`: who sits there already or is being approached stays. `again`: who declined may be proposed again.
    """

    size: int
    per_field: Mapping[str, int]
    per_criterion: Mapping[str, int]
    keep: bool = True
    again: bool = False


@dataclass(frozen=True)
class Ground:
    """Everything the computation starts from, as plain values."""

    institutions: dict[int, Institution]
    candidates: tuple[core.Candidate, ...]
    wishes: core.Wishes
    why_in: dict[int, Origin]
    why_out: dict[int, Origin]
    notes: dict[int, str]
    settled: frozenset[int]
    asked: Asked


@dataclass(frozen=True)
class Proposal:
    """The answer: core's result and the rows it speaks of."""

    ground: Ground
    result: core.CoreGroup
    chosen: tuple[core.Choice, ...]
    coverage: tuple[core.Coverage, ...]
    exchange: core.Exchange | None = None

    @property
    def institutions(self) -> dict[int, Institution]:
        return self.ground.institutions

    @property
    def new(self) -> list[int]:
        """Keys of those who neither sit there nor are being approached."""
        return [int(choice.key) for choice in self.chosen if choice.key not in self.ground.settled]


def stored_wishes() -> Asked:
    """The numbers the alliance has stored, or the usual ones."""
    row = selection_settings()
    return Asked(row.size, row.per_field, row.per_criterion)


def ground(asked: Asked) -> Ground:
    """Read the table of actors for one computation."""
    institutions = {each.pk: each for each in Institution.objects.all()}
    criteria: dict[int, set[str]] = {}
    for key, criterion in (
        CriterionMark.objects.filter(meets=Tick.YES).order_by("pk").values_list("institution_id", "criterion")
    ):
        criteria.setdefault(key, set()).add(criterion)
    goes_well = institutions_going_well()
    candidates = tuple(
        core.Candidate(
            key=key,
            field=row.field if row.field in Field else None,
            criteria=frozenset(criteria.get(key, ())),
            commitment=(row.cooperation == Tick.YES) + (key in goes_well),
            planned=row.core_group_planned == Tick.YES,
        )
        for key, row in institutions.items()
    )
    return _with_wishes(asked, institutions, candidates)


def institutions_going_well() -> set[int]:
    """Where the latest assessment of the cooperation is good or better."""
    latest = Assessment.objects.filter(institution=OuterRef("institution")).order_by("-on", "-pk")
    rows = Assessment.objects.filter(pk=Subquery(latest.values("pk")[:1]), rating__gte=Rating.GOOD)
    return set(rows.order_by("pk").values_list("institution_id", flat=True))


def propose(alliance: Alliance, asked: Asked, exchange: str = "") -> Proposal:
    """The best group for what is asked; with `exchange` ("5-9") the equally good one it leads to."""
    start = ground(asked)
    result = _solve(alliance, start)
    chosen, coverage, taken = result.chosen, result.coverage, None
    for each in result.exchanges:
        if exchange and name_of(each) == exchange:
            keys = set(result.keys) - set(each.leaves) | set(each.comes)
            chosen, coverage = core.explain_group(start.candidates, start.wishes, keys)
            taken = each
    return Proposal(start, result, chosen, coverage, taken)


def name_of(exchange: core.Exchange) -> str:
    """An exchange as it stands in an address."""
    return "-".join(".".join(str(key) for key in side) for side in (exchange.leaves, exchange.comes))


def next_best(alliance: Alliance) -> list[Institution]:
    """Who could take the seats that are free: the new ones of the proposal and those just as good."""
    proposal = propose(alliance, stored_wishes())
    keys = dict.fromkeys(proposal.new)
    for exchange in proposal.result.exchanges:
        if set(exchange.leaves) <= set(proposal.new):
            keys.update(dict.fromkeys(int(key) for key in exchange.comes))
    return [proposal.institutions[key] for key in keys]


def _with_wishes(
    asked: Asked, institutions: dict[int, Institution], candidates: tuple[core.Candidate, ...]
) -> Ground:
    wished = {row.institution_id: row for row in SelectionWish.objects.order_by("pk")}
    must = {key for key, row in wished.items() if row.kind == WishKind.MUST}
    must_not = {key for key, row in wished.items() if row.kind == WishKind.MUST_NOT}
    sitting = core_group_on(timezone.localdate())
    states = _latest_states()
    on_the_way = {key for key, state in states.items() if state in UNDER_WAY}
    declined = {key for key, state in states.items() if state == ApproachState.DECLINED} - sitting - must
    why_in = dict.fromkeys(must, Origin.WISHED)
    why_out = dict.fromkeys(must_not, Origin.UNWANTED)
    if asked.keep:
        settled = dict.fromkeys(on_the_way, Origin.UNDER_WAY) | dict.fromkeys(sitting, Origin.SITS)
        why_in = settled | why_in
    if not asked.again:
        why_out = dict.fromkeys(declined, Origin.DECLINED) | why_out
    return Ground(
        institutions=institutions,
        candidates=candidates,
        wishes=core.Wishes(
            minimum_size=asked.size,
            maximum_size=asked.size,
            per_field=dict(asked.per_field),
            per_criterion=dict(asked.per_criterion),
            must=frozenset(why_in),
            must_not=frozenset(why_out),
        ),
        why_in=why_in,
        why_out=why_out,
        notes={key: row.note for key, row in wished.items()},
        settled=frozenset(sitting | on_the_way),
        asked=asked,
    )


def _latest_states() -> dict[int, str]:
    rows = Approach.objects.order_by("since", "pk").values_list("institution_id", "state")
    return dict(rows)


def _solve(alliance: Alliance, start: Ground) -> core.CoreGroup:
    """The same question gets the same answer without computing twice; what ran out of time is tried again."""
    key = f"core-group:{alliance.pk}:{hashlib.sha256(_written_out(start).encode()).hexdigest()}"
    known: core.CoreGroup | None = cache.get(key)
    if known is not None:
        return known
    result = core.propose_core_group(
        start.candidates, start.wishes, time_limit=SECONDS, most_exchanges=MOST_EXCHANGES
    )
    if result.conflict_proven_smallest and result.more_exchanges is not None:
        cache.set(key, result, REMEMBERED_FOR)
    return result


def _written_out(start: Ground) -> str:
    candidates = [(c.key, c.field, sorted(c.criteria), c.commitment, c.planned) for c in start.candidates]
    wishes = start.wishes
    return repr(
        (
            sorted(candidates, key=lambda each: str(each[0])),
            (wishes.minimum_size, wishes.maximum_size),
            sorted(wishes.per_field.items()),
            sorted(wishes.per_criterion.items()),
            sorted(wishes.must, key=str),
            sorted(wishes.must_not, key=str),
        )
    )
