"""What came back over the years: a year in which a worksheet did not go out is no year without returns."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from klappt.returns.models import Return
from klappt.returns.selectors.waves import Standing


@dataclass(frozen=True)
class YearsRow:
    """How many returns of one worksheet came back in each year, in the order of the years.

    None: in this year it did not go out.
    """

    worksheet: str
    counts: list[int | None]

    @property
    def total(self) -> int:
        return sum(count or 0 for count in self.counts)


@dataclass(frozen=True)
class Years:
    """Returns over the years: by worksheet and year, of those handed in at least once."""

    years: list[int]
    rows: list[YearsRow]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def by_year(self) -> list[int | None]:
        return [_sum([row.counts[at] for row in self.rows]) for at in range(len(self.years))]


def years(standings: Iterable[Standing], day: datetime.date) -> Years:
    """Of the waves that went out. One query. A return counts in the year in which it first came back."""
    out = [each.wave for each in standings if each.wave.is_open]
    counts = _counts()
    titles: dict[int, str] = {}
    asked: set[tuple[int, int]] = set(counts)
    for wave in sorted(out, key=lambda wave: (wave.edition.worksheet.position, wave.edition.worksheet_id)):
        titles[wave.edition.worksheet_id] = wave.edition.worksheet.title
        until = max(wave.opens_on.year, min(wave.closes_on, day).year)
        asked |= {(wave.edition.worksheet_id, year) for year in range(wave.opens_on.year, until + 1)}
    with_any = {year for _worksheet, year in asked}
    span = list(range(min(with_any), max(with_any) + 1)) if with_any else []
    rows = [
        YearsRow(title, [counts.get((key, year), 0) if (key, year) in asked else None for year in span])
        for key, title in titles.items()
    ]
    return Years(span, rows)


def _counts() -> dict[tuple[int, int], int]:
    """By worksheet and year."""
    found = (
        Return.objects.filter(first_handed_in_at__isnull=False)
        .order_by()
        .values("edition__worksheet")
        .annotate(year=ExtractYear("first_handed_in_at", tzinfo=timezone.get_current_timezone()))
        .annotate(count=Count("pk"))
    )
    return {(row["edition__worksheet"], row["year"]): row["count"] for row in found}


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
