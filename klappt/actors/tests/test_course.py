"""How a cooperation went over time, as a picture with the same in words."""

import datetime

from conftest import Cast
from klappt.actors.enums import Rating
from klappt.actors.models import Assessment
from klappt.actors.selectors.course import HEIGHT, WIDTH, WORDS, course
from klappt.actors.services.cooperation import assess_cooperation
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope


def assessed(cast: Cast, *steps: tuple[int, Rating]) -> list[Assessment]:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for year, rating in steps:
            assess_cooperation(
                institution=institution, rating=rating, on=datetime.date(year, 1, 1), by=cast.alma
            )
        return list(institution.assessments.all())


def test_without_assessments_there_is_no_picture() -> None:
    assert course([]) is None


def test_it_runs_from_the_first_to_the_latest_and_better_is_higher(cast: Cast) -> None:
    drawn = course(assessed(cast, (2024, Rating.POOR), (2025, Rating.VERY_GOOD), (2026, Rating.FAIR)))
    assert drawn is not None
    worst, best, latest = drawn.points
    assert WORDS < worst.x < best.x < latest.x < WIDTH
    assert 0 < best.y < latest.y < worst.y < HEIGHT
    assert "01.01.2026" in drawn.title
    assert "3 " in drawn.title


def test_a_single_assessment_stands_in_the_middle(cast: Cast) -> None:
    drawn = course(assessed(cast, (2026, Rating.GOOD)))
    assert drawn is not None
    assert [point.x for point in drawn.points] == [(WORDS + WIDTH) // 2]
