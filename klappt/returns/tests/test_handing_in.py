"""Handing in freezes everything and sends only what is marked for others (C2)."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.returns.models import SentAnswer, SentSection
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import ENOUGH, FULL, make_handed_in, make_return, write


def test_local_sections_are_never_sent(cast: Cast) -> None:
    made = make_handed_in(cast)
    assert "Bleibt bei uns." in made.content
    assert set(SentSection.objects.values_list("section", flat=True)) == {"building", "advice"}
    assert not SentAnswer.objects.filter(question="notes").exists()
    assert SentAnswer.objects.get(question="contact").value == FULL["contact"]


def test_what_is_held_back_stays_here(cast: Cast) -> None:
    made = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        hand_in(return_=made, by=cast.alma, held_back=["advice"])
    assert SentSection.objects.get(section="advice").was_held_back
    assert not SentAnswer.objects.filter(question="advice").exists()


def test_with_gaps_nothing_is_frozen(cast: Cast) -> None:
    made = make_return(cast)
    write(cast, made, {"story": "Ohne Ziel"})
    with scope(cast.alliance), pytest.raises(ValidationError):
        hand_in(return_=made, by=cast.alma)
    assert not SentSection.objects.exists()


def test_twice_is_refused(cast: Cast) -> None:
    made = make_handed_in(cast, answers=ENOUGH).of_return
    with scope(cast.alliance), pytest.raises(ValidationError):
        hand_in(return_=made, by=cast.alma)
