"""The timetable of a chain as bars over months, and how many get there as pieces of a bar."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.chains.selectors.timetable import Span, timetable
from klappt.offers.tests.factories import make_offer, make_rule
from klappt.profiles.tests.factories import make_subgroup

SignIn = Callable[[object], Client]


def span(name: str, start: int, months: int | None, waited: int = 0, **marks: bool) -> Span:
    said = {"conditional": False, "cold": False, **marks}
    return Span(name, start, waited, months, said["conditional"], said["cold"])


def test_bars_stand_where_their_months_are() -> None:
    table = timetable([span("Kurs", 0, 6), span("Schule", 8, 12, waited=2, cold=True)])
    assert table is not None
    course, school = table.bars
    assert (course.x, course.width, course.joined) == (0.0, 30.0, "")
    assert (school.x, school.width) == (40.0, 60.0)
    assert (school.wait_x, school.wait_width, school.joined) == (30.0, 10.0, "cold")
    assert [tick.month for tick in table.ticks] == [0, 12, 20]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (span("a", 0, None), "unknown"),
        (span("a", 0, 0), "moment"),
        (span("a", 0, 3, conditional=True), "conditional"),
        (span("a", 0, 3), "open"),
    ],
)
def test_what_is_not_known_looks_unlike_what_takes_no_time(said: Span, kind: str) -> None:
    table = timetable([said, span("b", 3, 3)])
    assert table is not None
    assert table.bars[0].kind == kind


def test_where_nothing_takes_time_there_is_no_picture() -> None:
    assert timetable([span("a", 0, 0), span("b", 0, None)]) is None
    assert timetable([]) is None


def test_two_labels_never_run_into_each_other() -> None:
    for months in range(1, 121):
        table = timetable([span("a", 0, months)])
        assert table is not None
        shown = [tick.x for tick in table.ticks if tick.has_label]
        assert shown[-1] - shown[-2] >= 25 or len(shown) == 2


@pytest.mark.django_db
def test_the_picture_of_what_levers_bring_counts_people(cast: Cast, sign_in: SignIn) -> None:
    training = make_offer(cast.alliance, "Ausbildung", key="A", effects=[{"set": "in_training", "to": True}])
    make_rule(training, {"attr": "status", "op": "=", "value": "gestattung"})
    for status, heads in (("gestattung", 30), ("duldung_allg", 10), ("duldung_60b", None)):
        profile = {"status": status, "in_training": False}
        make_subgroup(cast.alliance, status, profile=profile, head_count=heads)
    page = sign_in(cast.alma).get(
        reverse("chains:effects", args=[cast.alliance.key]), {"ziel": "training", "mit": "opening~A~access~"}
    )
    now, then = page.context["now"], page.context["then"]
    assert [(piece.kind, piece.heads, piece.width) for piece in now] == [
        ("answer_yes", 30, 75.0),
        ("answer_conditional", 0, 0.0),
        ("cell_gap", 10, 25.0),
    ]
    assert [piece.heads for piece in then] == [40, 0, 0]
