"""How it stands with the offers: a few numbers for the start page and the process plan."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from klappt.alliances.scope import read_once
from klappt.offers.enums import Stage
from klappt.offers.models import CHECK_HOLDS_FOR, AccessRule, Offer


@dataclass(frozen=True)
class Standing:
    """Offers that are there today; `unruled` have no access rule, `unchecked` no check within a year;
    of `expired` the last check is longer ago."""

    total: int
    unruled: int
    unchecked: int
    expired: int
    ideas: int


@read_once
def standing(day: datetime.date) -> Standing:
    """One query."""
    ruled = Exists(AccessRule.objects.all().valid_on(day).filter(offer=OuterRef("pk")))
    begun = Q(valid_from__lte=day) | Q(valid_from=None)
    not_over = Q(valid_until__gte=day) | Q(valid_until=None)
    there = Q(stage=Stage.OPEN) & begun & not_over
    counts: dict[str, int] = Offer.objects.annotate(is_ruled=ruled).aggregate(
        total=Count("pk", filter=there),
        unruled=Count("pk", filter=there & Q(is_ruled=False)),
        unchecked=Count("pk", filter=there & ~Q(checked_on__gte=day - CHECK_HOLDS_FOR)),
        expired=Count("pk", filter=there & Q(checked_on__lt=day - CHECK_HOLDS_FOR)),
        ideas=Count("pk", filter=Q(stage=Stage.IDEA)),
    )
    return Standing(**counts)
