"""How a cooperation went over time, as a small picture: one point for each assessment."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import Rating
from klappt.actors.models import Assessment

WIDTH, HEIGHT, EDGE = 420, 104, 12
WORDS = 84  # room on the left for what the best and the worst are called


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Line:
    y: int
    words: str


@dataclass(frozen=True)
class Course:
    """`title` says in a sentence what the picture shows."""

    title: str
    points: list[Point]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = WORDS

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def grid(self) -> list["Line"]:
        """A line for each rating; the best and the worst say their word."""
        said = {Rating.POOR, Rating.VERY_GOOD}
        return [Line(_height(each), str(each.label) if each in said else "") for each in Rating]


def course(assessments: Sequence[Assessment]) -> Course | None:
    """From the first assessment on the left to the latest on the right; None without any."""
    rows = sorted(assessments, key=lambda each: (each.on, each.pk))
    if not rows:
        return None
    first, last = rows[0].on, rows[-1].on
    points = [Point(_place(row.on, first, last), _height(row.rating), _words(row)) for row in rows]
    return Course(_title(rows), points)


def _place(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    span = (last - first).days
    if not span:
        return (WORDS + WIDTH) // 2
    return WORDS + EDGE + round((WIDTH - WORDS - 2 * EDGE) * ((day - first).days / span))


def _height(rating: int) -> int:
    step = (HEIGHT - 2 * EDGE) / (len(Rating) - 1)
    return round(HEIGHT - EDGE - step * (rating - 1))


def _words(row: Assessment) -> str:
    return f"{date_format(row.on, 'SHORT_DATE_FORMAT')}: {row.get_rating_display()}"


def _title(rows: Sequence[Assessment]) -> str:
    latest = rows[-1]
    now = _("As of %(day)s: %(rating)s.") % {
        "day": date_format(latest.on, "SHORT_DATE_FORMAT"),
        "rating": latest.get_rating_display(),
    }
    count = ngettext("%(count)d assessment", "%(count)d assessments", len(rows)) % {"count": len(rows)}
    return f"{now} ({count})"
