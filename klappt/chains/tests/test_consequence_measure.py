"""A gap may lead to a measure that a meeting agreed on; where it stands is read there (B4, B7, A7)."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.chains.enums import ConsequenceKind
from klappt.chains.models import Consequence
from klappt.chains.services.answers import draw_consequence
from klappt.measures.tests.factories import make_measure, moved_to
from klappt.meetings.enums import OutcomeKind, OutcomeState
from klappt.meetings.tests.factories import make_outcome
from klappt.needs.tests.factories import make_need
from klappt.profiles.tests.factories import make_subgroup

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_an_open_measure_is_chosen_in_the_cell_and_shown_with_its_state(cast: Cast, sign_in: SignIn) -> None:
    need, group = make_need(cast), make_subgroup(cast.alliance, "Mütter")
    measure = make_measure(cast, "Kurs öffnen")
    moved_to(cast, make_measure(cast, "Schon erledigt", item=measure.item), OutcomeState.DONE)
    cell = reverse("chains:cell", args=[cast.alliance.key, need.pk, group.pk])
    browser = sign_in(cast.alma)
    shown = browser.get(cell).content.decode()
    assert "Kurs öffnen" in shown
    assert "Schon erledigt" not in shown
    url = reverse("chains:consequence", args=[cast.alliance.key, need.pk, group.pk, "measure"])
    assert browser.post(url, {"measure-outcome": measure.pk}).status_code == 302
    moved_to(cast, measure, OutcomeState.STUCK)
    link = reverse("measures:result", args=[cast.alliance.key, measure.pk])
    for page in (cell, reverse("chains:way", args=[cast.alliance.key, need.pk])):
        told = browser.get(page).content.decode()
        assert link in told
        assert "stockt" in told


def test_words_are_enough_but_one_of_both_there_must_be(cast: Cast, sign_in: SignIn) -> None:
    need, group = make_need(cast), make_subgroup(cast.alliance, "Mütter")
    url = reverse("chains:consequence", args=[cast.alliance.key, need.pk, group.pk, "measure"])
    browser = sign_in(cast.alma)
    assert browser.post(url, {"measure-words": " "}).status_code == 422
    assert browser.post(url, {"measure-words": "Lernraum bis 18 Uhr"}).status_code == 302


def test_only_measures_and_each_once(cast: Cast) -> None:
    need, group, measure = make_need(cast), make_subgroup(cast.alliance, "Mütter"), make_measure(cast)
    goal = make_outcome(cast, kind=OutcomeKind.GOAL, text="Jeder kommt in einen Kurs")
    with scope(cast.alliance):
        for outcome, times in ((goal, 1), (measure, 2)):
            with pytest.raises(ValidationError):
                for _ in range(times):
                    draw_consequence(
                        need=need,
                        subgroup=group,
                        kind=ConsequenceKind.MEASURE,
                        outcome=outcome,
                        by=cast.alma,
                    )
        assert [row.outcome for row in Consequence.objects.all()] == [measure]
