"""The waves and how each stands: counted in the database, of nothing but who was asked and who came back."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from klappt.returns.enums import ReturnState, WaveStage
from klappt.returns.models import Return, Wave
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition

_CAME_BACK = Q(returns__first_handed_in_at__isnull=False)
_STATES = {
    "silent": ReturnState.ASKED,
    "begun": ReturnState.BEGUN,
    "handed_in": ReturnState.HANDED_IN,
    "asked_back": ReturnState.ASKED_BACK,
    "reopened": ReturnState.REOPENED,
}


@dataclass(frozen=True)
class Standing:
    """A wave with its counts of returns. `back`: handed in at least once, whatever came after."""

    wave: Wave
    stage: WaveStage
    asked: int
    silent: int
    begun: int
    handed_in: int
    asked_back: int
    reopened: int
    back: int
    late: int

    @property
    def open(self) -> int:
        """Those that can be written in and handed in now, also once more."""
        return self.asked - self.handed_in

    @property
    def still_to_come(self) -> int:
        return self.asked - self.back


def standings(day: datetime.date) -> list[Standing]:
    """All waves, the newest first. One query."""
    return [_standing(wave, day) for wave in _counted(Wave.objects.all()).order_by("-number")]


def standing_of(wave: Wave, day: datetime.date) -> Standing:
    return _standing(_counted(Wave.objects.filter(pk=wave.pk)).get(), day)


def _counted(waves: QuerySet[Wave]) -> QuerySet[Wave]:
    counts = {name: Count("returns", filter=Q(returns__state=state)) for name, state in _STATES.items()}
    return waves.select_related("edition__worksheet").annotate(
        asked_count=Count("returns"),
        back=Count("returns", filter=_CAME_BACK),
        late=Count("returns", filter=Q(returns__came_late=True)),
        **{f"{name}_count": count for name, count in counts.items()},
    )


def _standing(wave: Wave, day: datetime.date) -> Standing:
    counted = vars(wave)
    return Standing(
        wave=wave,
        stage=wave.stage(day),
        asked=counted["asked_count"],
        back=counted["back"],
        late=counted["late"],
        **{name: counted[f"{name}_count"] for name in _STATES},
    )


@dataclass(frozen=True)
class YearsRow:
    """How many returns of one worksheet came back in each year, in the order of the years."""

    worksheet: str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Years:
    """Returns over the years: by worksheet and year, of those handed in at least once."""

    years: list[int]
    rows: list[YearsRow]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def by_year(self) -> list[int]:
        return [sum(row.counts[at] for row in self.rows) for at in range(len(self.years))]


def years() -> Years:
    """One query. A return counts in the year in which it first came back."""
    found = (
        Return.objects.filter(first_handed_in_at__isnull=False)
        .order_by()
        .values("edition__worksheet__position", "edition__worksheet__pk", "edition__worksheet__title")
        .annotate(year=ExtractYear("first_handed_in_at", tzinfo=timezone.get_current_timezone()))
        .annotate(count=Count("pk"))
        .order_by("edition__worksheet__position", "edition__worksheet__pk", "year")
    )
    counts: dict[tuple[int, str], dict[int, int]] = {}
    for row in found:
        worksheet = (row["edition__worksheet__pk"], row["edition__worksheet__title"])
        counts.setdefault(worksheet, {})[row["year"]] = row["count"]
    with_any = {year for each in counts.values() for year in each}
    span = list(range(min(with_any), max(with_any) + 1)) if with_any else []
    rows = [YearsRow(title, [each.get(year, 0) for year in span]) for (_pk, title), each in counts.items()]
    return Years(span, rows)


def editions_to_send() -> QuerySet[Edition]:
    """Published editions, the newest of each worksheet first."""
    found: QuerySet[Edition] = Edition.objects.filter(state=EditionState.PUBLISHED)
    return found.select_related("worksheet").order_by("worksheet__position", "worksheet__pk", "-number")
