"""How a cooperation went over time, as a small picture: one point for each assessment."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import Rating
from klappt.actors.models import Assessment

WIDTH, HEIGHT, EDGE = 320, 96, 12


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Course:
    """`title` says in a sentence what the picture shows."""

    title: str
    points: list[Point]
    width: int = WIDTH

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def grid(self) -> list[int]:
        return [_height(rating) for rating in Rating]


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
    return EDGE + round((WIDTH - 2 * EDGE) * ((day - first).days / span)) if span else WIDTH // 2


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
