"""The rows of the actor table: what is asked for, filtered and sorted by the database."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from klappt.actors.enums import Field, Group, Tick
from klappt.actors.extensions import seats
from klappt.actors.models import (
    ConfirmationRequest,
    ContactPerson,
    Institution,
    InstitutionType,
    SecondText,
)
from klappt.actors.models.institution import CHECK_HOLDS_FOR

NONE = "none"
MEMBER = "member"
TICKS = {"cooperation", "core_group_planned", "forum_planned"}


@dataclass(frozen=True)
class Wanted:
    """What somebody asked the table for. Empty means: no matter. `none` means: nothing stands there."""

    words: str = ""
    field: str = ""
    type: str = ""
    cooperation: str = ""
    core_group: str = ""
    forum: str = ""
    checked: str = ""
    problem: str = ""
    sort: str = ""


def types() -> list[InstitutionType]:
    """The alliance's types, by their name on screen."""
    return sorted(InstitutionType.objects.order_by("pk"), key=lambda each: str(each).casefold())


def rows(
    wanted: Wanted, *, day: datetime.date, known_types: Sequence[InstitutionType]
) -> QuerySet[Institution]:
    """The entries asked for, sorted; with how they sit in the groups today, ready for counting and paging."""
    found = Institution.objects.all().matching(wanted.words)
    found = found.annotate(
        in_core_group=Exists(_seats(day, Group.CORE_GROUP)), in_forum=Exists(_seats(day, Group.FORUM))
    )
    for value, narrow in (
        (wanted.field, _by_field),
        (wanted.type, _by_type),
        (wanted.cooperation, _by_tick("cooperation")),
        (wanted.core_group, _by_group("core_group_planned", "in_core_group")),
        (wanted.forum, _by_group("forum_planned", "in_forum")),
        (wanted.checked, lambda value: _by_check(value, day)),
        (wanted.problem, _by_problem),
    ):
        if value:
            found = found.filter(narrow(value))
    return _sorted(found, wanted.sort, known_types)


def with_details(found: QuerySet[Institution]) -> QuerySet[Institution]:
    """What the page shows of each entry beside its own columns: always three more queries."""
    open_texts = SecondText.objects.filter(settled_at=None).select_related("by")
    open_questions = ConfirmationRequest.objects.filter(used_at=None, withdrawn_at=None)
    return found.select_related("type").prefetch_related(
        Prefetch("contacts", ContactPerson.objects.all()),
        Prefetch("second_texts", open_texts, to_attr="open_texts"),
        Prefetch("confirmation_requests", open_questions, to_attr="open_questions"),
    )


def _seats(day: datetime.date, group: Group) -> Any:
    return seats(group, day).filter(institution=OuterRef("pk"))


def _by_field(value: str) -> Q:
    return Q(field="" if value == NONE else value)


def _by_type(value: str) -> Q:
    return Q(type=None) if value == NONE else Q(type_id=value)


def _by_tick(column: str) -> Callable[[str], Q]:
    return lambda value: Q(**{column: "" if value == NONE else value})


def _by_group(planned: str, inside: str) -> Callable[[str], Q]:
    def narrow(value: str) -> Q:
        if value == MEMBER:
            return Q(**{inside: True})
        if value == NONE:
            return Q(**{planned: "", inside: False})
        return Q(**{planned: value})

    return narrow


def _by_check(value: str, day: datetime.date) -> Q:
    oldest = day - CHECK_HOLDS_FOR
    return {
        "never": Q(checked_on=None),
        "expired": Q(checked_on__lt=oldest),
        "valid": Q(checked_on__gte=oldest),
    }[value]


def _by_problem(value: str) -> Q:
    reachable = ContactPerson.objects.filter(institution=OuterRef("pk")).exclude(phone="", email="")
    single = {
        "no_field": Q(field=""),
        "no_contact": ~Q(Exists(reachable)),
        "uncertain": Q(*((column, Tick.UNCERTAIN) for column in sorted(TICKS)), _connector=Q.OR),
        "two_texts": Q(Exists(SecondText.objects.filter(institution=OuterRef("pk"), settled_at=None))),
    }
    if value in single:
        return single[value]
    return Q(*single.values(), _connector=Q.OR)


def _sorted(
    found: QuerySet[Institution], sort: str, known_types: Sequence[InstitutionType]
) -> QuerySet[Institution]:
    column = sort.removeprefix("-")
    if column not in SORTED:
        return found.order_by("position", "pk")
    by: Any = SORTED[column](known_types)
    by = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return found.order_by(by, "search", "pk")


def _order_of(column: str, values: Sequence[Any]) -> Case:
    """In the order in which the screen lists them; what is empty comes last."""
    places = [When(**{column: value, "then": Value(place)}) for place, value in enumerate(values)]
    return Case(*places, default=Value(len(values)), output_field=IntegerField())


SORTED: dict[str, Callable[[Sequence[InstitutionType]], Any]] = {
    # The search form begins with the name, without umlauts and capitals: it sorts as people expect.
    "name": lambda _types: F("search"),
    "department": lambda _types: F("department"),
    "field": lambda _types: _order_of("field", list(Field)),
    "type": lambda known: _order_of("type", [each.pk for each in known]),
    "cooperation": lambda _types: _order_of("cooperation", [Tick.YES, Tick.UNCERTAIN, Tick.NO]),
    "core_group_planned": lambda _types: _order_of("core_group_planned", [Tick.YES, Tick.UNCERTAIN, Tick.NO]),
    "forum_planned": lambda _types: _order_of("forum_planned", [Tick.YES, Tick.UNCERTAIN, Tick.NO]),
    "checked_on": lambda _types: F("checked_on"),
}
