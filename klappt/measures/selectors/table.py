"""The measures asked for: filtered, sorted and counted by the database."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When

from klappt.actors.models import Institution
from klappt.alliances.policies import Member
from klappt.alliances.scope import read_once
from klappt.bodies.models import Body
from klappt.core.names import search_form, search_words
from klappt.meetings.enums import OPEN_STATES, OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome

OPEN, OVERDUE, NONE = "open", "overdue", "none"
_LAST = 99
SORTED: dict[str, Any] = {
    "text": F("text"),
    "state": Case(*(When(state=s, then=Value(n)) for n, s in enumerate(OutcomeState)), default=Value(_LAST)),
    "person": F("person"),
    "institution": F("institution__search"),
    "goal": F("goal__text"),
    "body": F("item__meeting__body__name"),
    "due_on": F("due_on"),
    "since": F("state_since"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for. Empty: no matter; `none` as a goal: measures that serve none."""

    words: str = ""
    state: str = ""
    goal: str = ""
    body: str = ""
    institution: str = ""
    person: str = ""
    mine: bool = False
    sort: str = ""

    @property
    def narrows(self) -> bool:
        return replace(self, sort="") != Wanted()


@dataclass(frozen=True)
class Numbers:
    """How the measures stand on a day, all together."""

    total: int
    open: int
    overdue: int
    stuck: int
    done: int
    next_due: datetime.date | None


@dataclass(frozen=True)
class Choices:
    """What one can narrow by: only what some measure has."""

    goals: Sequence[Outcome]
    bodies: Sequence[Body]
    institutions: Sequence[Institution]
    people: Sequence[str]


def results(kind: OutcomeKind | None = OutcomeKind.MEASURE) -> QuerySet[Outcome]:
    """Results with all that a list shows of them, in one query."""
    found: QuerySet[Outcome] = Outcome.objects.select_related(
        "item__meeting__body", "goal", "institution", "user"
    )
    return (found if kind is None else found.filter(kind=kind)).order_by("due_on", "pk")


def asked(wanted: Wanted, *, member: Member, day: datetime.date) -> QuerySet[Outcome]:
    found = results().filter(_by_state(wanted.state, day))
    if wanted.goal:
        found = found.filter(goal=None if wanted.goal == NONE else int(wanted.goal))
    if wanted.body:
        found = found.filter(item__meeting__body_id=wanted.body)
    if wanted.institution:
        found = found.filter(institution_id=wanted.institution)
    if wanted.person:
        found = found.filter(person=wanted.person)
    if wanted.mine:
        found = found.filter(_own(member))
    return _sorted(matching(found, wanted.words), wanted.sort)


def own_measures(member: Member) -> QuerySet[Outcome]:
    return results().filter(_own(member))


def numbers(found: QuerySet[Outcome], day: datetime.date) -> Numbers:
    """One query."""
    is_open = Q(state__in=OPEN_STATES)
    counted: dict[str, Any] = found.order_by().aggregate(
        total=Count("pk"),
        open=Count("pk", filter=is_open),
        overdue=Count("pk", filter=is_open & Q(due_on__lt=day)),
        stuck=Count("pk", filter=Q(state=OutcomeState.STUCK)),
        done=Count("pk", filter=Q(state=OutcomeState.DONE)),
        next_due=Min("due_on", filter=is_open & Q(due_on__gte=day)),
    )
    return Numbers(**counted)


@read_once
def all_numbers(day: datetime.date) -> Numbers:
    """Of all measures there are."""
    return numbers(results(), day)


def choices() -> Choices:
    """Four queries, whatever the number of measures."""
    measures = Outcome.objects.measures().order_by()
    bodies = Body.objects.filter(meetings__items__outcomes__in=measures.values("pk"))
    institutions = Institution.objects.filter(pk__in=measures.exclude(institution=None).values("institution"))
    return Choices(
        goals=list(Outcome.objects.goals().order_by("text", "pk")),
        bodies=list(bodies.distinct().order_by("position", "pk")),
        institutions=list(institutions.order_by("search", "pk")),
        people=list(measures.values_list("person", flat=True).distinct().order_by("person")),
    )


def _by_state(state: str, day: datetime.date) -> Q:
    if not state:
        return Q()
    if state == OPEN:
        return Q(state__in=OPEN_STATES)
    if state == OVERDUE:
        return Q(state__in=OPEN_STATES, due_on__lt=day)
    return Q(state=state)


def _own(member: Member) -> Q:
    return Q(user=member.user) | Q(email__iexact=member.user.email)


def matching(found: QuerySet[Outcome], words: str) -> QuerySet[Outcome]:
    """Results in which each word is found somewhere; umlauts and capitals are forgiven."""
    wanted = search_words(words)
    if not wanted:
        return found
    told = found.order_by().values_list("pk", "text", "person", "institution__name", "goal__text")
    keys = [
        pk
        for pk, *texts in told
        if all(word in search_form(" ".join(filter(None, texts))) for word in wanted)
    ]
    return found.filter(pk__in=keys)


def _sorted(found: QuerySet[Outcome], sort: str) -> QuerySet[Outcome]:
    by = SORTED.get(sort.removeprefix("-"))
    if by is None:
        ended = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
        return found.order_by(ended, "due_on", "pk")
    order = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return found.order_by(order, "due_on", "pk")
