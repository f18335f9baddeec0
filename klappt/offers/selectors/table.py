"""The rows of the offers' table: what is asked for, filtered and sorted by the database."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from klappt.actors.models import Institution
from klappt.offers.enums import OfferKind, OfferRoleKind, Stage
from klappt.offers.models import CHECK_HOLDS_FOR, AccessRule, Offer, OfferRole, OfferText, PlaceCount

NONE = "none"


@dataclass(frozen=True)
class Wanted:
    """What somebody asked the table for. Empty means: no matter. `none` means: nothing stands there."""

    words: str = ""
    kind: str = ""
    stage: str = ""
    carrier: str = ""
    rule: str = ""
    checked: str = ""
    problem: str = ""
    sort: str = ""


def carriers() -> list[Institution]:
    """Institutions that have some role for an offer, by name."""
    named = OfferRole.objects.values("institution")
    found: list[Institution] = list(Institution.objects.filter(pk__in=named).order_by("search", "pk"))
    return found


def rows(wanted: Wanted, *, day: datetime.date) -> QuerySet[Offer]:
    """The offers asked for, sorted, ready for counting and paging."""
    found: QuerySet[Offer] = Offer.objects.all().matching(wanted.words)
    found = found.annotate(newest_places=_newest_places(day))
    narrowings: tuple[tuple[str, Callable[[str, datetime.date], Q]], ...] = (
        (wanted.kind, lambda value, _day: Q(kind=value)),
        (wanted.stage, _by_stage),
        (wanted.carrier, _by_carrier),
        (wanted.rule, _by_rule),
        (wanted.checked, _by_check),
        (wanted.problem, _by_problem),
    )
    for value, narrow in narrowings:
        if value:
            found = found.filter(narrow(value, day))
    return _sorted(found, wanted.sort)


def with_details(found: QuerySet[Offer], day: datetime.date) -> QuerySet[Offer]:
    """What the page shows of each offer beside its own columns: always two more queries."""
    roles = OfferRole.objects.all().active_on(day).select_related("institution").order_by("role", "pk")
    texts = OfferText.objects.filter(settled_at=None).select_related("by")
    return found.prefetch_related(
        Prefetch("roles", roles, to_attr="roles_now"), Prefetch("second_texts", texts, to_attr="open_texts")
    )


def _by_stage(value: str, day: datetime.date) -> Q:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    not_over = Q(valid_until=None) | Q(valid_until__gte=day)
    return {
        "now": Q(stage=Stage.OPEN) & begun & not_over,
        "ended": Q(valid_until__lt=day),
        "later": Q(valid_from__gt=day),
        "idea": Q(stage=Stage.IDEA),
    }[value]


def _by_carrier(value: str, day: datetime.date) -> Q:
    named = OfferRole.objects.all().active_on(day).filter(offer=OuterRef("pk"))
    if value == NONE:
        return ~Q(Exists(named.filter(role=OfferRoleKind.CARRIES)))
    return Q(Exists(named.filter(institution=value)))


def _by_rule(value: str, day: datetime.date) -> Q:
    written = Q(Exists(AccessRule.objects.all().valid_on(day).filter(offer=OuterRef("pk"))))
    return written if value == "yes" else ~written


def _by_check(value: str, day: datetime.date) -> Q:
    oldest = day - CHECK_HOLDS_FOR
    return {
        "never": Q(checked_on=None),
        "expired": Q(checked_on__lt=oldest),
        "valid": Q(checked_on__gte=oldest),
    }[value]


def _by_problem(value: str, day: datetime.date) -> Q:
    single = {
        "no_rule": _by_rule("no", day),
        "no_carrier": _by_carrier(NONE, day),
        "no_places": Q(newest_places=None),
        "no_effect": Q(effects=[]),
        "two_texts": Q(Exists(OfferText.objects.filter(offer=OuterRef("pk"), settled_at=None))),
    }
    if value in single:
        return single[value]
    return Q(*single.values(), _connector=Q.OR)


def _newest_places(day: datetime.date) -> Subquery:
    newest = PlaceCount.objects.filter(offer=OuterRef("pk"), as_of__lte=day).order_by("-as_of", "-pk")
    return Subquery(newest.values("places")[:1])


def _sorted(found: QuerySet[Offer], sort: str) -> QuerySet[Offer]:
    column = sort.removeprefix("-")
    if column not in SORTED:
        return found.order_by("position", "pk")
    by: Any = SORTED[column]
    by = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return found.order_by(by, "search", "pk")


def _order_of(column: str, values: Sequence[str]) -> Case:
    """In the order in which the screen lists them."""
    places = [When(**{column: value, "then": Value(place)}) for place, value in enumerate(values)]
    return Case(*places, default=Value(len(values)), output_field=IntegerField())


SORTED: dict[str, Any] = {
    # The search form begins with the name, without umlauts and capitals: it sorts as people expect.
    "name": F("search"),
    "kind": _order_of("kind", list(OfferKind)),
    "places": F("newest_places"),
    "checked_on": F("checked_on"),
}
