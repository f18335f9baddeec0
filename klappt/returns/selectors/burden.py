"""How long alliances worked at a worksheet: medians of many, never of one (Kleinzahlregel).

The one place on research's side that looks into alliances. It counts only who handed in by the wave's last
day, and only work up to that day, and answers only afterwards: then the figures never change again, and
nobody can read an alliance out of the difference between yesterday and today.
"""

import datetime
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Sum

from klappt.alliances.scope import every_alliance
from klappt.core.small_numbers import may_release
from klappt.returns.models import SectionTime, Wave


@dataclass(frozen=True)
class Minutes:
    """A median in whole minutes over `n` alliances."""

    median: int
    n: int


@dataclass(frozen=True)
class SectionMinutes:
    """None: too few alliances."""

    title: str
    minutes: Minutes | None


@dataclass(frozen=True)
class Burden:
    """One wave: the whole worksheet, and each section of the wave's edition."""

    wave: Wave
    total: Minutes | None
    sections: tuple[SectionMinutes, ...]


def burdens(waves: Iterable[Wave], day: datetime.date) -> list[Burden]:
    """Of the waves that are over, in the order given. One query."""
    over = [wave for wave in waves if wave.opened_at is not None and wave.closes_on < day]
    seconds = _seconds(over)
    return [_of(wave, seconds[wave.pk]) for wave in over]


def same_worksheet(wave: Wave) -> list[Wave]:
    """All waves of this worksheet up to this one, the oldest first."""
    found = Wave.objects.filter(
        edition__worksheet=wave.edition.worksheet_id, number__lte=wave.number, opened_at__isnull=False
    )
    return list(found.select_related("edition__worksheet").order_by("number"))


def usual_minutes(wave: Wave, day: datetime.date) -> int | None:
    """The median of the last wave of this worksheet of which it is known."""
    known = [each.total.median for each in burdens(same_worksheet(wave), day) if each.total]
    return known[-1] if known else None


def _of(wave: Wave, sections: dict[str, dict[int, int]]) -> Burden:
    together: defaultdict[int, int] = defaultdict(int)
    for by_return in sections.values():
        for row, seconds in by_return.items():
            together[row] += seconds
    titled = tuple(
        SectionMinutes(section.title, _median(list(sections.get(section.key, {}).values())))
        for section in wave.edition.questionnaire.sections
    )
    return Burden(wave, _median(list(together.values())), titled)


def _median(seconds: Sequence[int]) -> Minutes | None:
    if not seconds or not may_release(answers=len(seconds), released=0, minimum=settings.MINIMUM_N):
        return None
    return Minutes(max(1, round(statistics.median(seconds) / 60)), len(seconds))


def _seconds(waves: Sequence[Wave]) -> dict[int, dict[str, dict[int, int]]]:
    """By wave, section and return; it never leaves this module."""
    found: dict[int, dict[str, dict[int, int]]] = {wave.pk: defaultdict(dict) for wave in waves}
    if not waves:
        return found
    closes = F("of_return__wave__closes_on")
    with every_alliance(reason="medians of minutes over at least the minimum number of alliances"):
        rows = (
            SectionTime.objects.filter(of_return__wave__in=[wave.pk for wave in waves])
            .filter(of_return__first_handed_in_at__date__lte=closes, day__lte=closes)
            .order_by()
            .values_list("of_return__wave", "section", "of_return")
            .annotate(seconds=Sum("seconds"))
        )
        for wave, section, row, seconds in rows:
            found[wave][section][row] = seconds
    return found
